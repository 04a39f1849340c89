import { dayIn } from '#platform/clock.ts'
// Somebody comes back: the same person, with the history they had.
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewAssignment } from '../contract.ts'
import { tellParticipants } from '../participants.ts'
import { insertAssignments } from '../store/assignments.ts'
import { readSettings } from '../store/organisations.ts'
import { setStatus } from '../store/people.ts'
import { unitPathOf } from '../store/units.ts'
import { refuseUnknown, unknown } from './add-person.ts'
import { lockedPerson, resourceOf } from './change-person.ts'
import { takePlace } from './move-person.ts'

export async function returnPerson(ctx: Context, id: string, input: NewAssignment): Promise<void> {
  await ctx.write(async (tx) => {
    const before = await lockedPerson(tx, id)
    ctx.require('people.depart', resourceOf(before))
    const path = await unitPathOf(tx, input.unitId)
    if (path.length === 0) throw unknown('/unitId')
    ctx.require('people.move', { unitPath: path })
    if (before.status !== 'left') throw new Problem(problems.conflict, { detail: 'This person has not left.' })
    const { timeZone } = await readSettings(tx)
    if (input.startsOn > dayIn(timeZone, ctx.now()) || input.startsOn <= (before.leftOn ?? ''))
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/startsOn', detail: 'after the last day and not in the future' }] })
    const at = ctx.now().toISOString()
    const place = { ...input, jobRoleId: input.jobRoleId ?? null, siteId: input.siteId ?? null, managerId: input.managerId ?? null }
    await setStatus(tx, [id], 'active', null, at)
    await refuseUnknown(() => insertAssignments(tx, [{ ...place, id: newId(), personId: id }], at))
    const change = await takePlace(tx, { ...before, leftOn: null }, place, at)
    tx.audit({ action: 'person.returned', subject: { kind: 'person', id } })
    tx.announce({ type: 'people-changed', payload: { personIds: [id], kinds: ['returned'] } })
    await tellParticipants(tx, ctx, [{ ...change, kind: 'returned', before: null }])
    tx.answersWith(id)
  })
}
