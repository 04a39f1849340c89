// What carries a principle, as the principle's page lists it: rules for everybody, decisions for those who may read them.
import type { Taggable } from '#features/language/public.ts'
import { readSettings, unitsById } from '#features/people/public.ts'
import { textFor } from './rules.ts'
import { readingOperation } from './service/decisions.ts'
import { thingNames } from './service/read-rules.ts'
import { decisionsByIds } from './store/decisions.ts'
import { versionsQuery } from './store/rules.ts'

const rule: Taggable = {
  kind: 'rule',
  async describe(ctx, tx, ids) {
    if (!ctx.may('rules.read', {})) return []
    const [rows, { defaultLanguage }] = await Promise.all([tx.run(versionsQuery(tx.organisationId)), readSettings(tx)])
    return ids
      .flatMap((id) => rows.filter(({ ruleId, state }) => ruleId === id && state === 'live').at(-1) ?? [])
      .map((row) => ({
        id: row.ruleId,
        title: textFor(row.definition.texts, ctx.language, defaultLanguage).title,
        link: `/rules/${row.ruleId}`,
        at: row.liveAt!,
      }))
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  },
}

const decision: Taggable = {
  kind: 'decision',
  async describe(ctx, tx, ids) {
    const [rows, settings] = await Promise.all([decisionsByIds(tx, ids), readSettings(tx)])
    const [units, names] = await Promise.all([
      unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))]),
      thingNames(tx, { language: ctx.language, own: settings.defaultLanguage }),
    ])
    return rows
      .filter(({ personId, unitId }) =>
        ctx.may(readingOperation(settings.isWorksCouncilMode), { personId, unitPath: units.get(unitId)?.ancestorIds ?? null }),
      )
      .map((row) => ({ id: row.id, title: names.get(row.remedyId) ?? '', link: `/decisions?decision=${row.id}`, at: row.decidedAt }))
  },
}
export const taggables: readonly Taggable[] = [rule, decision]
