// Requests as data, from the OpenAPI document alone: the same seed gives the same ones.
import fc from 'fast-check'
import { idMark, type Schema, valueOf } from './values.ts'
import { hostileWord } from './words.ts'

export interface Operation {
  operationId: string
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, unknown> }>
}
export interface Endpoint {
  method: string
  path: string
  operation: Operation
}
export interface Document {
  paths: Record<string, Record<string, Operation>>
}

export interface FuzzRequest {
  endpoint: Endpoint
  /** Which of the callers asks. */
  caller: number
  /** With marks for ids. */
  path: string
  query: string
  headers: Record<string, string>
  payload: { text: string } | { bytes: Buffer } | undefined
}

/** A password is hashed, a page is set: too slow to be asked as often as the rest. */
export const slow =
  /^(setUp|signIn|changePassword|changePin|stepUp|acceptInvitation|resetSecret|printBadges|printPins|printInvitations|printReset|printDataMap|issueBadge|makeResetCode|invite)$/

export const endpointsOf = (document: Document): Endpoint[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%40', '@').replaceAll('%2F', '/')

const pathOf = ({ path }: Endpoint): fc.Arbitrary<string> =>
  fc
    .tuple(
      ...path.split('/').map((part) => {
        const name = /^\{(.+)\}$/.exec(part)?.[1]
        if (name === undefined) return fc.constant(part)
        return fc.oneof(
          { weight: 12, arbitrary: idMark(name) },
          { weight: 1, arbitrary: hostileWord.map((word) => encodeURIComponent(word.toWellFormed().slice(0, 700))) },
          { weight: 1, arbitrary: fc.constantFrom('%00', '%ff', '%ZZ', '%ed%a0%80', '%2e%2e%2f') },
        )
      }),
    )
    .map((parts) => parts.join('/'))

function queryOf({ operation }: Endpoint): fc.Arbitrary<string> {
  const fields = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema, required }) =>
      fc.oneof(
        {
          weight: required ? 12 : 2,
          arbitrary: valueOf(schema, name).map((value) => `${name}=${encoded(typeof value === 'string' ? value : JSON.stringify(value))}`),
        },
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constant(`${name}=1&${name}=2`) },
      ),
    )
  const more = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('__proto__=1', 'constructor=x', 'x=%00', 'x=%ff', '&&&=', '%', 'a[b]=1') },
  )
  return fc.tuple(...fields, more).map((parts) => parts.filter((part) => part !== '').join('&'))
}

/** Most requests carry none of these; inject takes no header that is no Latin-1. */
function headersOf({ operation }: Endpoint): fc.Arbitrary<Record<string, string>> {
  const isVersioned = operation.parameters?.some(({ name }) => name === 'If-Match') ?? false
  const maybe = (name: string, weight: number, ...values: string[]) =>
    fc.oneof(
      { weight, arbitrary: fc.constantFrom(...values.map((value) => ({ [name]: value }))) },
      { weight: 10, arbitrary: fc.constant({}) },
    )
  return fc
    .tuple(
      maybe(
        'if-match',
        isVersioned ? 60 : 1,
        '"1"',
        '"1"',
        '"1"',
        '"2"',
        'W/"1"',
        '1',
        '*',
        '"-1"',
        '"9007199254740992"',
        '"999999999"',
        '',
      ),
      maybe(
        'idempotency-key',
        5,
        'same-key-1',
        'same-key-2',
        'same-key-3',
        'short',
        'k'.repeat(200),
        'k'.repeat(201),
        'spaces in it',
        'ö'.repeat(9),
      ),
      maybe('origin', 1, 'http://127.0.0.1', 'https://elsewhere.example', 'null', ''),
      maybe('sec-fetch-site', 1, 'same-origin', 'cross-site'),
      maybe('accept-language', 1, 'de', 'ar;q=0.9, *', 'x'.repeat(4000)),
      maybe('accept', 1, 'text/html', 'application/xml', ''),
    )
    .map((parts) => Object.assign({}, ...parts) as Record<string, string>)
}

interface Body {
  type: Record<string, string>
  payload: FuzzRequest['payload']
}
const json = { 'content-type': 'application/json' }
const nothing: Body = { type: {}, payload: undefined }
const textBody = (text: string, type: Record<string, string> = json): Body => ({ type, payload: { text } })

const oddBody = (value: unknown): fc.Arbitrary<Body> => {
  const text = JSON.stringify(value)
  return fc.constantFrom<Body>(
    nothing,
    { type: json, payload: undefined },
    textBody(''),
    textBody(text.slice(0, -1)),
    textBody(`${text}}`),
    textBody(`\ufeff${text}`),
    textBody('['.repeat(5000)),
    textBody(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`),
    textBody('{"a":1e400,"a":2}'),
    textBody('{"__proto__":{"a":1}}'),
    textBody(`"${'x'.repeat(120_000)}"`),
    textBody(text, { 'content-type': 'application/json; charset=utf-16' }),
    textBody(text, { 'content-type': 'text/plain' }),
    textBody(text, { 'content-type': 'application/xml' }),
    textBody(text, { 'content-type': '' }),
    textBody(text, { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
    textBody('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    textBody('--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }),
    { type: json, payload: { bytes: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) } },
    { type: json, payload: { bytes: Buffer.from('{"name":"\u00e4"}', 'latin1') } },
  )
}

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('Anna', 'Berg', 'E17', '2024-02-29', '03/04/2025', 'anna@hollin.example', 'Sales', 'Yes') },
  { weight: 1, arbitrary: hostileWord.map((word) => word.toWellFormed().slice(0, 300)) },
)
const table = fc
  .tuple(
    fc.shuffledSubarray(
      ['Employee ID', 'First name', 'Last name', 'E-mail', 'Department', 'Manager', 'Hire Date', 'Salary', '__proto__', ''],
      {
        minLength: 1,
      },
    ),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 9 }), { maxLength: 6 }),
    fc.constantFrom(',', ';', '\t'),
    fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1'),
  )
  .map(([header, rows, separator, encoding]) => Buffer.from([header, ...rows].map((row) => row.join(separator)).join('\r\n'), encoding))
const file = fc.oneof(
  { weight: 6, arbitrary: table },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('', '\u0000\u0000', 'PK\u0003\u0004zip', '%PDF-1.7', '"never closed\n'.repeat(9))
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
)

const part = (head: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`--edge\r\ncontent-disposition: form-data; ${head}\r\n\r\n`), bytes, Buffer.from('\r\n')])
const multipart = { 'content-type': 'multipart/form-data; boundary=edge' }
/** A form with a file, often not quite as it ought to be. */
function formOf(schema: Schema): fc.Arbitrary<Body> {
  const names = Object.keys(schema.properties ?? {}).filter((name) => name !== 'file')
  const fields = fc.tuple(...names.map((name) => fc.option(valueOf(schema.properties![name]!, name), { nil: undefined })))
  const fileName = fc.oneof(
    { weight: 6, arbitrary: fc.constant('staff.csv') },
    { weight: 1, arbitrary: hostileWord.map((word) => word.toWellFormed().slice(0, 300)) },
  )
  const flaw = fc.constantFrom(
    '',
    '',
    '',
    '',
    '',
    '',
    'no file',
    'two files',
    'no end',
    'cut',
    'no name',
    'many fields',
    'other edge',
    'nothing',
  )
  return fc.tuple(fields, fileName, file, flaw).map(([values, name, bytes, fault]) => {
    const whole = part(fault === 'no name' ? 'x=y' : `name="file"; filename="${name.replaceAll(/["\r\n\0]/g, '')}"`, bytes)
    const parts = names.flatMap((field, index) => {
      const value = values[index]
      return value === undefined ? [] : [part(`name="${field}"`, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))]
    })
    if (fault === 'many fields') for (let index = 0; index < 30; index++) parts.push(part(`name="f${index}"`, Buffer.from('x')))
    if (fault !== 'no file') parts.push(whole)
    if (fault === 'two files') parts.push(whole)
    const end = fault === 'no end' || fault === 'cut' ? '' : fault === 'other edge' ? '--other--' : '--edge--\r\n'
    const form = Buffer.concat([...parts, Buffer.from(end)])
    return {
      type: multipart,
      payload: { bytes: fault === 'nothing' ? Buffer.alloc(0) : fault === 'cut' ? form.subarray(0, form.length / 2) : form },
    }
  })
}

function bodyOf({ method, operation }: Endpoint): fc.Arbitrary<Body> {
  const content = operation.requestBody?.content ?? {}
  const form = content['multipart/form-data']?.schema
  if (form) return fc.oneof({ weight: 10, arbitrary: formOf(form) }, { weight: 1, arbitrary: oddBody({ choices: '{}' }) })
  const schema = content['application/json']?.schema
  if (schema)
    return valueOf(schema, '').chain((value) =>
      fc.oneof({ weight: 10, arbitrary: fc.constant(textBody(JSON.stringify(value))) }, { weight: 1, arbitrary: oddBody(value) }),
    )
  if (method === 'GET') return fc.constant(nothing)
  return fc.oneof({ weight: 8, arbitrary: fc.constant(nothing) }, { weight: 2, arbitrary: oddBody({}) })
}

function requestTo(endpoint: Endpoint, callers: number): fc.Arbitrary<FuzzRequest> {
  return fc
    .record({
      caller: fc.nat(callers - 1),
      path: pathOf(endpoint),
      query: queryOf(endpoint),
      headers: headersOf(endpoint),
      body: bodyOf(endpoint),
    })
    .map(({ caller, path, query, headers, body }) => ({
      endpoint,
      caller,
      path,
      query,
      headers: { ...headers, ...body.type },
      payload: body.payload,
    }))
}

/** The same requests for the same seed, spread over every operation of the document. */
export function requestsFrom(document: Document, options: { seed: number; count: number; only: RegExp; callers: number }): FuzzRequest[] {
  const operations = endpointsOf(document)
    .filter(({ path }) => options.only.test(path))
    .map((endpoint) => ({
      weight: slow.test(endpoint.operation.operationId) ? 1 : 6,
      arbitrary: requestTo(endpoint, options.callers),
    }))
  return fc.sample(fc.oneof(...operations), { seed: options.seed, numRuns: options.count })
}
