// "Not alone", taken: the question goes to the manager, or to who stands in today, with everything in it. A followup keeps the clock.
import type { z } from 'zod'
import { answerFollowup, openFollowup } from '#features/followups/public.ts'
import { personCard, readSettings, standInFor } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Escalation, escalationAnswer, escalationQuery, newEscalation } from '../contract.ts'
import { alreadyAnswered, nobodyToAsk } from '../problems.ts'
import { textFor } from '../rules.ts'
import { answerEscalation, type EscalationRow, findEscalation, insertEscalation, listEscalations } from '../store/escalations.ts'
import { titlesOf } from '../store/rules.ts'
import { judgeAsked } from './asked.ts'
import { cursorOf } from './decisions.ts'
import { thingNames } from './read-rules.ts'

/** A customer waits. */
const answerWithinMs = 4 * 3_600_000

export async function askColleague(ctx: Context, input: z.output<typeof newEscalation>): Promise<Escalation> {
  const personId = ctx.actor.personId
  ctx.require('decisions.note', { personId })
  return ctx.write(async (tx) => {
    const { answer, row, unitId, day, measure, currency } = await judgeAsked(tx, personId!, input, ctx.now())
    const [cards, { timeZone }] = await Promise.all([personCard(tx, [personId!]), readSettings(tx)])
    const managerId = cards.get(personId!)?.managerId ?? null
    const askedId = managerId && (await standInFor(tx, managerId, dayIn(timeZone, ctx.now())))
    if (!askedId || askedId === personId) throw new Problem(nobodyToAsk)
    const principleId = row?.definition.principleId ?? null
    const isNew = await insertEscalation(tx, {
      id: input.id,
      personId: personId!,
      unitId,
      askedId,
      ruleId: row?.ruleId ?? null,
      ruleVersion: row?.version ?? null,
      situationId: input.situationId,
      remedyId: input.remedyId,
      principleId,
      amount: input.amount,
      measure,
      currency,
      reason: answer.reason,
      words: input.words || null,
      askedAt: ctx.now().toISOString(),
      day,
    })
    if (isNew) {
      const facets = principleId ? [{ kind: 'principle' as const, id: principleId }] : []
      recordSignals(ctx, tx, [{ metric: 'escalations', unitId, day, value: 1, facets }])
      await openFollowup(ctx, tx, {
        subject: { kind: 'escalation', id: input.id, link: `/escalations/${input.id}` },
        ownerId: askedId,
        unitId,
        visibility: 'owner',
        dueAt: new Date(ctx.now().getTime() + answerWithinMs),
      })
    }
    return (await describe(ctx, tx, [(await findEscalation(tx, input.id))!]))[0]!
  })
}

/** The side on which the reader stands; who stands on none gets what a stranger gets. */
const resourceOf = (ctx: Context, row: EscalationRow) => ({
  personId: [row.askedId, row.answeredBy].includes(ctx.actor.personId) ? ctx.actor.personId : row.personId,
})

export const readEscalation = (ctx: Context, id: string): Promise<Escalation> =>
  ctx.read(async (tx) => {
    const row = await findEscalation(tx, id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('escalations.read', resourceOf(ctx, row))
    return (await describe(ctx, tx, [row]))[0]!
  })

export async function answer(ctx: Context, id: string, { word, words }: z.output<typeof escalationAnswer>): Promise<Escalation> {
  return ctx.write(async (tx) => {
    const row = await findEscalation(tx, id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('escalations.answer', { personId: row.askedId })
    if (!(await answerEscalation(tx, { id, word, words: words || null, by: ctx.actor.personId }, ctx.now())))
      throw new Problem(alreadyAnswered)
    await answerFollowup(ctx, tx, { subjectKind: 'escalation', subjectId: id, answer: word })
    tx.announce({ type: 'escalation-answered', payload: { escalationId: id, personId: row.personId } })
    return (await describe(ctx, tx, [(await findEscalation(tx, id))!]))[0]!
  })
}

export async function listMine(
  ctx: Context,
  query: z.output<typeof escalationQuery>,
): Promise<{ items: Escalation[]; next: string | null }> {
  const personId = ctx.actor.personId
  ctx.require('escalations.read', { personId })
  const after = cursorOf(query.after)
  return ctx.read(async (tx) => {
    const side = query.whose === 'asked-by-me' ? 'person_id' : 'asked_id'
    const rows = await listEscalations(tx, { side, personId: personId!, after, limit: query.limit + 1 })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: await describe(ctx, tx, rows), next: hasMore && last ? encodeCursor([last.askedAt, last.id]) : null }
  })
}

async function describe(ctx: Context, tx: Tx, rows: readonly EscalationRow[]): Promise<Escalation[]> {
  const { defaultLanguage } = await readSettings(tx)
  const words = { language: ctx.language, own: defaultLanguage }
  const [people, names, titles] = await Promise.all([
    personCard(tx, [
      ...new Set(rows.flatMap(({ personId, askedId, answeredBy }) => [personId, askedId, ...(answeredBy ? [answeredBy] : [])])),
    ]),
    thingNames(tx, words),
    titlesOf(
      tx,
      rows.flatMap(({ ruleId, ruleVersion }) => (ruleId === null ? [] : [{ ruleId, version: ruleVersion! }])),
    ),
  ])
  const person = (id: string) => ({ id, name: people.get(id)?.displayName ?? null })
  return rows.map((row) => {
    const rule = titles.get(`${row.ruleId} ${row.ruleVersion}`)
    return {
      id: row.id,
      person: person(row.personId),
      asked: person(row.askedId),
      rule: rule
        ? {
            id: rule.ruleId,
            version: rule.version,
            number: rule.number,
            title: textFor(rule.definition.texts, words.language, words.own).title,
          }
        : null,
      situationName: names.get(row.situationId) ?? '',
      remedyName: names.get(row.remedyId) ?? '',
      principleId: row.principleId,
      amount: row.amount,
      measure: row.measure,
      currency: row.currency,
      reason: row.reason,
      words: row.words,
      askedAt: row.askedAt,
      answer: row.answer
        ? { word: row.answer, words: row.answerWords, by: row.answeredBy ? person(row.answeredBy) : null, at: row.answeredAt! }
        : null,
      mayAnswer: row.answer === null && row.askedId === ctx.actor.personId,
    }
  })
}
