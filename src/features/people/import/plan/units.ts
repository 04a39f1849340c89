// Where each row's unit stands in the tree: a known unit (`id:...`) or one to be made (`new:...`).
import { keyOf } from '../../names.ts'
import type { Draft } from './draft.ts'
import { groupsOf } from './groups.ts'
import type { Pace, Steps } from './pace.ts'
import type { ExistingUnit, NewUnit, Ref } from './plan-types.ts'
import type { ProblemList } from './problem-list.ts'
import { Spellings } from './spellings.ts'

const top = 'top'
const step = '\u001F'

interface Place {
  key: string
  /** The steps that do not exist yet, as they are written. */
  newSteps: { key: string; name: string }[]
  /** Rows that write the path so. */
  rows: number
}

export class UnitTree {
  private readonly childOf = new Map<string, string>()
  private readonly byCode = new Map<string, ExistingUnit>()
  private readonly byId = new Map<string, ExistingUnit>()
  private readonly root: string
  private readonly rootName: string | null
  private readonly codeOf = new Map<string, string>()
  /** By array: rows with the same path share one. */
  private readonly places = new Map<readonly string[], Place>()
  private readonly refs = new Map<string, Ref>()

  constructor(units: readonly ExistingUnit[], rootUnitId: string | null) {
    for (const unit of [...units].sort((a, b) => (a.id < b.id ? 1 : -1))) {
      this.byId.set(unit.id, unit)
      this.childOf.set(this.childKey(unit.parentId === null ? top : `id:${unit.parentId}`, unit.name), `id:${unit.id}`)
      if (unit.code !== null) this.byCode.set(keyOf(unit.code), unit)
    }
    const root = rootUnitId === null ? undefined : this.byId.get(rootUnitId)
    this.root = root ? `id:${root.id}` : top
    this.rootName = root ? keyOf(root.name) : null
  }

  /** Sets `unitKey` of every draft. Codes count only where one code is one unit. */
  *place(drafts: readonly Draft[], problems: ProblemList, pace: Pace): Steps {
    const codes = this.usableCodes(drafts, problems)
    const told = new Set<string>()
    yield* pace.each(drafts, (draft) => {
      const code = draft.unitCode === undefined ? null : keyOf(draft.unitCode)
      const isUsable = code !== null && codes.has(code)
      const known = isUsable ? this.byCode.get(code) : undefined
      if (known) {
        draft.unitKey = `id:${known.id}`
        const said = draft.unitPath.at(-1)
        if (said !== undefined && keyOf(said) !== keyOf(known.name) && !told.has(code!)) {
          told.add(code!)
          problems.warn(draft.line, 'unit-renamed', 'unitCode', { code: draft.unitCode!, old: known.name, new: said })
        }
        return
      }
      // A code without a path stands where other rows say that it stands; nowhere said, it is also the name.
      const place = this.placeOf(draft.unitPath.length > 0 || !isUsable ? draft.unitPath : codes.get(code)!)
      if (draft.unitPath.length > 0) place.rows++
      draft.unitKey = place.key
      const spelling = this.codeOf.get(draft.unitKey)
      if (isUsable && draft.unitKey.startsWith('new:') && (spelling === undefined || draft.unitCode! < spelling))
        this.codeOf.set(draft.unitKey, draft.unitCode!)
    })
  }

  /** The units that these drafts need and that do not exist yet, parents first. From then on `refOf` knows them. */
  create(drafts: readonly Draft[]): NewUnit[] {
    const spellings = new Spellings()
    for (const { newSteps, rows } of this.places.values()) for (const { key, name } of newSteps) spellings.add(key, name, rows)
    const keys = new Set<string>()
    for (const { unitKey } of drafts) for (let key = unitKey; key.startsWith('new:'); key = parentOf(key)) keys.add(key)
    // A parent's key is the beginning of its child's, so that it sorts first.
    return [...keys].sort().map((key, index) => {
      const temporaryKey = `unit:${index + 1}`
      this.refs.set(key, { key: temporaryKey })
      return {
        key: temporaryKey,
        parent: this.refOf(parentOf(key)) ?? null,
        name: spellings.nameOf(key),
        code: this.codeOf.get(key) ?? null,
      }
    })
  }

  /** undefined: no unit. */
  refOf(unitKey: string): Ref | undefined {
    const known = this.refs.get(unitKey)
    if (known || !unitKey.startsWith('id:')) return known
    const ref = { id: unitKey.slice('id:'.length) }
    this.refs.set(unitKey, ref)
    return ref
  }

  private placeOf(path: readonly string[]): Place {
    let place = this.places.get(path)
    if (!place) this.places.set(path, (place = this.walk(path)))
    return place
  }

  private walk(path: readonly string[]): Place {
    const steps = this.rootName !== null && path.length > 0 && keyOf(path[0]!) === this.rootName ? path.slice(1) : path
    const place: Place = { key: path.length === 0 ? '' : this.root, newSteps: [], rows: 0 }
    for (const name of steps) {
      const childKey = this.childKey(place.key, name)
      place.key = this.childOf.get(childKey) ?? `new:${childKey.replace(/^new:/, '')}`
      if (place.key.startsWith('new:')) place.newSteps.push({ key: place.key, name })
    }
    if (place.key === top) place.key = ''
    return place
  }

  private childKey(parent: string, name: string): string {
    return `${parent}${step}${keyOf(name)}`
  }

  /** The codes that stand for one unit only, each with its path. */
  private usableCodes(drafts: readonly Draft[], problems: ProblemList): Map<string, readonly string[]> {
    const coded = drafts.filter(({ unitCode, unitPath }) => unitCode !== undefined && unitPath.length > 0)
    const usable = new Map<string, readonly string[]>()
    for (const { unitCode } of drafts) if (unitCode !== undefined) usable.set(keyOf(unitCode), [unitCode])
    for (const { unitCode, unitPath } of coded) usable.set(keyOf(unitCode!), unitPath)
    const pathKey = ({ unitPath }: Draft) => this.placeOf(unitPath).key
    for (const group of groupsOf(coded, ({ unitCode }) => keyOf(unitCode!))) {
      if (new Set(group.map(pathKey)).size === 1) continue
      usable.delete(keyOf(group[0]!.unitCode!))
      problems.warn(group[0]!.line, 'unit-code-conflict', 'unitCode', { code: group[0]!.unitCode! })
    }
    for (const group of groupsOf(coded, pathKey)) {
      const codes = new Set(group.map(({ unitCode }) => keyOf(unitCode!)))
      if (codes.size === 1) continue
      for (const code of codes) usable.delete(code)
      problems.warn(group[0]!.line, 'unit-has-several-codes', 'unitCode', { unit: group[0]!.unitPath.join(' > ') })
    }
    return usable
  }
}

function parentOf(key: string): string {
  const rest = key.slice('new:'.length, key.lastIndexOf(step))
  return rest.startsWith('id:') && !rest.includes(step) ? rest : rest === top ? top : `new:${rest}`
}
