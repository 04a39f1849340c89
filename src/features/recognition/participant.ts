// A person's own export, and erasure, of what they said and were told.
import type { PersonParticipant } from '#features/people/public.ts'
import { forgetPerson, thanksOfPerson } from './store/forget.ts'

export const participant: PersonParticipant = {
  name: 'recognition',
  personalTables: { thanks: 'thanks.read', thanks_receivers: 'thanks.read', 'thanks.said_at': '' },
  exportPerson: async (tx, personId) => ({
    thanks: (await thanksOfPerson(tx, personId)).map(({ id, isMine, happened, effect, isPrivate, isHidden, saidAt }) => ({
      id,
      part: isMine ? 'said it' : 'was thanked',
      happened,
      effect,
      isPrivate,
      isHidden,
      saidAt,
    })),
  }),
  erasePerson: (tx, _ctx, personId) => forgetPerson(tx, personId),
}
