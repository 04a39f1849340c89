import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { changeOrganisation, readOrganisation } from '../service/settings.ts'
import { versioned } from './versioned.ts'

export const organisationRoutes = [
  defineRoute({
    id: 'readOrganisation',
    method: 'GET',
    path: '/api/organisation',
    summary: 'Settings of the organisation',
    access: { operation: 'organisation.read' },
    reply: contract.organisation,
    handle: async (ctx) => versioned(await readOrganisation(ctx)),
  }),
  defineRoute({
    id: 'changeOrganisation',
    method: 'PATCH',
    path: '/api/organisation',
    summary: 'Change settings of the organisation',
    access: { operation: 'organisation.change' },
    isVersioned: true,
    body: contract.organisationChange,
    reply: contract.organisation,
    replay: async (ctx) => versioned(await readOrganisation(ctx)),
    handle: async (ctx, { version, body }) => versioned(await changeOrganisation(ctx, version, body)),
  }),
]
