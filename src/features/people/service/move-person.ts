import { dayIn } from '#platform/clock.ts'
// Dated moves: a transfer ends the assignment before it and keeps it as history. One of today or earlier counts at once.
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewAssignment } from '../contract.ts'
import { sortKeyOf, wordsOf, displayNameOf } from '../names.ts'
import { type PersonChange, tellParticipants } from '../participants.ts'
import { hasLeft, laterMoveExists, wouldBeCircle } from '../problems.ts'
import { deleteFutureAssignment, endAssignments, insertAssignments, laterAssignment } from '../store/assignments.ts'
import { jobRoleNames } from '../store/catalogue.ts'
import { readSettings } from '../store/organisations.ts'
import { updatePeople } from '../store/people.ts'
import { managersAbove, type StandingRow } from '../store/read-person.ts'
import { unitPathOf } from '../store/units.ts'
import { refuseUnknown, unknown } from './add-person.ts'
import { lockedPerson, resourceOf, standingOf } from './change-person.ts'

export async function movePerson(ctx: Context, id: string, input: NewAssignment): Promise<void> {
  await ctx.write(async (tx) => {
    const before = await lockedPerson(tx, id)
    ctx.require('people.move', resourceOf(before))
    const path = await unitPathOf(tx, input.unitId)
    if (path.length === 0) throw unknown('/unitId')
    ctx.require('people.move', { unitPath: path })
    if (before.status !== 'active') throw new Problem(hasLeft)
    const managerId = input.managerId ?? null
    if (managerId === id || (managerId && (await managersAbove(tx, managerId)).includes(id)))
      throw new Problem(wouldBeCircle, { detail: 'Somebody would be their own manager.' })
    const later = await laterAssignment(tx, id, input.startsOn)
    if (later) throw new Problem(laterMoveExists, { extra: { startsOn: later.startsOn } })
    const { timeZone } = await readSettings(tx)
    const place = { ...input, jobRoleId: input.jobRoleId ?? null, siteId: input.siteId ?? null, managerId }
    const at = ctx.now().toISOString()
    await endAssignments(tx, [id], input.startsOn)
    await refuseUnknown(() => insertAssignments(tx, [{ ...place, id: newId(), personId: id }], at))
    if (input.startsOn <= dayIn(timeZone, ctx.now())) await tellParticipants(tx, ctx, [await takePlace(tx, before, place, at)])
    tx.audit({ action: 'person.moved', subject: { kind: 'person', id }, details: { unitId: input.unitId, startsOn: input.startsOn } })
    tx.announce({ type: 'people-changed', payload: { personIds: [id], kinds: ['moved'] } })
    tx.answersWith(id)
  })
}

interface Place {
  unitId: string | null
  jobRoleId: string | null
  siteId: string | null
  managerId: string | null
  leadsUnit: boolean
}

/** Repeats the assignment that now counts on the person. */
export async function takePlace(tx: WriteTx, before: StandingRow, place: Place, at: string): Promise<PersonChange> {
  const jobRole = place.jobRoleId ? ((await jobRoleNames(tx)).find((role) => role.id === place.jobRoleId)?.name ?? null) : null
  const after = { ...before, ...place }
  const row = { ...after, displayName: displayNameOf(after), sortKey: sortKeyOf(after, jobRole), words: wordsOf(after, jobRole) }
  await refuseUnknown(() => updatePeople(tx, [row], at))
  return { kind: 'moved', personId: before.id, before: standingOf(before), after: standingOf(after) }
}

export async function takeBackMove(ctx: Context, personId: string, assignmentId: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await lockedPerson(tx, personId)
    ctx.require('people.move', resourceOf(row))
    const { timeZone } = await readSettings(tx)
    if (!(await deleteFutureAssignment(tx, personId, assignmentId, dayIn(timeZone, ctx.now())))) throw new Problem(problems.notFound)
    tx.audit({ action: 'person.move-taken-back', subject: { kind: 'person', id: personId } })
  })
}
