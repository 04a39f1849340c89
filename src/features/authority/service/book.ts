// Everything that a phone needs to answer "May I?" by itself: the person's standing, the rules that can be about them, and the words.
import { isFor } from '#engines/boundary/decide.ts'
import { standingOf } from '#features/evidence/public.ts'
import { principleRefs } from '#features/language/public.ts'
import { personCard, readSettings, standInFor } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Book, BookRule } from '../contract.ts'
import { ruleOf, textFor } from '../rules.ts'
import { type ThingRow, thingsQuery } from '../store/catalogue.ts'
import { liveQuery, type VersionRow } from '../store/rules.ts'

export function bookRule(row: VersionRow, language: string, own: string): BookRule {
  const words = textFor(row.definition.texts, language, own)
  return {
    ...ruleOf(row),
    number: row.number,
    steps: row.definition.steps,
    conditions: row.definition.conditions.map(({ texts, ...one }) => ({ ...one, text: textFor(texts, language, own) })),
    jobRoleIds: row.definition.jobRoleIds,
    unitIds: row.definition.unitIds,
    title: words.title,
    why: words.why,
    next: words.next,
    say: words.say || null,
    principleId: row.definition.principleId,
  }
}
/** In every language at once: people type in the one they think in. */
const wordsOf = ({ texts }: ThingRow): string[] =>
  Object.values(texts)
    .flatMap((one) => (one ? [one.name, one.words ?? ''] : []))
    .filter(Boolean)

export async function readBook(ctx: Context, language = ctx.language): Promise<Book> {
  const personId = ctx.actor.personId
  ctx.require('may-i.ask', { personId })
  return ctx.read(async (tx) => {
    const [cards, settings] = await Promise.all([personCard(tx, [personId!]), readSettings(tx)])
    const card = cards.get(personId!)
    if (!card) throw new Problem(problems.notFound)
    const day = dayIn(settings.timeZone, ctx.now())
    const own = settings.defaultLanguage
    const colleagueId = card.managerId && (await standInFor(tx, card.managerId, day))
    const [standing, versions, situations, remedies, principles, colleagues] = await Promise.all([
      standingOf(tx, personId!, ctx.now()),
      tx.run(liveQuery(tx.organisationId, day)),
      tx.run(thingsQuery(tx.organisationId, 'situations')),
      tx.run(thingsQuery(tx.organisationId, 'remedies')),
      principleRefs(tx, language),
      personCard(tx, colleagueId ? [colleagueId] : []),
    ])
    const person = {
      id: personId!,
      unitId: card.unitId,
      level: standing.level,
      jobRoleId: card.jobRoleId,
      unitPath: card.ancestorIds ?? [],
    }
    // An end belongs to its rule, whomever the version before was about.
    const rules = versions.filter((row) => row.isEnd || isFor(ruleOf(row), person)).map((row) => bookRule(row, language, own))
    const used = new Set(rules.filter(({ isEnd }) => !isEnd).flatMap(({ situationId, remedyId }) => [situationId, remedyId]))
    const named = (row: ThingRow) => ({ id: row.id, name: textFor(row.texts, language, own).name, words: wordsOf(row) })
    return {
      at: ctx.now().toISOString(),
      day,
      person,
      lapsesAt: standing.lapsesAt,
      next: standing.next,
      situations: situations.filter(({ isRetired }) => !isRetired).map((row) => ({ ...named(row), icon: row.icon })),
      remedies: remedies.filter(({ id, isRetired }) => !isRetired || used.has(id)).map(named),
      rules,
      principles,
      colleague: colleagueId ? { id: colleagueId, name: colleagues.get(colleagueId)?.displayName ?? null } : null,
      isWorksCouncilMode: settings.isWorksCouncilMode,
    }
  })
}
