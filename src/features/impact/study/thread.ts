// The thread in which a study is computed. It knows no database and no settings: a job comes in, how far it is and the result go out.
import { parentPort, workerData } from 'node:worker_threads'
import { csvLine } from '#platform/http/csv.ts'
import { objectionTo, shapeOf, usedCells } from './inspect-file.ts'
import type { Job, Message, Results, Stage } from './jobs.ts'
import { powerTask } from './power-task.ts'
import { studyTask } from './study-task.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const post = (message: Message): void => parentPort?.postMessage(message)

/** A message costs more than a step: at most one for each hundredth. */
let told: { stage: Stage; share: number } | undefined
const tell = (stage: Stage, share: number): void => {
  if (told?.stage === stage && share - told.share < 0.01) return
  told = { stage, share }
  post(told)
}

/** What begins like a formula is a number, or gets an apostrophe. */
const cellOf = (cell: string): string | number => {
  const value = /^[-+]/.test(cell) ? Number(cell.replace(/^([-+]\d+),(\d+)$/, '$1.$2')) : Number.NaN
  return Number.isFinite(value) ? value : cell
}
function usedTable(bytes: Uint8Array, names: readonly string[]): Uint8Array {
  const lines: string[] = []
  for (const cells of usedCells(bytes, names)) lines.push(csvLine(cells.map(cellOf)))
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`)
}

function resultOf(job: Job): Results[keyof Results] {
  switch (job.job) {
    case 'study':
      return studyTask(job, tell)
    case 'power':
      return powerTask(job, tell)
    case 'shape':
      return shapeOf(job.bytes)
    case 'check':
      return objectionTo(job.bytes, job.columns, job.design)
    case 'used':
      return usedTable(job.bytes, job.names)
  }
}
post({ result: resultOf(workerData as Job) })
