// A person's own words about their part: in their own export, gone with them.
import type { PersonParticipant } from '#features/people/public.ts'
import { deleteOwnParts, ownPartsOf } from './store/parts.ts'

export const participant: PersonParticipant = {
  name: 'journeys',
  personalTables: { own_parts: 'my-part.read' },
  exportPerson: async (tx, personId) => ({
    ownParts: (await ownPartsOf(tx, personId)).map(({ stepId, wording, updatedOn }) => ({ stepId, wording, updatedOn })),
  }),
  erasePerson: async (tx, _ctx, personId) => void (await deleteOwnParts(tx, personId)),
}
