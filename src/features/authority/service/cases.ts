// Test cases, asked of the rules as they will be on the day.
import { runCases } from '#engines/boundary/cases.ts'
import { inForce } from '#engines/boundary/decide.ts'
import { unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Rule } from '../contract.ts'
import { caseOf, ruleOf } from '../rules.ts'
import type { VersionRow } from '../store/rules.ts'

type Paths = (unitId: string) => readonly string[]
export async function pathsFor(tx: Tx, rows: readonly VersionRow[]): Promise<Paths> {
  const ids = new Set(rows.flatMap(({ definition }) => definition.cases.flatMap(({ unitId }) => unitId ?? [])))
  const units = ids.size === 0 ? new Map<string, { ancestorIds: string[] }>() : await unitsById(tx, [...ids])
  return (unitId) => units.get(unitId)?.ancestorIds ?? []
}

/** `live`: the other versions that are or were live. */
export function tryCases(live: readonly VersionRow[], row: VersionRow, paths: Paths, day = row.definition.effectiveFrom): Rule['cases'] {
  const numbers = new Map(live.map(({ ruleId, number }) => [ruleId, number]))
  const cases = row.definition.cases
  const results = runCases(
    live.map(ruleOf),
    ruleOf(row),
    cases.map((one) => caseOf(one, paths)),
    day,
  )
  return results.map(({ isPassed, verdict, fault, answeredBy }, i) => ({
    title: cases[i]!.title,
    isPassed,
    expected: cases[i]!.expected,
    verdict,
    fault,
    answeredBy: answeredBy && { id: answeredBy.id, number: numbers.get(answeredBy.id) ?? row.number },
  }))
}

/** Cases of other rules, in force on the day when the draft begins, that pass without it and fail with it. */
export function brokenBy(live: readonly VersionRow[], draft: VersionRow, paths: Paths): Rule['breaks'] {
  const day = draft.definition.effectiveFrom
  const inForceIds = new Set(inForce(live.map(ruleOf), day).map(({ id, version }) => `${id} ${version}`))
  const about = (row: VersionRow) =>
    row.ruleId !== draft.ruleId &&
    inForceIds.has(`${row.ruleId} ${row.version}`) &&
    row.definition.situationId === draft.definition.situationId &&
    row.definition.remedyId === draft.definition.remedyId
  return live.filter(about).flatMap((row) => {
    const now = tryCases(live, row, paths, day)
    const then = tryCases([...live, draft], row, paths, day)
    return then.flatMap(({ title, isPassed }, i) =>
      !isPassed && now[i]!.isPassed ? [{ ruleId: row.ruleId, number: row.number, title }] : [],
    )
  })
}
