// A person's own export, and erasure, of what they have shown.
import type { PersonParticipant } from '#features/people/public.ts'
import { evidenceNotedBy, evidenceOf, forgetPerson } from './store.ts'

export const participant: PersonParticipant = {
  name: 'evidence',
  personalTables: {
    evidence_pieces: 'evidence.read',
    person_levels: 'evidence.read',
    level_requirement_sets: 'levels.read',
  },
  async exportPerson(tx, personId) {
    const [own, noted] = await Promise.all([evidenceOf(tx, [personId]), evidenceNotedBy(tx, personId)])
    return {
      evidence: own.map(({ kind, level, outcome, words, shownAt, expiresAt }) => ({ kind, level, outcome, words, shownAt, expiresAt })),
      signOffs: noted.map(({ kind, level, outcome, words, shownAt }) => ({ kind, level, outcome, words, shownAt })),
    }
  },
  erasePerson: (tx, _ctx, personId) => forgetPerson(tx, personId),
}
