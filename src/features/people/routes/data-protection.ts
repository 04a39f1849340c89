import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { readDataMap } from '../service/data-map.ts'
import { erasePerson } from '../service/erase-person.ts'
import { printDataMap } from '../service/print-data-map.ts'
import { takeOut, takeOutCsv } from '../service/take-out.ts'

export const dataProtectionRoutes = [
  defineRoute({
    id: 'readDataMap',
    method: 'GET',
    path: '/api/data-map',
    summary: 'What is recorded about people, who sees it, how long',
    access: { operation: 'data-map.read' },
    reply: contract.dataMap,
    handle: async (ctx) => ({ body: await readDataMap(ctx) }),
  }),
  defineRoute({
    id: 'printDataMap',
    method: 'GET',
    path: '/api/data-map-record',
    summary: 'The same on paper, as PDF',
    access: { operation: 'data-map.read' },
    produces: 'application/pdf',
    handle: async (ctx) => ({
      body: Buffer.from(await printDataMap(ctx, '0.1')),
      headers: { 'content-disposition': 'attachment; filename="what-is-recorded.pdf"' },
    }),
  }),
  defineRoute({
    id: 'takeOutPerson',
    method: 'GET',
    path: '/api/people/:personId/personal-data',
    summary: 'Everything that is kept about you, as JSON',
    access: { operation: 'people.take-out' },
    params: contract.personParams,
    reply: contract.takeOut,
    handle: async (ctx, { params }) => ({
      body: await takeOut(ctx, params.personId),
      headers: { 'content-disposition': 'attachment; filename="my-data.json"' },
    }),
  }),
  defineRoute({
    id: 'takeOutPersonCsv',
    method: 'GET',
    path: '/api/people/:personId/personal-data-table',
    summary: 'Everything that is kept about you, as CSV',
    access: { operation: 'people.take-out' },
    params: contract.personParams,
    produces: 'text/csv; charset=utf-8',
    handle: async (ctx, { params }) => ({
      body: takeOutCsv(await takeOut(ctx, params.personId)),
      headers: { 'content-disposition': 'attachment; filename="my-data.csv"' },
    }),
  }),
  defineRoute({
    id: 'erasePerson',
    method: 'POST',
    path: '/api/people/:personId/erasures',
    summary: 'Erase a person; the name must be repeated',
    access: { operation: 'people.erase' },
    params: contract.personParams,
    body: contract.newErasure,
    problems: [problems.stepUpNeeded, problems.conflict],
    noReplay: 'a second erasure finds nobody and answers 404',
    handle: async (ctx, { params, body }) => ({ body: await erasePerson(ctx, params.personId, body.confirmation) }),
  }),
]
