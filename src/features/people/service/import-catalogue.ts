// Units, sites and job roles that an import brings along, and the ids that stand for the plan's temporary keys.
import type { WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { NewJobRole, NewSite, NewUnit, Ref } from '../import/plan/plan-types.ts'
import { keyOf } from '../names.ts'
import { insertJobRoles, insertSites, jobRoleNames } from '../store/catalogue.ts'
import { insertUnits, unitPlaces } from '../store/units.ts'

export type CataloguePart = { unit: NewUnit } | { site: NewSite } | { jobRole: NewJobRole }

export interface Catalogue {
  /** Ids by temporary key. */
  ids: Map<string, string>
  jobRoleNames: Map<string, string>
  /** Where people without a unit go. */
  rootUnitId: string
}

export async function makeCatalogue(tx: WriteTx, parts: readonly CataloguePart[], timeZone: string, at: string): Promise<Catalogue> {
  const ids = new Map<string, string>()
  const sites = parts.flatMap((part) => ('site' in part ? [part.site] : []))
  const roles = parts.flatMap((part) => ('jobRole' in part ? [part.jobRole] : []))
  const units = parts.flatMap((part) => ('unit' in part ? [part.unit] : []))
  for (const { key } of [...sites, ...roles, ...units]) ids.set(key, newId())
  await insertSites(
    tx,
    sites.map((site) => ({ id: ids.get(site.key)!, name: site.name, nameKey: keyOf(site.name), timeZone: site.timeZone ?? timeZone })),
    at,
  )
  await insertJobRoles(
    tx,
    roles.map((role) => ({ id: ids.get(role.key)!, name: role.name, nameKey: keyOf(role.name) })),
    at,
  )
  const places = await unitPlaces(tx)
  const paths = new Map(places.map((place) => [place.id, place.ancestorIds]))
  const idOf = (ref: Ref | null): string | null => (ref === null ? null : 'id' in ref ? ref.id : ids.get(ref.key)!)
  const rows = units.map((unit) => {
    const id = ids.get(unit.key)!
    const parentId = idOf(unit.parent)
    const ancestorIds = [...(parentId ? (paths.get(parentId) ?? []) : []), id]
    paths.set(id, ancestorIds)
    return { id, parentId, name: unit.name, nameKey: keyOf(unit.name), code: unit.code, siteId: null, ancestorIds }
  })
  await insertUnits(tx, rows, at)
  return {
    ids,
    jobRoleNames: new Map((await jobRoleNames(tx)).map(({ id, name }) => [id, name])),
    rootUnitId: places[0]?.id ?? rows[0]!.id,
  }
}
