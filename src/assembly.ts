// The list of features, from left to right (ARCHITECTURE.md). main and the tests' server assemble the same program from it.
import { policy as languagePolicy } from '#features/language/access.ts'
import { routes as languageRoutes } from '#features/language/routes.ts'
import { policy as peoplePolicy } from '#features/people/access.ts'
import { commands as peopleCommands } from '#features/people/commands.ts'
import { jobs as peopleJobs } from '#features/people/jobs.ts'
import { routes as peopleRoutes } from '#features/people/routes.ts'
import type { Policy } from '#platform/access/policy.ts'
import type { Command } from '#platform/cli/command.ts'
import type { AnyRoute } from '#platform/http/route.ts'
import type { Job } from '#platform/jobs/kinds.ts'

export const policy: Policy = { ...peoplePolicy, ...languagePolicy }
export const routes: AnyRoute[] = [...peopleRoutes, ...languageRoutes]
export const commands: Command[] = [...peopleCommands]
export const jobs: Job[] = [...peopleJobs]
