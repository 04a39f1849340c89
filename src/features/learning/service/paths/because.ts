// "Why was this assigned to me?": what of a rule holds for somebody.
import type { Family } from '#engines/lesson/lesson.ts'
import { type PersonPlace, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Because } from '../../contract/paths.ts'

interface Asks {
  jobRoleIds: readonly string[]
  families: readonly string[]
  unitIds: readonly string[]
  siteIds: readonly string[]
  languages: readonly string[]
  who: string
  newPeopleOnly: boolean
}

/** Names of units that the rules name and the person stands in. */
export async function namedUnits(tx: Tx, path: readonly string[], rules: readonly Asks[]): Promise<ReadonlyMap<string, { name: string }>> {
  const ids = [...new Set(rules.flatMap(({ unitIds }) => unitIds.filter((id) => path.includes(id))))]
  return ids.length > 0 ? unitsById(tx, ids) : new Map()
}

export function because(
  rule: Asks,
  place: PersonPlace | undefined,
  { family, language, units }: { family: Family | null; language: string | null; units: ReadonlyMap<string, { name: string }> },
): Because {
  // The nearest unit that the rule names says most.
  const unitId = place?.unitPath.findLast((id) => rule.unitIds.includes(id))
  const isNamedRole = place?.jobRoleId != null && rule.jobRoleIds.includes(place.jobRoleId)
  return {
    unit: unitId === undefined ? null : (units.get(unitId)?.name ?? null),
    jobRole: isNamedRole ? (place?.jobRoleName ?? null) : null,
    family: !isNamedRole && family !== null && rule.families.includes(family) ? family : null,
    site: rule.siteIds.length > 0 ? (place?.siteName ?? null) : null,
    language: rule.languages.length > 0 ? language : null,
    isLeader: rule.who === 'leaders',
    isNew: rule.newPeopleOnly,
  }
}

export const becauseOf = async (tx: Tx, place: PersonPlace, rule: Asks, families: ReadonlyMap<string, Family>): Promise<Because> =>
  because(rule, place, {
    family: place.jobRoleId === null ? null : (families.get(place.jobRoleId) ?? null),
    language: rule.languages.join(', '),
    units: await namedUnits(tx, place.unitPath, [rule]),
  })
