// Everything that a phone needs to answer "May I?" by itself: the person's standing, the rules that can be about them, and the words.
import { isFor } from '#engines/boundary/decide.ts'
import { standingOf } from '#features/evidence/public.ts'
import { principleRefs } from '#features/language/public.ts'
import { personCard, standInFor } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Book, BookRule } from '../contract.ts'
import { ruleOf, textFor } from '../rules.ts'
import { type NamedThing, namedThings } from '../store/catalogue.ts'
import type { LiveVersion } from '../store/rules.ts'
import { readLiveRules } from './live-rules.ts'

export function bookRule(
  row: Pick<LiveVersion, 'ruleId' | 'version' | 'isEnd' | 'number' | 'definition'>,
  language: string,
  own: string,
): BookRule {
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
const wordsOf = ({ texts }: NamedThing): string[] =>
  Object.values(texts)
    .flatMap((one) => (one ? [one.name, one.words ?? ''] : []))
    .filter(Boolean)

export async function readBook(ctx: Context, language = ctx.language): Promise<Book> {
  const personId = ctx.actor.personId
  ctx.require('may-i.ask', { personId })
  return ctx.read(async (tx) => {
    const [cards, { settings, day, versions }, standing, situations, remedies, principles] = await Promise.all([
      personCard(tx, [personId!]),
      readLiveRules(tx, ctx.now()),
      standingOf(tx, personId!, ctx.now()),
      namedThings(tx, 'situations'),
      namedThings(tx, 'remedies'),
      principleRefs(tx, language),
    ])
    const card = cards.get(personId!)
    if (!card) throw new Problem(problems.notFound)
    const own = settings.defaultLanguage
    const colleagueId = card.managerId && (await standInFor(tx, card.managerId, day))
    const naming = personCard(tx, colleagueId ? [colleagueId] : [])
    tx.endsWithThisTurn()
    const colleagues = await naming
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
    const thing = (row: NamedThing) => ({ id: row.id, name: textFor(row.texts, language, own).name, words: wordsOf(row) })
    return {
      at: ctx.now().toISOString(),
      day,
      person,
      lapsesAt: standing.lapsesAt,
      next: standing.next,
      situations: situations.filter(({ isRetired }) => !isRetired).map((row) => ({ ...thing(row), icon: row.icon })),
      remedies: remedies.filter(({ id, isRetired }) => !isRetired || used.has(id)).map(thing),
      rules,
      principles,
      colleague: colleagueId ? { id: colleagueId, name: colleagues.get(colleagueId)?.displayName ?? null } : null,
      isWorksCouncilMode: settings.isWorksCouncilMode,
    }
  })
}
