import type { PersonParticipant } from '#features/people/public.ts'
import { buyInsOf } from '../store/buy-ins.ts'
import { deletePlan, entriesOf } from '../store/paths/entries.ts'
import { reminderOf } from '../store/paths/reminders.ts'

export const pathsFollowPeople: Pick<PersonParticipant, 'personalTables' | 'exportPerson' | 'erasePerson'> = {
  personalTables: { plan_entries: 'plans.read', plan_reminders: 'coverage.read', buy_ins: 'buy-ins.say' },
  async exportPerson(tx, personId) {
    const [entries, reminders, said] = await Promise.all([entriesOf(tx, personId), reminderOf(tx, personId), buyInsOf(tx, personId)])
    return {
      learningPlan: entries.map(({ title, assignedOn, dueOn, stepsDone, finishedAt, withdrawnOn }) => ({
        path: title,
        assignedOn,
        dueOn,
        stepsDone,
        finishedAt,
        withdrawnOn,
      })),
      learningReminders: reminders.map((row) => ({ ...row })),
      buyIns: said.map((row) => ({ ...row })),
    }
  },
  async erasePerson(tx, _ctx, personId) {
    await deletePlan(tx, personId)
  },
}
