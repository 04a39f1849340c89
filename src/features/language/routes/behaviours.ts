import { unknownReference } from '#features/people/public.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import * as behaviours from '../service/behaviours.ts'
import * as examples from '../service/examples.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })
const example = contract.principlePage.shape.examples.element

export const exampleRoutes = [
  defineRoute({
    id: 'addExample',
    method: 'POST',
    path: '/api/principles/:principleId/examples',
    summary: 'Add what a principle looks like, and does not, in one job or for everybody',
    access: { operation: 'principles.change' },
    params: contract.principleParams,
    body: contract.newExample,
    status: 201,
    reply: example,
    problems: [unknownReference],
    replay: async (ctx, id) => versioned(await examples.readExample(ctx, id)),
    handle: async (ctx, { params, body }) => versioned(await examples.addExample(ctx, params.principleId, body)),
  }),
  defineRoute({
    id: 'changeExample',
    method: 'PUT',
    path: '/api/principle-examples/:exampleId',
    summary: 'Change an example',
    access: { operation: 'principles.change' },
    params: contract.exampleParams,
    isVersioned: true,
    body: contract.newExample,
    reply: example,
    problems: [unknownReference],
    replay: async (ctx, _id, { params }) => versioned(await examples.readExample(ctx, params.exampleId)),
    handle: async (ctx, { params, version, body }) => versioned(await examples.changeExample(ctx, params.exampleId, version, body)),
  }),
  defineRoute({
    id: 'removeExample',
    method: 'DELETE',
    path: '/api/principle-examples/:exampleId',
    summary: 'Remove an example',
    access: { operation: 'principles.change' },
    params: contract.exampleParams,
    handle: async (ctx, { params }) => ({ body: await examples.removeExample(ctx, params.exampleId) }),
  }),
]

const { behaviourParams: params, behaviour: reply } = contract
export const behaviourRoutes = [
  defineRoute({
    id: 'listBehaviours',
    method: 'GET',
    path: '/api/behaviours',
    summary: 'Behaviours with their anchors, of one job role or of all',
    access: { operation: 'principles.read' },
    query: contract.behaviourQuery,
    reply: contract.behaviourList,
    handle: async (ctx, { query }) => ({ body: await behaviours.listBehaviours(ctx, query) }),
  }),
  defineRoute({
    id: 'addBehaviour',
    method: 'POST',
    path: '/api/behaviours',
    summary: 'Add a behaviour with anchors for poor, good and great',
    access: { operation: 'principles.change' },
    body: contract.newBehaviour,
    status: 201,
    reply,
    problems: [problem.principleUnknown, unknownReference],
    replay: async (ctx, id) => versioned(await behaviours.readBehaviour(ctx, id)),
    handle: async (ctx, { body }) => versioned(await behaviours.addBehaviour(ctx, body)),
  }),
  defineRoute({
    id: 'readBehaviour',
    method: 'GET',
    path: '/api/behaviours/:behaviourId',
    summary: 'One behaviour',
    access: { operation: 'principles.read' },
    params,
    reply,
    handle: async (ctx, { params: { behaviourId } }) => versioned(await behaviours.readBehaviour(ctx, behaviourId)),
  }),
  defineRoute({
    id: 'changeBehaviour',
    method: 'PUT',
    path: '/api/behaviours/:behaviourId',
    summary: 'Change a behaviour',
    access: { operation: 'principles.change' },
    params,
    isVersioned: true,
    body: contract.newBehaviour,
    reply,
    problems: [problem.principleUnknown, unknownReference],
    replay: async (ctx, _id, { params: { behaviourId } }) => versioned(await behaviours.readBehaviour(ctx, behaviourId)),
    handle: async (ctx, { params: { behaviourId }, version, body }) =>
      versioned(await behaviours.changeBehaviour(ctx, behaviourId, version, body)),
  }),
  defineRoute({
    id: 'retireBehaviour',
    method: 'POST',
    path: '/api/behaviours/:behaviourId/retirements',
    summary: 'Take a behaviour out of use',
    access: { operation: 'principles.change' },
    params,
    isVersioned: true,
    reply,
    replay: async (ctx, _id, { params: { behaviourId } }) => versioned(await behaviours.readBehaviour(ctx, behaviourId)),
    handle: async (ctx, { params: { behaviourId }, version }) =>
      versioned(await behaviours.retireBehaviour(ctx, behaviourId, version, true)),
  }),
  defineRoute({
    id: 'bringBackBehaviour',
    method: 'DELETE',
    path: '/api/behaviours/:behaviourId/retirements',
    summary: 'Bring a retired behaviour back',
    access: { operation: 'principles.change' },
    params,
    isVersioned: true,
    reply,
    problems: [problem.principleUnknown],
    replay: async (ctx, _id, { params: { behaviourId } }) => versioned(await behaviours.readBehaviour(ctx, behaviourId)),
    handle: async (ctx, { params: { behaviourId }, version }) =>
      versioned(await behaviours.retireBehaviour(ctx, behaviourId, version, false)),
  }),
]
