import { dayIn } from '#platform/clock.ts'
// A previewed import becomes real, all of it in one transaction or nothing. A plan that the organisation has outgrown is refused.
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { ChangedPerson, ImportCounts, LeavingPerson, NewPerson, Ref } from '../import/plan/plan-types.ts'
import { displayNameOf, sortKeyOf, wordsOf } from '../names.ts'
import { type PersonChange, tellParticipants } from '../participants.ts'
import { planOutdated } from '../problems.ts'
import { endAssignments, insertAssignments } from '../store/assignments.ts'
import * as store from '../store/imports.ts'
import { readSettings } from '../store/organisations.ts'
import { insertPeople, noteLastDay, type PersonWrite, setManagers, setStatus, updatePeople } from '../store/people.ts'
import { type Catalogue, type CataloguePart, makeCatalogue } from './import-catalogue.ts'
import type { PlannedEntry } from './import-entries.ts'

export interface ApplyProgress {
  (doneRows: number, totalRows: number): unknown
}

export async function applyImport(ctx: Context, importId: string, onProgress: ApplyProgress = () => undefined): Promise<void> {
  try {
    await ctx.write(async (tx) => {
      await store.holdImport(tx, importId)
      const row = await store.findImport(tx, importId)
      if (row?.state !== 'applying') throw new Problem(problems.conflict, { detail: 'This import is not waiting to be applied.' })
      await applyPlan(tx, ctx, importId, row.summary.counts as ImportCounts, onProgress)
    })
  } catch (error) {
    const { code } = error as { code?: string }
    // A key, unit or person that the plan relied on has been taken or removed since the preview.
    if (code === '23505' || code === '23503') throw new Problem(planOutdated)
    throw error
  }
}

const planned = async <T>(tx: WriteTx, importId: string, kind: store.PartKind): Promise<T[]> =>
  (await store.readParts<PlannedEntry<T>>(tx, importId, kind)).map(({ plan }) => plan)

async function applyPlan(tx: WriteTx, ctx: Context, importId: string, counts: ImportCounts, onProgress: ApplyProgress): Promise<void> {
  const at = ctx.now().toISOString()
  const { timeZone } = await readSettings(tx)
  const today = dayIn(timeZone, ctx.now())
  const changed = await planned<ChangedPerson>(tx, importId, 'changed')
  const leaving = await planned<LeavingPerson>(tx, importId, 'leaving')
  // New people are gone through twice: once to be written, once for their managers, who may stand in any later row.
  const total = counts.newPeople * 2 + changed.length + leaving.length
  const catalogue = await makeCatalogue(tx, await planned<CataloguePart>(tx, importId, 'catalogue'), timeZone, at)
  const known = await lockUnchanged(tx, [...changed, ...leaving])
  await onProgress(0, total)
  const joined = await addNew(tx, importId, catalogue, today, at, (done) => onProgress(done, total))
  const altered = await changeKnown(tx, changed, known, catalogue, today, at)
  const left = await letGo(tx, leaving, known, today, at)
  await onProgress(total, total)
  const changes = [...joined, ...altered, ...left]
  await tellParticipants(tx, ctx, changes)
  for (let i = 0; i < changes.length; i += 500) {
    const part = changes.slice(i, i + 500)
    tx.announce({
      type: 'people-changed',
      payload: { personIds: part.map(({ personId }) => personId), kinds: [...new Set(part.map(({ kind }) => kind))] },
    })
  }
  tx.audit({
    action: 'people.imported',
    subject: { kind: 'people-import', id: importId },
    details: { new: counts.newPeople, changed: counts.changed, leaving: counts.leaving, skipped: counts.skipped },
  })
  await store.deleteParts(tx, importId)
  await store.setImportState(tx, importId, { state: 'applied', at, appliedAt: at })
}

/** Locks the people that the plan touches; any version but the planned one means that the preview is no longer true. */
async function lockUnchanged(tx: WriteTx, planned: readonly { id: string; version: number }[]): Promise<Map<string, store.SnapshotPerson>> {
  const known = new Map<string, store.SnapshotPerson>()
  for (let i = 0; i < planned.length; i += 5000)
    for (const row of await store.lockPeople(
      tx,
      planned.slice(i, i + 5000).map(({ id }) => id),
    ))
      known.set(row.id, row)
  if (planned.some(({ id, version }) => known.get(id)?.version !== version)) throw new Problem(planOutdated)
  return known
}

const resolve = (ref: Ref | null, catalogue: Catalogue): string | null => {
  if (ref === null) return null
  if ('id' in ref) return ref.id
  const id = catalogue.ids.get(ref.key)
  if (id === undefined) throw new Error(`the plan names ${ref.key}, which it does not make`)
  return id
}

interface NameInput {
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  fullName: string | null
  preferredName?: string | null
}
function named(parts: NameInput, jobRole: string | null): Pick<PersonWrite, 'displayName' | 'sortKey' | 'words'> {
  return {
    displayName: displayNameOf({ ...parts, givenName: parts.preferredName ?? parts.givenName }),
    sortKey: sortKeyOf(parts, jobRole),
    words: wordsOf(parts, jobRole),
  }
}

async function addNew(
  tx: WriteTx,
  importId: string,
  catalogue: Catalogue,
  today: string,
  at: string,
  onProgress: (done: number) => unknown,
): Promise<PersonChange[]> {
  const changes: PersonChange[] = []
  for await (const part of store.eachPart<PlannedEntry<NewPerson>>(tx, importId, 'new')) {
    const rows = part.map(({ plan: person }) => {
      const jobRoleId = resolve(person.jobRole, catalogue)
      const id = newId()
      catalogue.ids.set(person.key, id)
      return {
        ...person,
        ...named(person, jobRoleId ? (catalogue.jobRoleNames.get(jobRoleId) ?? null) : null),
        id,
        unitId: unitOf(person, catalogue),
        jobRoleId,
        siteId: resolve(person.site, catalogue),
        managerId: null,
      }
    })
    await insertPeople(tx, rows, at)
    for (const row of rows) {
      if (row.leftOn) await noteLastDay(tx, row.id, row.leftOn, at)
      changes.push({ kind: 'joined', personId: row.id, before: null, after: standing(row) })
    }
    await onProgress(changes.length)
  }
  let done = 0
  for await (const part of store.eachPart<PlannedEntry<NewPerson>>(tx, importId, 'new')) {
    const rows = part.map(({ plan: person }) => ({
      id: newId(),
      personId: catalogue.ids.get(person.key)!,
      unitId: unitOf(person, catalogue),
      jobRoleId: resolve(person.jobRole, catalogue),
      siteId: resolve(person.site, catalogue),
      managerId: resolve(person.manager, catalogue),
      leadsUnit: person.leadsUnit,
      startsOn: person.startedOn && person.startedOn < today ? person.startedOn : today,
    }))
    await setManagers(
      tx,
      rows.filter((row) => row.managerId !== null).map((row) => ({ id: row.personId, managerId: row.managerId })),
    )
    await insertAssignments(tx, rows, at)
    for (const row of rows) changes[done++]!.after!.managerId = row.managerId
    await onProgress(changes.length + done)
  }
  return changes
}

const unitOf = (person: NewPerson, catalogue: Catalogue): string => resolve(person.unit, catalogue) ?? catalogue.rootUnitId

const placeFields = new Set(['unit', 'site', 'jobRole', 'manager', 'leadsUnit'])

async function changeKnown(
  tx: WriteTx,
  changed: readonly ChangedPerson[],
  known: ReadonlyMap<string, store.SnapshotPerson>,
  catalogue: Catalogue,
  today: string,
  at: string,
): Promise<PersonChange[]> {
  const rows = changed.map((change) => {
    const before = known.get(change.id)!
    const after = { ...before, preferredName: null as string | null }
    for (const field of change.changes) {
      if (field.field === 'leadsUnit') after.leadsUnit = field.new
      else if (field.field === 'unit') after.unitId = resolve(field.new, catalogue)
      else if (field.field === 'site') after.siteId = resolve(field.new, catalogue)
      else if (field.field === 'jobRole') after.jobRoleId = resolve(field.new, catalogue)
      else if (field.field === 'manager') after.managerId = resolve(field.new, catalogue)
      else Object.assign(after, { [field.field]: field.new })
    }
    const jobRole = after.jobRoleId ? (catalogue.jobRoleNames.get(after.jobRoleId) ?? null) : null
    const isMoved = change.isReturning || change.changes.some(({ field }) => placeFields.has(field))
    return { before, after: { ...after, ...named(after, jobRole) }, isMoved, isReturning: change.isReturning }
  })
  const returning = rows.filter((row) => row.isReturning).map((row) => row.after.id)
  if (returning.length > 0) await setStatus(tx, returning, 'active', null, at)
  await updatePeople(
    tx,
    rows.map((row) => row.after),
    at,
  )
  const moved = rows.filter((row) => row.isMoved)
  await endAssignments(
    tx,
    moved.map((row) => row.after.id),
    today,
  )
  await insertAssignments(
    tx,
    moved.map(({ after }) => ({
      ...after,
      id: newId(),
      personId: after.id,
      unitId: after.unitId ?? catalogue.rootUnitId,
      startsOn: today,
    })),
    at,
  )
  for (const { after, before } of rows)
    if (after.leftOn !== before.leftOn && after.leftOn) await noteLastDay(tx, after.id, after.leftOn, at)
  return rows.map(({ before, after, isMoved, isReturning }) => ({
    kind: isReturning ? ('returned' as const) : isMoved ? ('moved' as const) : ('changed' as const),
    personId: after.id,
    before: isReturning ? null : standing(before),
    after: standing(after),
  }))
}

const standing = (row: { unitId: string | null; managerId: string | null; leadsUnit: boolean; email: string | null }) => ({
  unitId: row.unitId,
  managerId: row.managerId,
  leadsUnit: row.leadsUnit,
  email: row.email,
})

async function letGo(
  tx: WriteTx,
  leaving: readonly LeavingPerson[],
  known: ReadonlyMap<string, store.SnapshotPerson>,
  today: string,
  at: string,
): Promise<PersonChange[]> {
  const gone = new Set(leaving.map(({ id }) => id))
  const managerAbove = (id: string): string | null => {
    const seen = new Set<string>()
    let current: string | null = id
    while (current !== null && gone.has(current) && !seen.has(current)) {
      seen.add(current)
      current = known.get(current)?.managerId ?? null
    }
    return current !== null && gone.has(current) ? null : current
  }
  await store.setLeft(tx, leaving, at)
  await store.passOnAll(
    tx,
    leaving.map(({ id }) => ({ fromId: id, toId: managerAbove(id) })),
    today,
  )
  return leaving.map(({ id }) => ({ kind: 'left' as const, personId: id, before: standing(known.get(id)!), after: null }))
}
