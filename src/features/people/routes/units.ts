import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import * as units from '../service/units.ts'
import { versioned } from './versioned.ts'

export const unitRoutes = [
  defineRoute({
    id: 'listUnits',
    method: 'GET',
    path: '/api/units',
    summary: 'The whole tree of units, parents first',
    access: { operation: 'units.read' },
    reply: contract.unitList,
    handle: async (ctx) => ({ body: await units.listUnits(ctx) }),
  }),
  defineRoute({
    id: 'readUnit',
    method: 'GET',
    path: '/api/units/:unitId',
    summary: 'One unit',
    access: { operation: 'units.read' },
    params: contract.unitParams,
    reply: contract.unit,
    handle: async (ctx, { params }) => versioned(await units.readUnit(ctx, params.unitId)),
  }),
  defineRoute({
    id: 'addUnit',
    method: 'POST',
    path: '/api/units',
    summary: 'Add a unit below another',
    access: { operation: 'units.change' },
    body: contract.newUnit,
    status: 201,
    reply: contract.unit,
    problems: [problem.nameTaken, problem.unknownReference],
    replay: async (ctx, id) => versioned(await units.readUnit(ctx, id)),
    handle: async (ctx, { body }) => versioned(await units.addUnit(ctx, body)),
  }),
  defineRoute({
    id: 'changeUnit',
    method: 'PATCH',
    path: '/api/units/:unitId',
    summary: 'Rename a unit or move it, with everything below',
    access: { operation: 'units.change' },
    params: contract.unitParams,
    isVersioned: true,
    body: contract.unitChange,
    reply: contract.unit,
    problems: [problem.nameTaken, problem.unknownReference, problem.wouldBeCircle],
    replay: async (ctx, _id, { params }) => versioned(await units.readUnit(ctx, params.unitId)),
    handle: async (ctx, { params, version, body }) => versioned(await units.changeUnit(ctx, params.unitId, version, body)),
  }),
  defineRoute({
    id: 'closeUnit',
    method: 'DELETE',
    path: '/api/units/:unitId',
    summary: 'Close a unit without people or units; history keeps its name',
    access: { operation: 'units.change' },
    params: contract.unitParams,
    problems: [problem.stillInUse],
    handle: async (ctx, { params }) => ({ body: await units.closeUnit(ctx, params.unitId) }),
  }),
]
