// Who somebody is (name, e-mail, number), and what they set for themselves (language, hours, deputy).
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { PersonChangeInput, PersonSettings } from '../contract.ts'
import { displayNameOf, sortKeyOf, wordsOf } from '../names.ts'
import { tellParticipants } from '../participants.ts'
import { updatePeople, updatePersonSettings } from '../store/people.ts'
import { lockPerson, type StandingRow } from '../store/read-person.ts'
import { refuseTakenKeys, refuseUnknown } from './add-person.ts'

export async function lockedPerson(tx: WriteTx, id: string): Promise<StandingRow> {
  const row = await lockPerson(tx, id)
  if (!row) throw new Problem(problems.notFound)
  return row
}
export const resourceOf = (row: StandingRow) => ({ personId: row.id, managerId: row.managerId, unitPath: row.ancestorIds })
export const standingOf = (row: StandingRow) => ({
  unitId: row.unitId,
  managerId: row.managerId,
  leadsUnit: row.leadsUnit,
  email: row.email,
})

export async function changePerson(ctx: Context, id: string, version: number, input: PersonChangeInput): Promise<void> {
  await ctx.write(async (tx) => {
    const before = await lockedPerson(tx, id)
    ctx.require('people.change', resourceOf(before))
    if (before.version !== version) throw new Problem(problems.versionChanged)
    const merged = { ...before, ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) }
    if (!displayNameOf(merged) && !merged.hrNumber)
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/familyName', detail: 'needs a name or a staff number' }] })
    const row = {
      ...merged,
      displayName: displayNameOf(merged),
      sortKey: sortKeyOf(merged, before.jobRoleName),
      words: wordsOf(merged, before.jobRoleName),
    }
    await refuseTakenKeys(tx, [row])
    await refuseUnknown(() => updatePeople(tx, [row], ctx.now().toISOString()))
    tx.audit({ action: 'person.changed', subject: { kind: 'person', id }, details: { fields: Object.keys(input).sort() } })
    tx.announce({ type: 'people-changed', payload: { personIds: [id], kinds: ['changed'] } })
    await tellParticipants(tx, ctx, [{ kind: 'changed', personId: id, before: standingOf(before), after: standingOf(merged) }])
  })
}

export async function settlePerson(ctx: Context, id: string, version: number, input: PersonSettings): Promise<void> {
  await ctx.write(async (tx) => {
    const before = await lockedPerson(tx, id)
    ctx.require('people.settle', resourceOf(before))
    if (before.version !== version) throw new Problem(problems.versionChanged)
    if (input.deputyId === id)
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/deputyId', detail: 'nobody stands in for themselves' }] })
    const after = { ...before, ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) }
    await refuseUnknown(() => updatePersonSettings(tx, id, after, ctx.now().toISOString()))
    tx.audit({ action: 'person.settled', subject: { kind: 'person', id }, details: { fields: Object.keys(input).sort() } })
    if (input.language !== undefined)
      await tellParticipants(tx, ctx, [{ kind: 'changed', personId: id, before: standingOf(before), after: standingOf(before) }])
  })
}
