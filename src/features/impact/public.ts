// What the assembly, and features to the right, may use of impact.
export { participant } from './participant.ts'
export { readChain } from './service/chain.ts'
export { addStudy, changeStudy } from './service/studies/change.ts'
export { nameColumns, putFile } from './service/studies/file.ts'
export { registerStudy } from './service/studies/register.ts'
export { runAtOnce } from './service/studies/runs.ts'
export { drawTeams, setTeams } from './service/studies/teams.ts'
