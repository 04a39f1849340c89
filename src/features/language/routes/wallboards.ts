// Screens on walls. The page itself is made here on the server: a screen signs in nowhere and loads no application.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { unknownReference } from '#features/people/public.ts'
import { secretText } from '#platform/http/fields.ts'
import { Problem } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import { wallboardUnknown } from '../problems.ts'
import * as service from '../service/wallboards.ts'
import { boardPage, boardPart, notConnectedPage } from '../wallboard/page.ts'

const open = 'a screen on a wall has no session; its revocable address opens this and nothing else'
const file = (name: string): Buffer => readFileSync(path.resolve(import.meta.dirname, '..', 'wallboard', name))
const script = file('board.js')
const style = file('board.css')
const fonts = ['commissioner-latin.woff2', 'commissioner-latin-extended.woff2', 'vazirmatn-arabic.woff2'] as const
const fontsDir = path.resolve(import.meta.dirname, '..', '..', '..', 'ui', 'fonts')

export const wallboardRoutes = [
  defineRoute({
    id: 'listWallboards',
    method: 'GET',
    path: '/api/wallboards',
    summary: 'Screens that show the words, and when each was last seen',
    access: { operation: 'wallboards.read' },
    reply: contract.wallboardList,
    handle: async (ctx) => ({ body: await service.listWallboards(ctx) }),
  }),
  defineRoute({
    id: 'makeWallboard',
    method: 'POST',
    path: '/api/wallboards',
    summary: 'Make the address for a screen; it is told once',
    access: { operation: 'wallboards.change' },
    body: contract.newWallboard,
    status: 201,
    reply: contract.madeWallboard,
    problems: [unknownReference],
    noReplay: 'the address is told once and not kept',
    handle: async (ctx, { body, request }) => ({
      body: await service.makeWallboard(ctx, body, ctx.platform.config.publicUrl ?? request.origin),
    }),
  }),
  defineRoute({
    id: 'takeBackWallboard',
    method: 'DELETE',
    path: '/api/wallboards/:wallboardId',
    summary: 'Take back the address of a screen',
    access: { operation: 'wallboards.change' },
    params: contract.wallboardParams,
    handle: async (ctx, { params }) => ({ body: await service.takeBackWallboard(ctx, params.wallboardId) }),
  }),
  defineRoute({
    id: 'connectWallboard',
    method: 'POST',
    path: '/api/wallboard-sessions',
    summary: 'Exchange the address of a screen for a cookie',
    access: { open },
    body: z.object({ token: secretText(200) }).strict(),
    problems: [wallboardUnknown],
    noReplay: 'a second try sets the same cookie',
    handle: async (ctx, { body, request }) => ({
      body: undefined,
      cookies: [await service.connectWallboard(ctx, body.token, request.isSecure)],
    }),
  }),
  defineRoute({
    id: 'showWallboard',
    method: 'GET',
    path: '/wallboard',
    summary: 'The page of a screen, as HTML',
    access: { open },
    produces: 'text/html; charset=utf-8',
    async handle(ctx, { request }) {
      const token = service.wallboardTokenOf(request)
      const board = await service.readBoard(ctx, token)
      if (!board) return { body: notConnectedPage(ctx.language) }
      return { body: boardPage(board), cookies: [service.wallboardCookie(request.isSecure, token!)] }
    },
  }),
  defineRoute({
    id: 'refreshWallboard',
    method: 'GET',
    path: '/wallboard/board',
    summary: 'What stands on the screen now, as a part of its page',
    access: { open },
    problems: [wallboardUnknown],
    produces: 'text/html; charset=utf-8',
    async handle(ctx, { request }) {
      const board = await service.readBoard(ctx, service.wallboardTokenOf(request))
      if (!board) throw new Problem(wallboardUnknown)
      return { body: boardPart(board) }
    },
  }),
  defineRoute({
    id: 'readWallboardScript',
    method: 'GET',
    path: '/wallboard/board.js',
    summary: 'The script of a screen',
    access: { open },
    produces: 'text/javascript; charset=utf-8',
    handle: async () => ({ body: script }),
  }),
  defineRoute({
    id: 'readWallboardStyle',
    method: 'GET',
    path: '/wallboard/board.css',
    summary: 'The style of a screen',
    access: { open },
    produces: 'text/css; charset=utf-8',
    handle: async () => ({ body: style }),
  }),
  defineRoute({
    id: 'readWallboardFont',
    method: 'GET',
    path: '/wallboard/fonts/:font',
    summary: 'A font of a screen',
    access: { open },
    params: z.object({ font: z.enum(fonts) }),
    produces: 'font/woff2',
    handle: async (_ctx, { params }) => ({ body: readFileSync(path.join(fontsDir, params.font)) }),
  }),
]
