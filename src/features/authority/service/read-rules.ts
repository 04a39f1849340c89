// Rules as the studio and everybody else read them.
import { inForce } from '#engines/boundary/decide.ts'
import { foldedWords } from '#engines/text/fold.ts'
import { namesOfJobRoles, personCard, readSettings, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Rule, RuleRow, RuleVersion } from '../contract.ts'
import { ruleOf, stateOf, textFor } from '../rules.ts'
import { type NamedThing, namedThings } from '../store/catalogue.ts'
import { type VersionRow, versionsQuery } from '../store/rules.ts'
import { brokenBy, pathsFor, tryCases } from './cases.ts'

interface Language {
  language: string
  own: string
}
/** What situations and remedies are called. */
export async function thingNames(tx: Tx, { language, own }: Language): Promise<Map<string, string>> {
  const kinds = await Promise.all([namedThings(tx, 'situations'), namedThings(tx, 'remedies')])
  return namesIn(kinds.flat(), { language, own })
}
export const namesIn = (things: readonly NamedThing[], { language, own }: Language): Map<string, string> =>
  new Map(things.map((row) => [row.id, textFor(row.texts, language, own).name]))
const highest = ({ steps }: { steps: readonly { most: number }[] }): number | null =>
  steps.length === 0 ? null : Math.max(...steps.map(({ most }) => most))

export async function listRules(
  ctx: Context,
  query: { search?: string | undefined; state: string; situationId?: string | undefined },
): Promise<{ items: RuleRow[] }> {
  ctx.require('rules.read', {})
  const seesDrafts = ctx.may('rules.change', {})
  return ctx.read(async (tx) => {
    const [rows, settings] = await Promise.all([tx.run(versionsQuery(tx.organisationId)), readSettings(tx)])
    const words = { language: ctx.language, own: settings.defaultLanguage }
    const [names, owners] = await Promise.all([
      thingNames(tx, words),
      personCard(tx, [...new Set(rows.flatMap(({ ownerId }) => ownerId ?? []))]),
    ])
    const day = dayIn(settings.timeZone, ctx.now())
    const items = [...Map.groupBy(rows, ({ ruleId }) => ruleId).values()].flatMap((versions): RuleRow[] => {
      const live = versions.filter(({ state }) => state === 'live')
      const state = stateOf(live.map(ruleOf), day)
      if (state === 'draft' && !seesDrafts) return []
      const current = currentOf(live, day) ?? versions.at(-1)!
      const { definition, ownerId } = current
      return [
        {
          id: current.ruleId,
          number: current.number,
          title: textFor(definition.texts, words.language, words.own).title,
          state,
          hasDraft: seesDrafts && versions.some((one) => one.state === 'draft'),
          situationName: names.get(definition.situationId) ?? '',
          remedyName: names.get(definition.remedyId) ?? '',
          principleId: definition.principleId,
          owner: ownerId === null ? null : { id: ownerId, name: owners.get(ownerId)?.displayName ?? null },
          effectiveFrom: state === 'draft' ? null : definition.effectiveFrom,
          most: highest(definition),
          measure: definition.measure,
          currency: definition.currency,
        },
      ]
    })
    const wanted = foldedWords(query.search ?? '')
    const matches = (row: RuleRow): boolean => {
      const all = foldedWords(`${row.number} ${row.title} ${row.situationName} ${row.remedyName}`, 80)
      return wanted.every((word) => all.some((one) => one.startsWith(word)))
    }
    const isAbout = (row: RuleRow) =>
      query.situationId === undefined ||
      rows.some(({ ruleId, definition }) => ruleId === row.id && definition.situationId === query.situationId)
    return { items: items.filter((row) => (query.state === 'all' || row.state === query.state) && isAbout(row) && matches(row)) }
  })
}

export function currentOf(live: readonly VersionRow[], day: string): VersionRow | undefined {
  const [holding] = inForce(live.map(ruleOf), day)
  return holding && live.find(({ version }) => version === holding.version)
}

export const readRule = (ctx: Context, ruleId: string): Promise<Rule> => {
  ctx.require('rules.read', {})
  return ctx.read((tx) => ruleIn(ctx, tx, ruleId))
}

export async function ruleIn(ctx: Context, tx: Tx, ruleId: string): Promise<Rule> {
  const [all, settings] = await Promise.all([tx.run(versionsQuery(tx.organisationId)), readSettings(tx)])
  const seesDrafts = ctx.may('rules.change', {})
  const rows = all.filter((row) => row.ruleId === ruleId && (seesDrafts || row.state === 'live'))
  if (rows.length === 0) throw new Problem(problems.notFound)
  const live = rows.filter(({ state }) => state === 'live')
  const draft = rows.find(({ state }) => state === 'draft')
  const day = dayIn(settings.timeZone, ctx.now())
  const current = currentOf(live, day)
  const shown = draft ?? current ?? rows.at(-1)!
  const people = await personCard(tx, [
    ...new Set(rows.flatMap(({ ownerId, writtenBy, liveBy }) => [ownerId, writtenBy, liveBy].filter((id) => id !== null))),
  ])
  const person = (id: string | null) => (id === null ? null : { id, name: people.get(id)?.displayName ?? null })
  const everyLive = all.filter(({ state }) => state === 'live')
  const [names, paths, jobRoles, units] = await Promise.all([
    thingNames(tx, { language: ctx.language, own: settings.defaultLanguage }),
    pathsFor(tx, all),
    namesOfJobRoles(tx),
    unitsById(tx, [
      ...new Set(rows.flatMap(({ definition }) => [...definition.unitIds, ...definition.cases.flatMap(({ unitId }) => unitId ?? [])])),
    ]),
  ])
  const version = (row: VersionRow): RuleVersion => ({
    version: row.version,
    state: row.state,
    isEnd: row.isEnd,
    definition: row.definition,
    writtenBy: person(row.writtenBy),
    liveBy: person(row.liveBy),
    liveAt: row.liveAt,
  })
  return {
    id: ruleId,
    number: shown.number,
    state: stateOf(live.map(ruleOf), day),
    owner: person(shown.ownerId),
    situationName: names.get(shown.definition.situationId) ?? '',
    remedyName: names.get(shown.definition.remedyId) ?? '',
    current: current ? version(current) : null,
    draft: draft ? version(draft) : null,
    cases: draft
      ? tryCases(everyLive, draft, paths)
      : shown.isEnd
        ? []
        : tryCases(everyLive, shown, paths, shown.definition.effectiveFrom > day ? shown.definition.effectiveFrom : day),
    breaks: draft ? brokenBy(everyLive, draft, paths) : [],
    history: live.toReversed().map(version),
    names: { jobRoles: Object.fromEntries(jobRoles), units: Object.fromEntries([...units].map(([id, { name }]) => [id, name])) },
    may: { change: seesDrafts, publish: ctx.may('rules.publish', {}) },
    version: shown.ruleVersion,
  }
}
