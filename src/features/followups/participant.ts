// What followups does when something happens to a person, in the same transaction.
import type { PersonChange, PersonParticipant } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { heirOf } from './rules.ts'
import { reassignOf } from './service.ts'
import { followupsOf, forgetPerson } from './store.ts'

async function passOn(tx: WriteTx, ctx: Context, changes: readonly PersonChange[]): Promise<void> {
  const leaving = changes.filter(({ kind }) => kind === 'left')
  const gone = new Map(leaving.map(({ personId, before }) => [personId, before?.managerId ?? null]))
  for (const { personId, before } of leaving) {
    let managerId = before?.managerId ?? null
    // A manager who leaves in the same import hands on to their own; a circle of leavers ends at nobody.
    for (let steps = 0; managerId !== null && gone.has(managerId) && steps < gone.size; steps++) managerId = gone.get(managerId) ?? null
    await reassignOf(
      ctx,
      tx,
      personId,
      heirOf({ managerId }, (id) => !gone.has(id)),
    )
  }
}

export const participant: PersonParticipant = {
  name: 'followups',
  personalTables: { followups: 'followups.read' },
  onChanges: passOn,
  async exportPerson(tx, personId) {
    const rows = await followupsOf(tx, personId)
    return {
      followups: rows.map(({ id, subjectKind, subjectLink, dueAt, escalatedAt, answeredAt, answer, ...row }) => ({
        id,
        about: subjectKind,
        link: subjectLink,
        part:
          row.ownerId === personId
            ? 'owner'
            : row.deputyId === personId
              ? 'stand-in'
              : row.escalatedTo === personId
                ? 'escalated to'
                : 'answered',
        dueAt,
        escalatedAt,
        answeredAt,
        answer,
      })),
    }
  },
  erasePerson: (tx, _ctx, personId) => forgetPerson(tx, personId),
}
