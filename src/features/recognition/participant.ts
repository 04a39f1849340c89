// A person's own export, and erasure, of what they said and were told.
import type { PersonParticipant } from '#features/people/public.ts'
import { removeStoriesOf } from './service/stories/consent.ts'
import { forgetPerson, thanksOfPerson } from './store/forget.ts'
import { forgetWriter, storiesOfPerson } from './store/stories/forget.ts'

export const participant: PersonParticipant = {
  name: 'recognition',
  personalTables: {
    thanks: 'thanks.read',
    thanks_receivers: 'thanks.read',
    'thanks.said_at': '',
    stories: 'stories.read',
    story_people: 'stories.consent',
    story_writers: '',
    story_words: 'stories.read',
    story_prints: 'story-prints.read',
  },
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
    stories: (await storiesOfPerson(tx, personId)).map(({ isMine, ...row }) => ({ part: isMine ? 'told it' : 'is named', ...row })),
  }),
  async erasePerson(tx, ctx, personId) {
    await removeStoriesOf(ctx, tx, personId)
    await forgetWriter(tx, personId)
    await forgetPerson(tx, personId)
  },
}
