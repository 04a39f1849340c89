// Sites and job roles: short lists of names.
import { keyOf } from '../../names.ts'
import type { Draft } from './draft.ts'
import type { ExistingJobRole, ExistingSite, NewJobRole, NewSite, Ref } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'
import { Spellings } from './spellings.ts'

export class Catalogue {
  /** Entries to make, in the order of their names. */
  readonly created: NewJobRole[]
  private readonly refs = new Map<string, Ref>()
  /** Each spelling is folded once. */
  private readonly keys = new Map<string, string>()

  /** @param names as the rows write them */
  constructor(kind: 'site' | 'role', existing: readonly (ExistingSite | ExistingJobRole)[], names: readonly (string | undefined)[]) {
    for (const { id, name } of existing) this.refs.set(keyOf(name), { id })
    const spellings = new Spellings()
    for (const name of names) {
      if (name === undefined) continue
      let key = this.keys.get(name)
      if (key === undefined) this.keys.set(name, (key = keyOf(name)))
      if (!this.refs.has(key)) spellings.add(key, name)
    }
    this.created = spellings.keys().map((key, index) => ({ key: `${kind}:${index + 1}`, name: spellings.nameOf(key) }))
    for (const { key, name } of this.created) this.refs.set(keyOf(name), { key })
  }

  refOf(name: string | undefined): Ref | undefined {
    const key = name === undefined ? undefined : this.keys.get(name)
    return key === undefined ? undefined : this.refs.get(key)
  }
}

/** The new sites with their time zones; known sites are not changed, a difference is told. */
export function sitesWithZones(
  missing: NewJobRole[],
  drafts: readonly Draft[],
  existing: readonly ExistingSite[],
  problems: ProblemList,
): NewSite[] {
  const zones = new Map<string, { zones: Set<string>; line: number }>()
  for (const { site, siteTimeZone, line } of drafts) {
    if (site === undefined || siteTimeZone === undefined) continue
    const found = zones.get(keyOf(site)) ?? { zones: new Set(), line }
    zones.set(keyOf(site), { zones: found.zones.add(siteTimeZone), line: Math.min(found.line, line) })
  }
  for (const { name, timeZone } of existing) {
    const said = zones.get(keyOf(name))
    const other = said && [...said.zones].sort().find((zone) => zone !== timeZone)
    if (said && other) problems.warn(said.line, 'site-time-zone-differs', 'siteTimeZone', { site: name, old: timeZone ?? '', new: other })
  }
  return missing.map(({ key, name }) => {
    const said = zones.get(keyOf(name))
    if (said && said.zones.size > 1) problems.warn(said.line, 'site-time-zone-conflict', 'siteTimeZone', { site: name })
    return { key, name, timeZone: said?.zones.size === 1 ? [...said.zones][0]! : null }
  })
}
