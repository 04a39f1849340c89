import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewPerson } from '../contract.ts'
import { displayNameOf, sortKeyOf, wordsOf } from '../names.ts'
import { tellParticipants } from '../participants.ts'
import { emailTaken, hrNumberTaken, unknownReference } from '../problems.ts'
import { insertAssignments } from '../store/assignments.ts'
import { jobRoleNames } from '../store/catalogue.ts'
import { readSettings } from '../store/organisations.ts'
import { findTakenKeys, insertPeople, type PersonWrite } from '../store/people.ts'
import { unitPathOf } from '../store/units.ts'

export async function addPerson(ctx: Context, input: NewPerson): Promise<{ id: string }> {
  const id = newId()
  await ctx.write(async (tx) => {
    const path = await unitPathOf(tx, input.unitId)
    // Another organisation's unit is as unknown as none: who may add somewhere hears that, not that they may not.
    if (path.length === 0 && ctx.reach('people.add')) throw unknown('/unitId')
    ctx.require('people.add', { unitPath: path })
    const row = await completePerson(tx, id, input)
    await refuseTakenKeys(tx, [row])
    const at = ctx.now().toISOString()
    const { timeZone } = await readSettings(tx)
    const today = dayIn(timeZone, ctx.now())
    await refuseUnknown(async () => {
      await insertPeople(tx, [row], at)
      const startsOn = input.startedOn && input.startedOn < today ? input.startedOn : today
      await insertAssignments(tx, [{ ...row, id: newId(), personId: id, unitId: input.unitId, startsOn }], at)
    })
    tx.audit({ action: 'person.added', subject: { kind: 'person', id }, details: { unitId: input.unitId } })
    tx.announce({ type: 'people-changed', payload: { personIds: [id], kinds: ['joined'] } })
    await tellParticipants(tx, ctx, [
      {
        kind: 'joined',
        personId: id,
        before: null,
        after: { unitId: row.unitId, managerId: row.managerId, leadsUnit: row.leadsUnit, email: row.email },
      },
    ])
    tx.answersWith(id)
  })
  return { id }
}

async function completePerson(tx: WriteTx, id: string, input: NewPerson): Promise<PersonWrite> {
  const parts = {
    givenName: input.givenName ?? null,
    familyName: input.familyName ?? null,
    hrNumber: input.hrNumber ?? null,
    email: input.email ?? null,
  }
  const jobRole = input.jobRoleId ? ((await jobRoleNames(tx)).find((role) => role.id === input.jobRoleId)?.name ?? null) : null
  if (input.jobRoleId && jobRole === null) throw unknown('/jobRoleId')
  return {
    id,
    ...parts,
    displayName: displayNameOf(parts),
    sortKey: sortKeyOf(parts, jobRole),
    words: wordsOf(parts, jobRole),
    language: input.language ?? null,
    startedOn: input.startedOn ?? null,
    unitId: input.unitId,
    jobRoleId: input.jobRoleId ?? null,
    siteId: input.siteId ?? null,
    managerId: input.managerId ?? null,
    leadsUnit: input.leadsUnit,
  }
}

export const unknown = (pointer: string) => new Problem(unknownReference, { errors: [{ pointer, detail: 'not there' }] })

export async function refuseTakenKeys(tx: WriteTx, rows: readonly PersonWrite[]): Promise<void> {
  const taken = (await findTakenKeys(tx, rows))[0]
  if (taken?.kind === 'email') throw new Problem(emailTaken, { errors: [{ pointer: '/email', detail: 'in use' }] })
  if (taken) throw new Problem(hrNumberTaken, { errors: [{ pointer: '/hrNumber', detail: 'in use' }] })
}

/** A foreign key that points nowhere becomes a problem with the field; a key that somebody else took in this moment, a conflict. */
export async function refuseUnknown<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, constraint = '', detail = '', table } = error as { code?: string; constraint?: string; detail?: string; table?: string }
    if (code === '23505' && table === 'person_keys') throw new Problem(detail.includes('email') ? emailTaken : hrNumberTaken)
    if (code !== '23503') throw error
    const field = ['site', 'job_role', 'manager', 'deputy', 'unit'].find((name) => constraint.includes(name)) ?? 'unit'
    throw unknown(`/${field.replace(/_r/, 'R')}Id`)
  }
}
