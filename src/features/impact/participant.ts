// A person's own export, and erasure: the numbers that they answer for.
import { type PersonParticipant, unitsById } from '#features/people/public.ts'
import { forgetOwner, ownedBy } from './store.ts'

export const participant: PersonParticipant = {
  name: 'impact',
  personalTables: { measure_owners: 'chain.read' },
  async exportPerson(tx, personId) {
    const rows = await ownedBy(tx, personId)
    const units = await unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))])
    return { numbersOwned: rows.map(({ measure, unitId, namedAt }) => ({ measure, unit: units.get(unitId)?.name ?? null, namedAt })) }
  },
  erasePerson: async (tx, _ctx, personId) => void (await forgetOwner(tx, personId)),
}
