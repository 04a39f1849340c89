// A person's own export, and erasure: the numbers that they answer for, and studies that they planned, registered or ran.
import { type PersonParticipant, unitsById } from '#features/people/public.ts'
import { forgetOwner, ownedBy } from './store/owners.ts'
import { deedsOf, forgetDeeds } from './store/study-people.ts'

export const participant: PersonParticipant = {
  name: 'impact',
  personalTables: {
    measure_owners: 'chain.read',
    studies: 'studies.read',
    study_files: 'studies.read',
    'study_files.bytes': '',
    study_runs: 'studies.read',
  },
  async exportPerson(tx, personId) {
    const [rows, studies] = await Promise.all([ownedBy(tx, personId), deedsOf(tx, personId)])
    const units = await unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))])
    return {
      numbersOwned: rows.map(({ measure, unitId, namedAt }) => ({ measure, unit: units.get(unitId)?.name ?? null, namedAt })),
      studies: studies.map(({ deed, title, at }) => ({ deed, title, at })),
    }
  },
  async erasePerson(tx, _ctx, personId) {
    await forgetOwner(tx, personId)
    await forgetDeeds(tx, personId)
  },
}
