// Scores from rollups, each with its n and interval, or "too few".
import { meanWithInterval } from '#engines/scores/mean.ts'
import { netPromoterScore } from '#engines/scores/net-promoter.ts'
import { isAskedLess, type Response, responseRate, type Shown, unlessTooFew, wilson } from '#engines/scores/proportion.ts'
import { readSettings, startUnitOf, unitIdsBelow, unitPathOf } from '#features/people/public.ts'
import { type Score, scoreboard } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Scores } from '../contract.ts'
import { scales } from '../rules/answers.ts'
import { stepNames } from '../steps.ts'
import { askedCounts } from '../store/contacts.ts'
import { quotesOf } from '../store/quotes.ts'
import { causeCounts } from '../store/responses.ts'
import { unitNames } from './names.ts'
import { viewsOf as quoteViews } from './quotes.ts'
import { addDays } from './unit-time.ts'

export interface CustomerScores {
  /** Share of 4 and 5 of 5, 0 to 1. */
  csat: Shown
  /** Points, -100 to 100. */
  nps: Shown
  /** Mean of 1 to 7, 7 the easiest. */
  ces: Shown
  /** Share of 6 and 7 of 7, 0 to 1. */
  easy: Shown
  /** Share solved at the first time, 0 to 1. */
  fcr: Shown
  /** Invitations issued in these days, and how many of them were answered. */
  response: Response
}
export interface Days {
  firstDay: string
  lastDay: string
  stepId?: string | undefined
}

const share = ({ n, sum }: Score): Shown => unlessTooFew(n, () => wilson(sum, n))

/** What customers of a unit and everything below it answered in these days; of one step where it is given. Who may ask is the caller's to say. */
export async function scoresFor(tx: Tx, unitId: string, { firstDay, lastDay, stepId }: Days): Promise<CustomerScores> {
  const facet = stepId === undefined ? {} : { facet: { kind: 'step' as const, id: stepId } }
  const read = async (metric: string) => (await scoreboard(tx, { unitId, metric, firstDay, lastDay, ...facet })).total
  const [csat, promoters, detractors, ces, easy, fcr, invited, answered] = (await Promise.all(
    ['csat', 'nps-promoters', 'nps-detractors', 'ces', 'ces-easy', 'fcr', 'invited', 'answered'].map(read),
  )) as [Score, Score, Score, Score, Score, Score, Score, Score]
  return {
    csat: share(csat),
    nps: unlessTooFew(promoters.n, () => netPromoterScore(promoters.sum, detractors.sum, promoters.n)),
    ces: unlessTooFew(ces.n, () => meanWithInterval(ces, scales.ces)),
    easy: share(easy),
    fcr: share(fcr),
    // An invitation and its answer are two deltas: between two rollups one may be there without the other.
    response: responseRate(invited.n, Math.min(answered.n, invited.n), 0),
  }
}

const reasonNames = ['asked-lately', 'wants-rest', 'survey-not-open'] as const

/** Without a unit: where the reader's part of the house begins. */
export async function readScores(
  ctx: Context,
  query: { unitId?: string | undefined; stepId?: string | undefined; days: number },
): Promise<Scores> {
  return ctx.read(async (tx) => {
    const unitId = query.unitId ?? (await startUnitOf(tx, ctx.reach('scores.read')))
    if (unitId === undefined) throw new Problem(problems.notAllowed)
    const path = await unitPathOf(tx, unitId)
    if (path.length === 0) throw new Problem(problems.notFound)
    ctx.require('scores.read', { unitPath: path })
    const { timeZone } = await readSettings(tx)
    const lastDay = dayIn(timeZone, ctx.now())
    const firstDay = addDays(lastDay, 1 - query.days)
    const unitIds = await unitIdsBelow(tx, [unitId])
    const { stepId } = query
    const [now, before, asked, causes, quotes, names] = await Promise.all([
      scoresFor(tx, unitId, { firstDay, lastDay, stepId }),
      scoresFor(tx, unitId, { firstDay: addDays(firstDay, -query.days), lastDay: addDays(firstDay, -1), stepId }),
      askedCounts(tx, unitIds, firstDay, lastDay, stepId ?? null),
      causeCounts(tx, unitIds, firstDay, lastDay),
      quotesOf(tx, { unitIds, since: `${firstDay}T00:00:00Z`, limit: 5 }),
      unitNames(tx, [unitId]),
    ])
    const stepIds = [stepId, ...causes.map(({ causeStepId }) => causeStepId)].filter((id) => typeof id === 'string')
    const steps = await stepNames(tx, ctx.language, [...new Set(stepIds)])
    const count = (isInside: boolean, isMatch: (whyNot: string | null) => boolean) =>
      asked.filter((row) => row.isInside === isInside && isMatch(row.whyNot)).reduce((sum, row) => sum + row.count, 0)
    const complaints = causes.reduce((sum, row) => sum + row.count, 0)
    return {
      unit: { id: unitId, name: names.get(unitId) ?? null },
      step: stepId === undefined ? null : { id: stepId, name: steps.get(stepId)?.name ?? null },
      firstDay,
      lastDay,
      ...now,
      before,
      response: {
        ...now.response,
        notAsked: count(true, (whyNot) => whyNot !== null),
        reasons: reasonNames.flatMap((whyNot) => {
          const found = count(true, (one) => one === whyNot)
          return found === 0 ? [] : [{ whyNot, count: found }]
        }),
        isAskedLess: isAskedLess(
          { asked: count(true, (whyNot) => whyNot === null), of: count(true, () => true) },
          { asked: count(false, (whyNot) => whyNot === null), of: count(false, () => true) },
        ),
      },
      causes: causes
        .flatMap(({ causeStepId, count: found }) =>
          causeStepId === null
            ? []
            : [{ step: { id: causeStepId, name: steps.get(causeStepId)?.name ?? null }, count: found, of: complaints }],
        )
        .sort((left, right) => right.count - left.count)
        .slice(0, 10),
      quotes: await quoteViews(ctx, tx, quotes),
    }
  })
}
