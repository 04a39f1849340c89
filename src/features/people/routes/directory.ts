import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { addPerson } from '../service/add-person.ts'
import { exportPeople } from '../service/export-people.ts'
import { listPeople } from '../service/list-people.ts'
import { readPerson } from '../service/read-person.ts'
import { versioned } from './versioned.ts'

// The export takes the list's filters, without its paging.
const personFilters = contract.personQuery.omit({ limit: true, sort: true, after: true })

export const directoryRoutes = [
  defineRoute({
    id: 'listPeople',
    method: 'GET',
    path: '/api/people',
    summary: 'The directory: search, filter, sort, page',
    access: { operation: 'people.read' },
    query: contract.personQuery,
    reply: contract.personPage,
    handle: async (ctx, { query }) => ({ body: await listPeople(ctx, query) }),
  }),
  defineRoute({
    id: 'exportPeople',
    method: 'GET',
    path: '/api/people-export',
    summary: 'The directory as CSV, within your reach',
    access: { operation: 'people.list-export' },
    query: personFilters,
    produces: 'text/csv; charset=utf-8',
    problems: [problems.stepUpNeeded],
    handle: async (ctx, { query }) => ({
      body: await exportPeople(ctx, query),
      headers: { 'content-disposition': 'attachment; filename="people.csv"' },
    }),
  }),
  defineRoute({
    id: 'addPerson',
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person to a unit',
    access: { operation: 'people.add' },
    body: contract.newPerson,
    status: 201,
    reply: contract.person,
    problems: [problem.emailTaken, problem.hrNumberTaken, problem.unknownReference],
    replay: async (ctx, id) => versioned(await readPerson(ctx, id)),
    handle: async (ctx, { body }) => versioned(await readPerson(ctx, (await addPerson(ctx, body)).id)),
  }),
  defineRoute({
    id: 'readPerson',
    method: 'GET',
    path: '/api/people/:personId',
    summary: 'One person; details for those who may see them',
    access: { operation: 'people.read' },
    params: contract.personParams,
    reply: contract.person,
    handle: async (ctx, { params }) => versioned(await readPerson(ctx, params.personId)),
  }),
]
