// Does what was asked for: one run at a time in an organisation, in a thread, with progress that is written down and a look at whether to go on.
import type { Context } from '#platform/http/context.ts'
import { describeFault } from '#platform/jobs/fault.ts'
import type { Fault, Run } from '../../contract/studies.ts'
import * as store from '../../store/study-runs.ts'
import type { Results, Stage } from '../../study/jobs.ts'
import { runInThread, type ThreadFault } from '../../study/run-in-thread.ts'
import { prepare } from './prepare.ts'

const tellEveryMs = 300
/** Nobody has written for so long: whoever had it is gone. */
const lostAfterMs = 10_000
/** A run that ended two workers ends no third one. */
const mostTries = 2

/** How much of the whole each stage is. */
const parts: Record<Stage, readonly [from: number, share: number]> = {
  reading: [0, 0.1],
  comparing: [0.1, 0.2],
  tests: [0.3, 0.1],
  bands: [0.4, 0.1],
  lot: [0.5, 0.3],
  outcomes: [0.8, 0.15],
  simulating: [0.1, 0.85],
}
const progressOf = (stage: Stage, share: number): number => parts[stage][0] + parts[stage][1] * Math.min(1, Math.max(0, share))

const faultOf = (code: Fault['code'], what: string): Fault => ({ code, line: null, column: null, cell: null, otherLine: null, what })
const said: Record<Exclude<ThreadFault, 'cancelled'> | 'no-plan' | 'no-past', Fault> = {
  stopped: faultOf('stopped', 'The calculation ended by itself, as it does when memory is not enough.'),
  'took-too-long': faultOf('took-too-long', 'The calculation took more than 20 minutes.'),
  'no-plan': faultOf('no-plan', 'No estimate can be made of this plan: nobody starts, or nobody is left to compare with.'),
  'no-past': faultOf('no-past', 'Nothing can be learned from the time before the start: too few periods or teams, or nothing that varies.'),
}

/** Until nothing waits. */
export async function runStudies(ctx: Context, signal: AbortSignal): Promise<void> {
  for (;;) {
    const run = await claimNext(ctx)
    if (!run) return
    try {
      await work(ctx, run, signal)
    } catch (error) {
      if (signal.aborted) {
        await ctx.write((tx) => store.giveBackRun(tx, run.id))
        throw error
      }
      ctx.platform.log.error({ part: 'studies', fault: describeFault(error) }, 'a run of a study failed')
      await end(ctx, run.id, { state: 'failed', fault: said.stopped })
    }
  }
}

/** The oldest that waits, unless another worker is at one: that one will take it. */
const claimNext = (ctx: Context): Promise<store.Claimable | undefined> =>
  ctx.write(async (tx) => {
    const runs = await store.openRuns(tx)
    const isLost = ({ seenAt }: store.Claimable) => seenAt === null || Date.parse(seenAt) < tx.at.getTime() - lostAfterMs
    if (runs.some((run) => run.state === 'running' && !isLost(run))) return undefined
    const at = tx.at.toISOString()
    for (const run of runs) {
      if (run.cancelAskedAt !== null) void store.endRun(tx, run.id, { state: 'cancelled' }, at)
      else if (run.tries >= mostTries) void store.endRun(tx, run.id, { state: 'failed', fault: said.stopped }, at)
      else {
        await store.claimRun(tx, run.id, at)
        return run
      }
    }
    return undefined
  })

const end = (ctx: Context, id: string, ended: store.Ended) => ctx.write((tx) => store.endRun(tx, id, ended, tx.at.toISOString()))

async function work(ctx: Context, run: store.Claimable, signal: AbortSignal): Promise<void> {
  const prepared = await prepare(ctx, run)
  if (!prepared) return void (await end(ctx, run.id, { state: 'failed', fault: said['no-plan'] }))
  const stop = new AbortController()
  let at: { stage: Stage; share: number } = { stage: 'reading', share: 0 }
  let writing: Promise<void> | undefined
  const write = async () => {
    const goesOn = await ctx.write((tx) => store.noteProgress(tx, run.id, at.stage, progressOf(at.stage, at.share), tx.at.toISOString()))
    if (!goesOn) stop.abort()
  }
  // A database that is away for a moment does not end the run: the next one says it.
  const timer = setInterval(() => {
    writing ??= write()
      .catch(() => undefined)
      .finally(() => (writing = undefined))
  }, tellEveryMs)
  const outcome = await runInThread(prepared.job, {
    signal: AbortSignal.any([signal, stop.signal]),
    onProgress: (stage, share) => (at = { stage, share }),
  }).finally(() => clearInterval(timer))
  await writing
  if (outcome.fault === 'cancelled') {
    signal.throwIfAborted()
    return void (await end(ctx, run.id, { state: 'cancelled' }))
  }
  if (outcome.fault) return void (await end(ctx, run.id, { state: 'failed', fault: said[outcome.fault] }))
  await end(ctx, run.id, endOf(run.kind, outcome.result, prepared.panel))
}

function endOf(kind: Run['kind'], result: Results['study'] | Results['power'], panel: Buffer | null): store.Ended {
  if (kind === 'study') {
    const { answer, objection } = result as Results['study']
    return answer ? { state: 'done', verdict: answer.verdict, answer, panel } : { state: 'failed', fault: objection }
  }
  const { power, problem } = result as Results['power']
  if (power) return { state: 'done', answer: power }
  return { state: 'failed', fault: typeof problem === 'string' ? said[problem] : problem }
}
