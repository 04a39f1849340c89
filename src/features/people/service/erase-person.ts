import { dayIn } from '#platform/clock.ts'
// Erasure: afterwards no row, file, search result or new archive holds the person. Every feature takes its part out in the same transaction.
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { displayNameOf } from '../names.ts'
import { personParticipants, tellParticipants } from '../participants.ts'
import { eraseRecord } from '../store/data-protection.ts'
import { readSettings } from '../store/organisations.ts'
import { passOnReports } from '../store/people.ts'
import { lockedPerson, resourceOf, standingOf } from './change-person.ts'
import { endEmployment } from './depart-person.ts'

/** `confirmation` repeats the person's name, or the staff number where there is none. */
export async function erasePerson(ctx: Context, id: string, confirmation: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await lockedPerson(tx, id)
    ctx.require('people.erase', resourceOf(row))
    if (row.id === ctx.actor.personId) throw new Problem(problems.conflict, { detail: 'Nobody erases themselves here; ask a colleague.' })
    const expected = displayNameOf(row) ?? row.hrNumber ?? ''
    if (confirmation.trim().toLowerCase() !== expected.trim().toLowerCase())
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/confirmation', detail: 'does not repeat the name' }] })
    await eraseEverywhere(tx, ctx, id)
    tx.answersWith(id)
  })
}

export async function eraseEverywhere(tx: WriteTx, ctx: Context, id: string): Promise<void> {
  const { timeZone } = await readSettings(tx)
  const today = dayIn(timeZone, ctx.now())
  const row = await lockedPerson(tx, id)
  if (row.status === 'active') await endEmployment(tx, ctx, id, today)
  await passOnReports(tx, id, row.managerId, today)
  for (const participant of personParticipants()) await participant.erasePerson?.(tx, ctx, id)
  await eraseRecord(tx, id, ctx.now().toISOString())
  await tellParticipants(tx, ctx, [{ kind: 'erased', personId: id, before: standingOf(row), after: null }])
  tx.audit({ action: 'person.erased', subject: { kind: 'person', id } })
  tx.announce({ type: 'people-changed', payload: { personIds: [id], kinds: ['erased'] } })
}
