// What the assembly, and features to the right, may use of impact.
export { participant } from './participant.ts'
export { readChain } from './service/chain.ts'
