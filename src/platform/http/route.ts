// A route is data: what it takes, who may call it, what it answers. The server, the OpenAPI document and the access matrix all read it.
import type { z } from 'zod'
import type { Context } from './context.ts'
import type { ProblemType } from './problem.ts'

/**
 * `operation`: the policy is asked for it while the request is handled; a handler that does not ask ends in a 500.
 * `signedIn`: anybody with a session, with the reason why no more is asked. `open`: no session, with the reason.
 */
export type Access = { operation: string } | { signedIn: string } | { open: string }

export interface OpenRequest {
  ip: string
  /** Cookies that the feature itself set. */
  cookies: Record<string, string | undefined>
  userAgent: string
  isSecure: boolean
  /** The address that people type, without a slash at the end. */
  origin: string
  /** Which bytes of a file are wanted, as the header says it. */
  range: string | undefined
}

export interface Reply<Body> {
  body: Body
  etag?: string | number
  /** Of a page or a part of a file: where it is not 200. */
  status?: number
  headers?: Record<string, string>
  cookies?: { name: string; value: string; maxAgeS?: number; path?: string }[]
}

type Shape = z.ZodType | undefined
type Out<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

export interface RouteSpec<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape, R extends Shape = Shape> {
  /** verb + noun, unique; the operationId of the OpenAPI document. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Begins with /api/, unless it is a page. Parameters as `:personId`. */
  path: string
  summary: string
  access: Access
  params?: P
  query?: Q
  body?: B
  /** `multipart`: `input.upload` holds the file, `body` the other fields. `form`: what a browser's form sends without script. */
  consumes?: 'json' | 'multipart' | 'form'
  bodyLimitBytes?: number
  status?: 200 | 201 | 202 | 204
  reply?: R
  /** Media type of a reply that is no JSON; a header `content-type` of the reply is more exact. */
  produces?: string
  problems?: readonly ProblemType[]
  /**
   * A page of HTML for people without a session: it stands outside /api and outside the API document, and shows problems in its own words.
   * It must be `open` and hold its right in its address, never in a cookie: so there is nothing to forge, and no origin to check. Under
   * `no-referrer` a browser sends a form with the origin `null`.
   */
  page?: {
    showProblem(
      status: number,
      asked: { language: string; fields: Record<string, string> },
    ): { body: string; headers: Record<string, string> }
  }
  /** Requires If-Match; `input.version` holds it. */
  isVersioned?: boolean
  /** Rebuilds the first answer for a repeated Idempotency-Key. Writes without it must say why in `noReplay`. */
  replay?: (ctx: Context, resultId: string, input: { params: Out<P> }) => Promise<Reply<z.input<NonNullable<R>>>>
  noReplay?: string
  handle: (ctx: Context, input: RouteInput<P, Q, B>) => Promise<Reply<R extends z.ZodType ? z.input<R> : unknown>>
}

export interface RouteInput<P extends Shape, Q extends Shape, B extends Shape> {
  params: Out<P>
  query: Out<Q>
  body: Out<B>
  version: number
  upload: { name: string; bytes: Buffer } | undefined
  request: OpenRequest
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list of routes holds routes of every shape
export type AnyRoute = RouteSpec<any, any, any, any>

export const defineRoute = <
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  R extends Shape = undefined,
>(
  spec: RouteSpec<P, Q, B, R>,
): AnyRoute => spec

export const isWrite = (route: AnyRoute): boolean => route.method !== 'GET'
export const statusOf = (route: AnyRoute): number => route.status ?? (route.reply || route.produces ? 200 : 204)
