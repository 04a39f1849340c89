// What anybody can check a study with: the rows, a script in R, the plot, every figure.
import type { Context } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { nothingToTakeOut } from '../../problems.ts'
import { measureOf } from '../../rules/measures.ts'
import { fileBytes, type StudyRow } from '../../store/studies.ts'
import { type Finished, lastFinished } from '../../store/study-runs.ts'
import type { Answer } from '../../study/answer.ts'
import type { WholeAnswer } from '../../study/jobs.ts'
import type { Columns } from '../../study/read-panel.ts'
import { runInThread } from '../../study/run-in-thread.ts'
import { openStudy } from './open.ts'
import { unpack } from './packed.ts'
import { panelColumns } from './panel.ts'
import { columnsOf, designOf } from './prepare.ts'

interface Taken {
  row: StudyRow
  run: Finished
  bytes: Buffer | null | undefined
}

const taken = (ctx: Context, id: string, hasFile = false): Promise<Taken> =>
  ctx.read(async (tx) => {
    const [{ row }, run, bytes] = await Promise.all([
      openStudy(ctx, tx, id, 'studies.read'),
      lastFinished(tx, id),
      hasFile ? fileBytes(tx, id) : undefined,
    ])
    if (!run) throw new Problem(nothingToTakeOut)
    return { row, run, bytes }
  })

const namesOf = (row: StudyRow): Columns =>
  row.file?.columns ? columnsOf(row.file.columns) : { ...panelColumns, outcome: row.measure ?? 'outcome', covariates: [] }

/** Of a file only the columns that were looked at. */
export async function takePanel(ctx: Context, id: string): Promise<string> {
  const { row, run, bytes } = await taken(ctx, id, true)
  if (run.panel) return `\ufeff${(await unpack(run.panel)).toString('utf8')}`
  if (!bytes) throw new Problem(nothingToTakeOut)
  const { unit, time, outcome, firstTreated, cluster, covariates } = namesOf(row)
  const names = [...new Set([unit, time, outcome, firstTreated, ...(cluster === undefined ? [] : [cluster]), ...covariates])]
  const { result } = await runInThread({ job: 'used', bytes: await unpack(bytes), names })
  if (!result) throw new Error('the thread that reads a panel ended')
  return `\ufeff${Buffer.from(result).toString('utf8')}`
}

export async function takeScript(ctx: Context, id: string): Promise<string> {
  const { row, run } = await taken(ctx, id)
  const { rScript } = await import('../../study/r-script.ts')
  const answer = run.answer as unknown as WholeAnswer
  return rScript('panel.csv', namesOf(row), designOf(row.file?.columns), answer as unknown as Answer, answer.form)
}

/** Shares are in points of 100. */
const shownOutcome = ({ measure, file }: StudyRow): string =>
  measure === null ? (file?.columns?.outcome ?? 'outcome') : `${measure}${measureOf(measure).kind === 'share' ? ' (points of 100)' : ''}`

export async function takePlot(ctx: Context, id: string): Promise<string> {
  const { row, run } = await taken(ctx, id)
  const { eventStudyPlot } = await import('../../study/plot.ts')
  return eventStudyPlot(run.answer as unknown as Answer, shownOutcome(row))
}

export async function takeAnswer(ctx: Context, id: string): Promise<string> {
  const { row, run } = await taken(ctx, id)
  const { title, question, source, measure, others, weeksEach, firstDay, lastDay, expectation, registeredAt, fingerprint, lotSeed, teams } =
    row
  const plan = {
    title,
    question,
    source,
    measure,
    others,
    weeksEach,
    firstDay,
    lastDay,
    expectation,
    registeredAt,
    fingerprint,
    lotSeed,
    teams,
  }
  return JSON.stringify({ ...run.answer, askedAt: run.askedAt, plan }, null, 2)
}
