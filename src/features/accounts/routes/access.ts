// Roles, keys for programs, shared devices.
import { hasLeft } from '#features/people/public.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { createApiToken, listApiTokens, revokeApiToken } from '../service/api-tokens.ts'
import { listDevices, registerDevice, removeDevice } from '../service/devices.ts'
import { endRole, grantRole, listRoleGrants, readRoleGrant } from '../service/role-grants.ts'

export const accessRoutes = [
  defineRoute({
    id: 'listRoleGrants',
    method: 'GET',
    path: '/api/role-grants',
    summary: 'Who was given which role',
    access: { operation: 'role-grants.read' },
    query: contract.grantQuery,
    reply: contract.roleGrantPage,
    handle: async (ctx, { query }) => ({ body: await listRoleGrants(ctx, query) }),
  }),
  defineRoute({
    id: 'grantRole',
    method: 'POST',
    path: '/api/role-grants',
    summary: 'Give a person a role, for the organisation or for a unit and below',
    access: { operation: 'role-grants.change' },
    body: contract.newRoleGrant,
    status: 201,
    reply: contract.roleGrant,
    problems: [problems.notFound, problem.beyondAuthority, hasLeft],
    replay: async (ctx, id) => ({ body: await readRoleGrant(ctx, id) }),
    handle: async (ctx, { body }) => ({ body: await grantRole(ctx, body) }),
  }),
  defineRoute({
    id: 'endRole',
    method: 'DELETE',
    path: '/api/role-grants/:grantId',
    summary: 'Take a role away',
    access: { operation: 'role-grants.change' },
    params: contract.grantParams,
    problems: [problem.beyondAuthority, problem.grantFollowsUnit, problem.lastAdministrator],
    handle: async (ctx, { params }) => ({ body: await endRole(ctx, params.grantId) }),
  }),
  defineRoute({
    id: 'listApiTokens',
    method: 'GET',
    path: '/api/api-tokens',
    summary: 'Keys of programs that are in force',
    access: { operation: 'api-tokens.read' },
    query: contract.listQuery,
    reply: contract.apiTokenPage,
    handle: async (ctx, { query }) => ({ body: await listApiTokens(ctx, query) }),
  }),
  defineRoute({
    id: 'createApiToken',
    method: 'POST',
    path: '/api/api-tokens',
    summary: 'Make a key for a program; the answer is the only place where it stands',
    access: { operation: 'api-tokens.change' },
    body: contract.newApiToken,
    status: 201,
    reply: contract.madeApiToken,
    problems: [problems.notFound, problem.beyondAuthority],
    noReplay: 'its answer holds a secret that is shown once; asking again makes a new one',
    handle: async (ctx, { body }) => ({ body: await createApiToken(ctx, body) }),
  }),
  defineRoute({
    id: 'revokeApiToken',
    method: 'DELETE',
    path: '/api/api-tokens/:tokenId',
    summary: 'End a key at once',
    access: { operation: 'api-tokens.change' },
    params: contract.tokenParams,
    handle: async (ctx, { params }) => ({ body: await revokeApiToken(ctx, params.tokenId) }),
  }),
  defineRoute({
    id: 'listDevices',
    method: 'GET',
    path: '/api/devices',
    summary: 'Shared devices',
    access: { operation: 'devices.read' },
    query: contract.listQuery,
    reply: contract.devicePage,
    handle: async (ctx, { query }) => ({ body: await listDevices(ctx, query) }),
  }),
  defineRoute({
    id: 'registerDevice',
    method: 'POST',
    path: '/api/devices',
    summary: 'Make the browser that asks a shared device',
    access: { operation: 'devices.change' },
    body: contract.newDevice,
    status: 201,
    reply: contract.device,
    noReplay: 'a browser is one device, however often it is registered',
    problems: [problems.notFound],
    handle: (ctx, { body, request }) => registerDevice(ctx, body, request),
  }),
  defineRoute({
    id: 'removeDevice',
    method: 'DELETE',
    path: '/api/devices/:deviceId',
    summary: 'Forget a shared device; whoever is signed in on it is signed out',
    access: { operation: 'devices.change' },
    params: contract.deviceParams,
    handle: async (ctx, { params }) => ({ body: await removeDevice(ctx, params.deviceId) }),
  }),
]
