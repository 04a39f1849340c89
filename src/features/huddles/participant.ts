// A person's own export, and erasure: which huddles they were asked to host.
import { type PersonParticipant, unitsById } from '#features/people/public.ts'
import { forgetHost, huddlesHostedBy } from './store/huddles.ts'

export const participant: PersonParticipant = {
  name: 'huddles',
  personalTables: { huddles: 'huddles.read' },
  async exportPerson(tx, personId) {
    const rows = await huddlesHostedBy(tx, personId)
    const units = await unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId))])
    return { huddlesHosted: rows.map(({ unitId, week, state }) => ({ unit: units.get(unitId)?.name ?? null, week, state })) }
  },
  erasePerson: async (tx, _ctx, personId) => void (await forgetHost(tx, personId)),
}
