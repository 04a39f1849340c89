// Obstacles as a reader may see them: with names, the clock of today, and without whoever stays unnamed.
import { stepRefs } from '#features/journeys/public.ts'
import { personCard, readSettings, standInFor, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { ObstacleRow } from '../contract.ts'
import { ruleNames } from '../rule-names.ts'
import { clockOf, fewest, initialsOf } from '../rules.ts'
import type { BoardRow } from '../store/board.ts'
import { maySayHelped } from './raise.ts'

const idsIn = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter((id) => id !== null))]

/** For whom the reader stands in today, among these. */
async function standsInFor(ctx: Context, tx: Tx, leaderIds: readonly string[], timeZone: string): Promise<Set<string>> {
  const me = ctx.actor.personId
  if (me === null) return new Set()
  const others = leaderIds.filter((id) => id !== me).slice(0, 20)
  const found = await Promise.all(others.map(async (id) => ((await standInFor(tx, id, dayIn(timeZone, ctx.now()))) === me ? id : null)))
  return new Set(found.filter((id) => id !== null))
}

export async function describe(ctx: Context, tx: Tx, rows: readonly BoardRow[], isOne = false): Promise<ObstacleRow[]> {
  if (rows.length === 0) return []
  const me = ctx.actor.personId
  const [cards, units, steps, rules, settings] = await Promise.all([
    personCard(tx, idsIn(rows.flatMap((row) => [row.raisedBy, row.leaderId, row.answeredBy, row.escalatedTo]))),
    unitsById(tx, idsIn(rows.map(({ unitId }) => unitId))),
    stepRefs(tx, ctx.language, idsIn(rows.map(({ stepId }) => stepId))),
    ruleNames(tx, idsIn(rows.map(({ ruleId }) => ruleId)), ctx.language),
    readSettings(tx),
  ])
  const mine = isOne ? await standsInFor(ctx, tx, idsIn(rows.map(({ leaderId }) => leaderId)), settings.timeZone) : new Set<string>()
  const stepsById = new Map(steps.map((step) => [step.id, step]))
  const person = (id: string | null) => (id === null ? null : { id, name: cards.get(id)?.displayName ?? null })
  return rows.map((row): ObstacleRow => {
    const leader = cards.get(row.leaderId)
    const [step, rule] = [row.stepId ? stepsById.get(row.stepId) : undefined, row.ruleId ? rules.get(row.ruleId) : undefined]
    const isRaiser = me !== null && row.raisedBy === me
    // Unnamed to colleagues; whoever answers may ask back. In works-council mode unnamed to everybody.
    const isNameShown = !row.isUnnamed || isRaiser || (me !== null && row.leaderId === me && !settings.isWorksCouncilMode)
    const unitPath = units.get(row.unitId)?.ancestorIds ?? []
    const isConcerned = isRaiser || row.iSupport || row.leaderId === me
    return {
      id: row.id,
      title: row.title,
      happened: row.happened,
      hurts: row.hurts,
      raisedBy: isNameShown ? person(row.raisedBy) : null,
      isUnnamed: row.isUnnamed,
      isMine: isRaiser,
      unit: { id: row.unitId, name: units.get(row.unitId)?.name ?? null },
      raisedOn: row.raisedOn,
      born: { in: row.bornIn, link: row.bornLink },
      step: step ? { id: step.id, name: step.name, journeyId: step.journeyId } : null,
      rule: row.ruleId && rule ? { id: row.ruleId, ...rule } : null,
      principleId: row.principleId,
      kind: row.kind,
      law: row.law,
      supporters: row.supporters,
      iSupport: row.iSupport,
      leader: {
        id: row.leaderId,
        name: leader?.displayName ?? null,
        initials: initialsOf(leader?.displayName ?? ''),
        about: leader?.unitName ?? null,
      },
      state: row.state,
      clock: row.state === 'open' ? clockOf(new Date(row.openedAt), new Date(row.dueAt), ctx.now()) : null,
      reply: row.reply && row.repliedOn ? { words: row.reply, on: row.repliedOn } : null,
      escalation: row.escalatedOn ? { on: row.escalatedOn, to: person(row.escalatedTo) } : null,
      answer:
        row.answer && row.because && row.answeredOn && row.daysTaken
          ? {
              answer: row.answer,
              because: row.because,
              on: row.answeredOn,
              by: person(row.answeredBy),
              daysTaken: row.daysTaken,
              helped: { yes: row.helpedOf < fewest ? null : row.helpedYes, of: row.helpedOf },
              myVoice: row.myVoice,
            }
          : null,
      may: {
        answer:
          row.state === 'open' &&
          ctx.may('obstacles.answer', {
            personId: mine.has(row.leaderId) ? me : row.leaderId,
            managerId: leader?.managerId ?? null,
            unitPath,
          }),
        reopen: row.state === 'answered' && ctx.may('obstacles.reopen', { personId: isConcerned ? me : row.leaderId, unitPath }),
        sayHelped: row.state === 'answered' && maySayHelped(ctx, row, row.iSupport),
        withdraw: row.state === 'open' && isRaiser && row.supporters <= 1 && ctx.may('obstacles.withdraw', { personId: row.raisedBy }),
      },
      version: row.version,
    }
  })
}
