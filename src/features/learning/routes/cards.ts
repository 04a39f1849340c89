import { principleUnknown } from '#features/language/public.ts'
import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract/cards.ts'
import { cardNotReady } from '../problems.ts'
import { listCards, readCard, readCardBook, readCardChoices } from '../service/cards/read.ts'
import { addCard, changeCard, countUses } from '../service/cards/write.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })
const faults = [cardNotReady, principleUnknown]

export const cardRoutes = [
  defineRoute({
    id: 'readCardBook',
    method: 'GET',
    path: '/api/card-book',
    summary: 'All cards for the moment of need, for a phone to find and read without a network',
    access: { operation: 'cards.use' },
    query: contract.bookQuery,
    reply: contract.cardBook,
    handle: async (ctx, { query }) => ({ body: await readCardBook(ctx, query.language) }),
  }),
  defineRoute({
    id: 'countCardUses',
    method: 'POST',
    path: '/api/card-uses',
    summary: 'Count which cards were opened and how long it took, without saying by whom',
    access: { operation: 'cards.use' },
    body: contract.cardUses,
    reply: contract.cardUsesCounted,
    replay: async () => ({ body: { isCounted: true as const } }),
    async handle(ctx, { body }) {
      await countUses(ctx, body)
      return { body: { isCounted: true as const } }
    },
  }),
  defineRoute({
    id: 'listCards',
    method: 'GET',
    path: '/api/cards',
    summary: 'All cards with how often each was opened, those that were retired last',
    access: { operation: 'cards.read' },
    reply: contract.cardList,
    handle: async (ctx) => ({ body: await listCards(ctx) }),
  }),
  defineRoute({
    id: 'readCardChoices',
    method: 'GET',
    path: '/api/card-choices',
    summary: 'Lessons and situations that a card can lead to',
    access: { operation: 'cards.change' },
    reply: contract.cardChoices,
    handle: async (ctx) => ({ body: await readCardChoices(ctx) }),
  }),
  defineRoute({
    id: 'addCard',
    method: 'POST',
    path: '/api/cards',
    summary: 'Write a card; live only when nothing is missing',
    access: { operation: 'cards.change' },
    body: contract.cardBody,
    status: 201,
    reply: contract.card,
    problems: faults,
    replay: async (ctx, id) => versioned(await readCard(ctx, id)),
    handle: async (ctx, { body }) => versioned(await addCard(ctx, body)),
  }),
  defineRoute({
    id: 'readCard',
    method: 'GET',
    path: '/api/cards/:cardId',
    summary: 'One card in all its languages',
    access: { operation: 'cards.read' },
    params: contract.cardParams,
    reply: contract.card,
    handle: async (ctx, { params }) => versioned(await readCard(ctx, params.cardId)),
  }),
  defineRoute({
    id: 'changeCard',
    method: 'PUT',
    path: '/api/cards/:cardId',
    summary: 'Reword, translate, publish or retire a card',
    access: { operation: 'cards.change' },
    params: contract.cardParams,
    isVersioned: true,
    body: contract.cardBody,
    reply: contract.card,
    problems: [...faults, problems.versionChanged],
    replay: async (ctx, _id, { params }) => versioned(await readCard(ctx, params.cardId)),
    handle: async (ctx, { params, version, body }) => versioned(await changeCard(ctx, params.cardId, version, body)),
  }),
]
