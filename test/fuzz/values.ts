// Values after the JSON Schema of the OpenAPI document: mostly valid, now and then hostile at any place, at times without a field or with one more.
import fc from 'fast-check'
import { hostileValue, hostileWord, usualDay, usualText } from './words.ts'

export interface Schema {
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
}

/** What a schema does not say: which text a field of this name understands. */
const usualByName: Record<string, readonly string[]> = {
  timeZone: ['Europe/Berlin', 'UTC', 'Asia/Riyadh'],
  email: ['anna@hollin.example', 'marta2@hollin.example', 'Käthe@hollin.example'],
  address: ['anna@hollin.example', 'a@[127.0.0.1]'],
  password: ['four brown kettles', '1234', 'password'],
  secret: ['four brown kettles', '7391', '1111'],
  current: ['four brown kettles', '7391'],
  pin: ['7391', '0000', '123456'],
  code: ['ABCD-EFGH-JKLM', 'K7'],
  badge: ['http://127.0.0.1/b#abc', 'abc'],
  setUpCode: ['ABCD-EFGH'],
  confirmation: ['Target', '12', 'Person1 Tester'],
  choices: ['{"absent":"keep"}', '{"absent":"leave"}', '{}', '{"columns":{"0":"givenName"}}', '{"columns":[]}', '[]', '7'],
  owner: ['me'],
  action: ['person.added', 'person.'],
}

/** Which ids belong in a field of this name. */
export const kindOf = (name: string): string =>
  ({ managerId: 'personId', deputyId: 'personId', personIds: 'personId', owner: 'personId', parentId: 'unitId', ownerId: 'personId' })[
    name
  ] ?? name

/** A mark for an id; `send.ts` puts one in. Mostly one of the caller's organisation. */
export const idMark = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.nat(60).map((index) => `@own/${kindOf(name)}/${index}@`) },
    { weight: 2, arbitrary: fc.nat(60).map((index) => `@other/${kindOf(name)}/${index}@`) },
    { weight: 1, arbitrary: fc.nat(60).map((index) => `@any/${index}@`) },
  )

function text(schema: Schema, name: string): fc.Arbitrary<string> {
  const usual = usualByName[name]
  if (schema.format === 'uuid') return idMark(name)
  if (schema.format === 'date-time') return fc.constantFrom('2026-12-24T08:00:00Z', '2024-02-29T23:59:59.999Z', '9999-12-31T23:59:59Z')
  if (usual) return fc.oneof(fc.constantFrom(...usual), usualText)
  if (name === 'after') return fc.nat(60).map((index) => `@cursor/${index}@`)
  if (schema.pattern?.includes('\\d{4}-\\d{2}')) return usualDay
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern), { maxLength: 30 })
  if (schema.maxLength !== undefined)
    return fc.oneof(
      { weight: 6, arbitrary: usualText },
      { weight: 1, arbitrary: fc.constantFrom(0, 1).map((more) => 'x'.repeat(schema.maxLength! + more)) },
      { weight: 2, arbitrary: hostileWord },
    )
  return usualText
}

export function valueOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 14, arbitrary: valid(schema, name) }, { weight: 1, arbitrary: hostileValue })
}

function valid(schema: Schema, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => valueOf(choice, name)))
  if (schema.type === 'string') return text(schema, name)
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer' || schema.type === 'number') {
    const [min, max] = [schema.minimum ?? 0, schema.maximum ?? 1000]
    return fc.oneof(fc.integer({ min, max }), fc.constantFrom<number>(min, max, min - 1, max + 1))
  }
  if (schema.type === 'array')
    return fc.oneof(
      { weight: 9, arbitrary: fc.array(valueOf(schema.items ?? {}, name), { minLength: schema.minItems ?? 0, maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constant(Array.from({ length: (schema.maxItems ?? 1000) + 1 }, () => `@own/${kindOf(name)}/1@`)) },
    )
  if (schema.properties) return object(schema)
  return hostileValue
}

function object(schema: Schema): fc.Arbitrary<unknown> {
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const present = { weight: required.has(name) ? 30 : 2, arbitrary: valueOf(field, name).map((value) => [[name, value]]) }
    return fc.oneof(present, { weight: 1, arbitrary: fc.constant<unknown[][]>([]) })
  })
  const more = fc.oneof(
    { weight: 20, arbitrary: fc.constant<unknown[][]>([]) },
    { weight: 1, arbitrary: fc.tuple(hostileWord, hostileValue).map((entry) => [entry]) },
    { weight: 1, arbitrary: fc.constant([['organisationId', '@other/organisationId/0@']]) },
  )
  // fromEntries makes `__proto__` a name like any other.
  return fc.tuple(...fields, more).map((parts) => Object.fromEntries(parts.flat() as [string, unknown][]))
}
