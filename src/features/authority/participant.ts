// A person's own export, and erasure, of what they decided and asked.
import type { PersonParticipant } from '#features/people/public.ts'
import { decisionsOfPerson, forgetDecisions } from './store/decisions.ts'
import { escalationsOfPerson, forgetEscalations } from './store/escalations.ts'
import { forgetSettler } from './store/gaps.ts'
import { forgetAuthor } from './store/rules.ts'

export const participant: PersonParticipant = {
  name: 'authority',
  personalTables: {
    decisions: 'decisions.read',
    escalations: 'escalations.read',
    rules: 'rules.read',
    rule_versions: 'rules.read',
    gaps: 'gaps.read',
  },
  async exportPerson(tx, personId) {
    const [decisions, escalations] = await Promise.all([decisionsOfPerson(tx, personId), escalationsOfPerson(tx, personId)])
    return {
      decisions: decisions.map(({ id, amount, measure, currency, verdict, isGoodFaith, note, decidedAt }) => ({
        id,
        amount,
        measure,
        currency,
        verdict,
        isGoodFaith,
        note,
        decidedAt,
      })),
      escalations: escalations.map((row) => ({
        id: row.id,
        part: row.personId === personId ? 'asked' : 'answered',
        amount: row.amount,
        currency: row.currency,
        words: row.personId === personId ? row.words : null,
        askedAt: row.askedAt,
        answer: row.answer,
        answerWords: row.answeredBy === personId || row.personId === personId ? row.answerWords : null,
      })),
    }
  },
  async erasePerson(tx, _ctx, personId) {
    await forgetDecisions(tx, personId)
    await forgetEscalations(tx, personId)
    await forgetAuthor(tx, personId)
    await forgetSettler(tx, personId)
  },
}
