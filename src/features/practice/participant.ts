// A person's own export, and erasure, of what they practised.
import type { PersonParticipant } from '#features/people/public.ts'
import { exportedReviews, forgetPerson } from './store/reviews.ts'

export const participant: PersonParticipant = {
  name: 'practice',
  personalTables: { practice_reviews: 'practice.do', practice_memories: 'practice.do', practice_settings: 'practice.do' },
  exportPerson: async (tx, personId) => ({ practiceReviews: await exportedReviews(tx, personId) }),
  erasePerson: (tx, _ctx, personId) => forgetPerson(tx, personId),
}
