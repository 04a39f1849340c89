import { dayIn } from '#platform/clock.ts'
// Leaving: from the day after the last one the sign-in is dead, history stays, and what they owed passes on. Today or earlier means at once.
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { tellParticipants } from '../participants.ts'
import { hasLeft } from '../problems.ts'
import { endAssignments } from '../store/assignments.ts'
import { readSettings } from '../store/organisations.ts'
import { noteLastDay, passOnReports, setStatus } from '../store/people.ts'
import { lockedPerson, resourceOf, standingOf } from './change-person.ts'

const dayAfter = (day: string): string => {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

export async function departPerson(ctx: Context, id: string, lastDay: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await lockedPerson(tx, id)
    ctx.require('people.depart', resourceOf(row))
    if (row.status !== 'active') throw new Problem(hasLeft)
    if (row.id === ctx.actor.personId)
      throw new Problem(problems.conflict, { detail: 'Nobody ends their own employment here; ask a colleague.' })
    const { timeZone } = await readSettings(tx)
    if (lastDay > dayIn(timeZone, ctx.now())) await noteLastDay(tx, id, lastDay, ctx.now().toISOString())
    else await endEmployment(tx, ctx, id, lastDay)
    tx.audit({ action: 'person.departs', subject: { kind: 'person', id }, details: { lastDay } })
    tx.answersWith(id)
  })
}

/** Everything that ends with an employment, in one transaction. */
export async function endEmployment(tx: WriteTx, ctx: Context, id: string, lastDay: string): Promise<void> {
  const row = await lockedPerson(tx, id)
  const at = ctx.now().toISOString()
  await endAssignments(tx, [id], dayAfter(lastDay))
  await setStatus(tx, [id], 'left', lastDay, at)
  await passOnReports(tx, id, row.managerId, lastDay)
  tx.announce({ type: 'people-changed', payload: { personIds: [id], kinds: ['left'] } })
  await tellParticipants(tx, ctx, [{ kind: 'left', personId: id, before: standingOf(row), after: null }])
}

/** Takes back a departure that has not come yet. */
export async function takeBackDeparture(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await lockedPerson(tx, id)
    ctx.require('people.depart', resourceOf(row))
    if (row.status !== 'active') throw new Problem(hasLeft, { detail: 'Add a new place to bring somebody back.' })
    await noteLastDay(tx, id, null, ctx.now().toISOString())
    tx.audit({ action: 'person.departure-taken-back', subject: { kind: 'person', id } })
  })
}
