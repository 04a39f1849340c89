import { principleUnknown } from '#features/language/public.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/items.ts'
import { itemKeyTaken, itemNotReady, themeUnknown } from '../problems.ts'
import { exportItems, importItems } from '../service/items/files.ts'
import { readItem, readItems } from '../service/items/read.ts'
import { addItem, changeItem } from '../service/items/write.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })
const faults = [itemNotReady, itemKeyTaken, principleUnknown]

export const itemRoutes = [
  defineRoute({
    id: 'listItems',
    method: 'GET',
    path: '/api/items',
    summary: 'The item bank: what practice and assessments ask, the newest change first',
    access: { operation: 'items.read' },
    query: contract.itemQuery,
    reply: contract.itemPage,
    handle: async (ctx, { query }) => ({ body: await readItems(ctx, query) }),
  }),
  defineRoute({
    id: 'addItem',
    method: 'POST',
    path: '/api/items',
    summary: 'Write an item; live only when nothing is missing',
    access: { operation: 'items.change' },
    body: contract.itemBody,
    status: 201,
    reply: contract.item,
    problems: faults,
    replay: async (ctx, id) => versioned(await readItem(ctx, id)),
    handle: async (ctx, { body }) => versioned(await addItem(ctx, body)),
  }),
  defineRoute({
    id: 'readItem',
    method: 'GET',
    path: '/api/items/:itemId',
    summary: 'One item in all its languages',
    access: { operation: 'items.read' },
    params: contract.itemParams,
    reply: contract.item,
    handle: async (ctx, { params }) => versioned(await readItem(ctx, params.itemId)),
  }),
  defineRoute({
    id: 'changeItem',
    method: 'PUT',
    path: '/api/items/:itemId',
    summary: 'Reword, translate, publish or retire an item; the version before is kept',
    access: { operation: 'items.change' },
    params: contract.itemParams,
    isVersioned: true,
    body: contract.itemBody,
    reply: contract.item,
    problems: faults,
    replay: async (ctx, _id, { params }) => versioned(await readItem(ctx, params.itemId)),
    handle: async (ctx, { params, version, body }) => versioned(await changeItem(ctx, params.itemId, version, body)),
  }),
  defineRoute({
    id: 'importItems',
    method: 'POST',
    path: '/api/item-imports',
    summary: 'Take in a file of items in one language; with a fault nothing is taken',
    access: { operation: 'items.change' },
    body: contract.itemImport,
    bodyLimitBytes: 4_000_000,
    reply: contract.itemImportReply,
    problems: [themeUnknown, problems.versionChanged],
    noReplay: 'the keys in the file are the keys: sent again, it changes nothing',
    handle: async (ctx, { body }) => ({ body: await importItems(ctx, body) }),
  }),
  defineRoute({
    id: 'exportItems',
    method: 'GET',
    path: '/api/item-exports',
    summary: 'The items of one language as a file that can be taken in again',
    access: { operation: 'items.read' },
    query: contract.itemExportQuery,
    produces: 'application/json',
    handle: async (ctx, { query }) => ({
      body: await exportItems(ctx, query),
      headers: { 'content-disposition': `attachment; filename="${query.theme ?? 'items'}-${query.language}.json"` },
    }),
  }),
]
