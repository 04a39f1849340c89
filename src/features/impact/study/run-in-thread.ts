// Starts a study's thread, listens to it and ends it. A thread that dies takes nothing along.
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Job, Message, Results, Tell } from './jobs.ts'

/** Why there is no result. `stopped`: the thread died, as it does when memory is not enough. */
export type ThreadFault = 'stopped' | 'took-too-long' | 'cancelled'
export type ThreadOutcome<R> = { result: R; fault: null } | { result: null; fault: ThreadFault }

export interface ThreadOptions {
  onProgress?: Tell
  signal?: AbortSignal
  mostMs?: number
  limits?: ResourceLimits
}

const usualMostMs = 20 * 60_000
/** Of the heap alone: columns of numbers lie beside it. */
const usualLimits: ResourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 }

/** Threads under way: so that a program that ends can end them, and a test can kill one. */
export const threads = new Set<Worker>()

export function runInThread<J extends Job>(job: J, options: ThreadOptions = {}): Promise<ThreadOutcome<Results[J['job']]>> {
  const { onProgress, signal, mostMs = usualMostMs, limits = usualLimits } = options
  return new Promise((resolve) => {
    const worker = new Worker(new URL('thread.ts', import.meta.url), { workerData: job, resourceLimits: limits, env: {}, stdin: false })
    threads.add(worker)
    let isEnded = false
    /** Answers only when the thread is gone. */
    const end = (outcome: ThreadOutcome<Results[J['job']]>) => {
      if (isEnded) return
      isEnded = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      void worker.terminate().finally(() => {
        threads.delete(worker)
        resolve(outcome)
      })
    }
    const fail = (fault: ThreadFault) => end({ result: null, fault })
    const cancel = () => fail('cancelled')
    const timer = setTimeout(() => fail('took-too-long'), mostMs)
    signal?.addEventListener('abort', cancel, { once: true })
    worker.on('message', (message: Message) =>
      'result' in message ? end({ result: message.result as Results[J['job']], fault: null }) : onProgress?.(message.stage, message.share),
    )
    worker.on('error', () => fail('stopped'))
    worker.on('exit', () => fail('stopped'))
    if (signal?.aborted) cancel()
  })
}
