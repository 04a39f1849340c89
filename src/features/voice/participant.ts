// What voice does when something happens to a person, in the same transaction.
import type { PersonChange, PersonParticipant } from '#features/people/public.ts'
import type { WriteTx } from '#platform/http/context.ts'
import { casesAbout, forgetPerson, notesBy, passOnCases } from './store/cases.ts'

/** As followups passes clocks on: to the manager, or to the manager's manager when both leave at once. Without one a case stays, for the head of CX to give. */
async function passOn(tx: WriteTx, changes: readonly PersonChange[]): Promise<void> {
  const gone = new Map(changes.filter(({ kind }) => kind === 'left').map(({ personId, before }) => [personId, before?.managerId ?? null]))
  const rows = [...gone].flatMap(([fromId, managerId]) => {
    let toId = managerId
    for (let steps = 0; toId !== null && gone.has(toId) && steps < gone.size; steps++) toId = gone.get(toId) ?? null
    return toId === null || gone.has(toId) ? [] : [{ fromId, toId }]
  })
  if (rows.length > 0) await passOnCases(tx, rows)
}

export const participant: PersonParticipant = {
  name: 'voice',
  personalTables: {
    cases: 'cases.work',
    case_notes: 'cases.work',
    contacts: 'cases.work',
    contact_intakes: 'contacts.bring',
    contact_intake_rows: 'contacts.bring',
    customer_rests: '',
    'contacts.customer_key': '',
    'contacts.external_id': 'contacts.export',
    responses: 'responses.read',
    'responses.reach': 'cases.work',
    'responses.cause_by': '',
    'responses.cause_at': '',
  },
  onChanges: (tx, _ctx, changes) => passOn(tx, changes),
  async exportPerson(tx, personId) {
    const [cases, notes] = await Promise.all([casesAbout(tx, personId), notesBy(tx, personId)])
    return {
      cases: cases.map((row) => ({
        id: row.id,
        part: row.ownerId === personId ? 'owner' : row.resolvedBy === personId ? 'resolved it' : 'escalated to',
        state: row.state,
        openedAt: row.openedAt,
        dueAt: row.dueAt,
        resolvedAt: row.resolvedBy === personId ? row.resolvedAt : null,
        outcome: row.outcome,
        resolution: row.resolvedBy === personId ? row.resolution : null,
      })),
      caseNotes: notes.map(({ caseId, kind, words, notedAt }) => ({ caseId, kind, words, notedAt })),
    }
  },
  erasePerson: (tx, _ctx, personId) => forgetPerson(tx, personId),
}
