// Language's part in what happens to a person: their own export, and being forgotten.
import type { PersonParticipant } from '#features/people/public.ts'
import { forgetAuthor, placementsBy, wallboardsBy, wordsBy } from './store/for-people.ts'

export const participant: PersonParticipant = {
  name: 'language',
  personalTables: { mantra_versions: 'mantra.read', placements: 'placements.read', wallboards: 'wallboards.read' },
  exportPerson: async (tx, personId) => ({
    mantraVersions: await wordsBy(tx, personId),
    placements: await placementsBy(tx, personId),
    wallboards: await wallboardsBy(tx, personId),
  }),
  // The wording, the poster and the screen stay; who did it does not.
  erasePerson: (tx, _ctx, personId) => forgetAuthor(tx, personId),
}
