// May I, asked of the server: the same engine as on the phone.
import { decide, possibilities } from '#engines/boundary/decide.ts'
import type { Answer, Asker, Question } from '#engines/boundary/rule.ts'
import { levelsOf } from '#features/evidence/public.ts'
import { personCard, readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { MayIAnswer } from '../contract.ts'
import { readFacts, ruleOf, textFor } from '../rules.ts'
import { namedThings } from '../store/catalogue.ts'
import { liveQuery } from '../store/rules.ts'
import { readLiveRules } from './live-rules.ts'
import { namesIn } from './read-rules.ts'

export async function askerOf(tx: Tx, personId: string, at: Date): Promise<Asker & { unitId: string | null }> {
  const [cards, levels] = await Promise.all([personCard(tx, [personId]), levelsOf(tx, [personId], at)])
  const card = cards.get(personId)
  if (!card) throw new Problem(problems.notFound)
  return { level: levels.get(personId) ?? 0, jobRoleId: card.jobRoleId, unitPath: card.ancestorIds ?? [], unitId: card.unitId }
}

/** For features to the right: may this person do this now? */
export async function mayI(tx: Tx, personId: string, question: Omit<Question, 'day'>, at: Date): Promise<Answer> {
  const { timeZone } = await readSettings(tx)
  const day = dayIn(timeZone, at)
  const [asker, rows] = await Promise.all([askerOf(tx, personId, at), tx.run(liveQuery(tx.organisationId, day))])
  return decide(rows.map(ruleOf), asker, { ...question, day })
}

export async function askMayI(
  ctx: Context,
  query: { situationId: string; remedyId: string; amount?: number | undefined; currency?: string | undefined; facts?: string | undefined },
): Promise<MayIAnswer> {
  const personId = ctx.actor.personId
  ctx.require('may-i.ask', { personId })
  return ctx.read(async (tx) => {
    const [asker, { settings, day, versions: rows }, situations, remedies] = await Promise.all([
      askerOf(tx, personId!, ctx.now()),
      readLiveRules(tx, ctx.now()),
      namedThings(tx, 'situations'),
      namedThings(tx, 'remedies'),
    ])
    const words = { language: ctx.language, own: settings.defaultLanguage }
    const names = namesIn([...situations, ...remedies], words)
    if (!names.has(query.situationId) || !names.has(query.remedyId)) throw new Problem(problems.notFound)
    const versions = rows.map(ruleOf)
    const facts = readFacts(query.facts)
    const { amount = null, currency = null, situationId, remedyId } = query
    const found = decide(versions, asker, { situationId, remedyId, amount, currency, facts, day })
    const row = found.rule && rows.find(({ ruleId, version }) => ruleId === found.rule!.id && version === found.rule!.version)
    const text = row && textFor(row.definition.texts, words.language, words.own)
    return {
      ...found,
      rule:
        row && text
          ? { ...found.rule!, number: row.number, title: text.title, why: text.why, effectiveFrom: row.definition.effectiveFrom }
          : null,
      principleId: row?.definition.principleId ?? null,
      measure: row?.definition.measure ?? null,
      currency: row?.definition.currency ?? null,
      mayDoNow: possibilities(versions, asker, { situationId, day, facts }).map(({ remedyId: id, answer }) => ({
        remedyId: id,
        name: names.get(id) ?? '',
        verdict: answer.verdict,
        limit: answer.limit,
      })),
    }
  })
}
