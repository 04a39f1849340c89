// What obstacles does when something happens to a person, in the same transaction.
import type { PersonChange, PersonParticipant } from '#features/people/public.ts'
import type { WriteTx } from '#platform/http/context.ts'
import { passOn } from './store/obstacles.ts'
import { forgetPerson, personsObstacles } from './store/supporters.ts'

/** What waits for a leaver goes where followups pass the clock on: to the manager, or on to theirs when both leave. */
async function passOnLeavers(tx: WriteTx, changes: readonly PersonChange[]): Promise<void> {
  const leaving = changes.filter(({ kind }) => kind === 'left')
  const gone = new Map(leaving.map(({ personId, before }) => [personId, before?.managerId ?? null]))
  for (const { personId, before } of leaving) {
    let heirId = before?.managerId ?? null
    for (let steps = 0; heirId !== null && gone.has(heirId) && steps < gone.size; steps++) heirId = gone.get(heirId) ?? null
    if (heirId !== null && !gone.has(heirId)) await passOn(tx, personId, heirId)
  }
}

export const participant: PersonParticipant = {
  name: 'obstacles',
  personalTables: {
    obstacles: 'obstacles.read',
    obstacle_answers: 'obstacles.read',
    'obstacle_answers.reopened_by': '',
    obstacle_supporters: 'obstacles.withdraw',
  },
  onChanges: (tx, _ctx, changes) => passOnLeavers(tx, changes),
  exportPerson: async (tx, personId) => ({
    obstacles: (await personsObstacles(tx, personId)).map(({ id, title, happened, raisedOn, isRaiser, isLeader, answer, because }) => ({
      id,
      title,
      ...(isRaiser ? { happened } : {}),
      raisedOn,
      part: isRaiser ? 'raised it' : isLeader ? 'answers it' : because ? 'answered it' : 'supports it',
      answer,
      because,
    })),
  }),
  erasePerson: (tx, _ctx, personId) => forgetPerson(tx, personId),
}
