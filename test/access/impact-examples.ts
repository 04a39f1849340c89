// Requests for the chain: `relation` says where the unit stands.
import type { Example } from './examples.ts'
import type { AccessWorld } from './world.ts'

const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const unitOf = (world: AccessWorld, relation: string): string => world.units[relation as 'same']
const reading = (path: string): Example => ({
  relations: ofUnit,
  aim: async (world, _caller, relation) => ({ path: `${path}?unitId=${unitOf(world, relation)}` }),
})

export const impactExamples: Record<string, Example> = {
  readChain: reading('/api/chain'),
  readChainWords: reading('/api/chain-words'),
  exportChain: reading('/api/chain-export'),
  readMeasure: reading('/api/chain/thanks'),
  nameOwner: {
    relations: ofUnit,
    async aim(world, caller, relation) {
      const personId = await world.freshPerson(caller, relation)
      return { path: '/api/chain/thanks/owner', body: { unitId: unitOf(world, relation), personId } }
    },
  },
}
