import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewAbsence } from '../contract.ts'
import { hasLeft, overlappingAbsence } from '../problems.ts'
import { deleteAbsence, hasAbsenceWithin, insertAbsence } from '../store/absences.ts'
import { refuseUnknown } from './add-person.ts'
import { lockedPerson, resourceOf } from './change-person.ts'

export async function noteAbsence(ctx: Context, personId: string, input: NewAbsence): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await lockedPerson(tx, personId)
    ctx.require('absences.note', resourceOf(row))
    if (row.status !== 'active') throw new Problem(hasLeft)
    if (input.deputyId === personId)
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/deputyId', detail: 'nobody stands in for themselves' }] })
    if (await hasAbsenceWithin(tx, personId, input.startsOn, input.lastDay)) throw new Problem(overlappingAbsence)
    const id = newId()
    await refuseUnknown(() => insertAbsence(tx, { ...input, id, personId, deputyId: input.deputyId ?? null }, ctx.now().toISOString()))
    tx.audit({ action: 'absence.noted', subject: { kind: 'person', id: personId } })
    tx.answersWith(personId)
  })
}

export async function removeAbsence(ctx: Context, personId: string, absenceId: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await lockedPerson(tx, personId)
    ctx.require('absences.note', resourceOf(row))
    if (!(await deleteAbsence(tx, personId, absenceId))) throw new Problem(problems.notFound)
    tx.audit({ action: 'absence.removed', subject: { kind: 'person', id: personId } })
  })
}
