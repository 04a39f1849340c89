// A person's own export, and erasure, of what they practised and of their messages.
import { endStopLinks, type PersonParticipant } from '#features/people/public.ts'
import { deleteDigests, exportedDigests } from './store/digest.ts'
import { exportedReviews, forgetPerson } from './store/reviews.ts'

export const participant: PersonParticipant = {
  name: 'practice',
  personalTables: {
    practice_reviews: 'practice.do',
    practice_memories: 'practice.do',
    practice_settings: 'practice.do',
    digest_settings: 'practice.do',
    digests: 'practice.do',
  },
  async onChanges(tx, _ctx, changes) {
    // Letters lie in a mailbox that is another's now, or nobody's.
    const ended = changes.filter(({ before, after }) => before && (!after || before.email !== after.email)).map(({ personId }) => personId)
    if (ended.length > 0) await endStopLinks(tx, ended)
  },
  exportPerson: async (tx, personId) => ({
    practiceReviews: await exportedReviews(tx, personId),
    weeklyMessages: await exportedDigests(tx, personId),
  }),
  async erasePerson(tx, _ctx, personId) {
    await forgetPerson(tx, personId)
    await deleteDigests(tx, personId)
  },
}
