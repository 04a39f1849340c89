import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { readInstallation, setUp } from '../service/set-up.ts'

export const installationRoutes = [
  defineRoute({
    id: 'readInstallation',
    method: 'GET',
    path: '/api/installation',
    summary: 'Whether this server is set up',
    access: { open: 'the first page of an empty server needs it' },
    reply: contract.installation,
    handle: async (ctx, { request }) => ({ body: await readInstallation(ctx.platform, request) }),
  }),
  defineRoute({
    id: 'setUp',
    method: 'POST',
    path: '/api/organisations',
    summary: 'The first organisation of an empty server, and its administrator',
    access: { open: 'nobody is there yet; from other machines it takes the set-up code of the console' },
    body: contract.newOrganisation,
    status: 201,
    reply: contract.signIn,
    problems: [problem.alreadySetUp, problem.setUpCodeNeeded, problem.secretTooWeak, problem.tooManyTries],
    noReplay: 'there is only one first organisation',
    handle: (ctx, { body, request }) => setUp(ctx.platform, body, request, ctx.requestId),
  }),
]
