// The list of features, from left to right (ARCHITECTURE.md). main and the tests' server assemble the same program from it.
import { policy as accountsPolicy } from '#features/accounts/access.ts'
import { commands as accountsCommands } from '#features/accounts/commands.ts'
import { jobs as accountsJobs } from '#features/accounts/jobs.ts'
import { accountsFollowPeople, registerMantra } from '#features/accounts/public.ts'
import { routes as accountsRoutes } from '#features/accounts/routes.ts'
import { policy as languagePolicy } from '#features/language/access.ts'
import { mantraSource } from '#features/language/public.ts'
import { routes as languageRoutes } from '#features/language/routes.ts'
import { policy as peoplePolicy } from '#features/people/access.ts'
import { commands as peopleCommands } from '#features/people/commands.ts'
import { jobs as peopleJobs } from '#features/people/jobs.ts'
import { registerPersonParticipant } from '#features/people/public.ts'
import { routes as peopleRoutes } from '#features/people/routes.ts'
import type { Policy } from '#platform/access/policy.ts'
import type { Command } from '#platform/cli/command.ts'
import type { AnyRoute } from '#platform/http/route.ts'
import type { Job } from '#platform/jobs/kinds.ts'
import { commands as demoCommands } from './demo/commands.ts'
import { routes as demoRoutes } from './demo/routes.ts'

export { createAuthenticate, setUpNotice } from '#features/accounts/public.ts'
export const policy: Policy = { ...peoplePolicy, ...accountsPolicy, ...languagePolicy }
export const routes: AnyRoute[] = [...peopleRoutes, ...accountsRoutes, ...languageRoutes, ...demoRoutes]
export const commands: Command[] = [...peopleCommands, ...accountsCommands, ...demoCommands]
export const jobs: Job[] = [...peopleJobs, ...accountsJobs]

// What features to the right put into the slots of those on their left.
registerPersonParticipant(accountsFollowPeople)
registerMantra(mantraSource)
