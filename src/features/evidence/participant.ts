// A person's own export, and erasure, of what they have shown.
import type { PersonParticipant } from '#features/people/public.ts'
import { recordPieces, recordSteps } from './figures.ts'
import { evidenceNotedBy, evidenceOf, forgetPerson, levelStepsOf } from './store.ts'

export const participant: PersonParticipant = {
  name: 'evidence',
  personalTables: {
    evidence_pieces: 'evidence.read',
    person_levels: 'evidence.read',
    level_steps: 'evidence.read',
    level_requirement_sets: 'levels.read',
  },
  async exportPerson(tx, personId) {
    const [own, noted, steps] = await Promise.all([evidenceOf(tx, [personId]), evidenceNotedBy(tx, personId), levelStepsOf(tx, personId)])
    return {
      evidence: own.map(({ kind, level, outcome, words, shownAt, expiresAt }) => ({ kind, level, outcome, words, shownAt, expiresAt })),
      levels: steps.map(({ fromLevel, toLevel, countedOn }) => ({ from: fromLevel, to: toLevel, on: countedOn })),
      signOffs: noted.map(({ kind, level, outcome, words, shownAt }) => ({ kind, level, outcome, words, shownAt })),
    }
  },
  async erasePerson(tx, _ctx, personId) {
    const { pieces, steps } = await forgetPerson(tx, personId)
    recordPieces(tx, pieces, true)
    recordSteps(tx, steps, true)
  },
}
