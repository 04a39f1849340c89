import { principleUnknown } from '#features/language/public.ts'
import { hasLeft } from '#features/people/public.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import { notForOneself } from './problems.ts'
import { readOwnLevels } from './service/own-levels.ts'
import { readStanding } from './service/read.ts'
import { signOff } from './service/record.ts'
import { changeRequirements, readRequirements } from './service/requirements.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })

export const routes: readonly AnyRoute[] = [
  defineRoute({
    id: 'readStanding',
    method: 'GET',
    path: '/api/people/:personId/standing',
    summary: 'The level of somebody, what is missing for the next one, and what was shown',
    access: { operation: 'evidence.read' },
    params: contract.personParams,
    reply: contract.standing,
    handle: async (ctx, { params }) => ({ body: await readStanding(ctx, params.personId) }),
  }),
  defineRoute({
    id: 'readOwnLevels',
    method: 'GET',
    path: '/api/own-levels',
    summary: 'The four levels of the person signed in: what each means, what stands behind it, what is missing and what opens it',
    access: { operation: 'evidence.read-own' },
    query: contract.ownLevelsQuery,
    reply: contract.ownLevels,
    handle: async (ctx, { query }) => ({ body: await readOwnLevels(ctx, query.language) }),
  }),
  defineRoute({
    id: 'signOff',
    method: 'POST',
    path: '/api/people/:personId/sign-offs',
    summary: 'Note what somebody has shown',
    access: { operation: 'evidence.sign' },
    params: contract.personParams,
    body: contract.newSignOff,
    status: 201,
    reply: contract.signOff,
    problems: [notForOneself, hasLeft, principleUnknown],
    replay: async (_ctx, id) => ({ body: { id } }),
    handle: async (ctx, { params, body }) => ({ body: await signOff(ctx, params.personId, body) }),
  }),
  defineRoute({
    id: 'readLevelRequirements',
    method: 'GET',
    path: '/api/level-requirements',
    summary: 'What each level asks for',
    access: { operation: 'levels.read' },
    reply: contract.requirements,
    handle: async (ctx) => versioned(await readRequirements(ctx)),
  }),
  defineRoute({
    id: 'changeLevelRequirements',
    method: 'PUT',
    path: '/api/level-requirements',
    summary: 'Say anew what each level asks for; everybody’s level is computed anew',
    access: { operation: 'levels.change' },
    isVersioned: true,
    body: contract.newRequirements,
    reply: contract.requirements,
    replay: async (ctx) => versioned(await readRequirements(ctx)),
    handle: async (ctx, { version, body }) => versioned(await changeRequirements(ctx, version, body.items)),
  }),
]
