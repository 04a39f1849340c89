import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer } from '../../../test/support/server.ts'

const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
const call = (who: Person | null, method: string, url: string, body?: unknown, more: object = {}) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...more })

async function house() {
  const world = await server.organisation()
  const author = await server.person(world, { givenName: 'Ada', roles: [{ role: 'author' }] })
  const learner = await server.person(world, { givenName: 'Jo' })
  const principle = async (colour: string, icon: string, name: string, meaning: string) =>
    (await call(world.admin, 'POST', '/api/principles', { colour, icon, texts: { en: { name, meaning } } })).body.id as string
  const promise = await principle('navy', 'link', 'Keep the promise', 'We do what we said.')
  const own = await principle('leaf', 'flag', 'Own it to the end', 'Whoever hears it sees it through.')
  return { world, author, learner, promise, own }
}
const words = (prompt: string, right = 1) => ({
  prompt,
  options: ['Call at five', 'Call when it is known, even if it is nothing', 'Wait'].map((text, i) => ({
    text,
    isRight: i === right,
    feedback: `Because ${i}.`,
  })),
  explanation: 'A promise of a call is a promise too.',
})
const body = (principleId: string, more: object = {}) => ({
  principleId,
  level: 1,
  kind: 'choice',
  state: 'live',
  texts: { en: words('When do you call back?') },
  ...more,
})

test('an item is written, goes live when nothing is missing, and is found by its words', async () => {
  const { author, promise, learner } = await house()
  const made = await call(author, 'POST', '/api/items', body(promise))
  assert.equal(made.status, 201, made.text)
  assert.deepEqual(
    [made.body.key, made.body.state, made.body.version, made.body.languages, made.body.faults],
    ['keep-the-promise-01', 'live', 1, ['en'], []],
  )
  clock.advance(1_000)
  const second = await call(author, 'POST', '/api/items', body(promise, { state: 'draft', texts: { en: { prompt: 'Unfinished' } } }))
  assert.equal(second.body.key, 'keep-the-promise-02')
  assert.ok(second.body.faults.length > 2)
  const list = async (query: string) => (await call(author, 'GET', `/api/items${query}`)).body.items.map(({ key }: { key: string }) => key)
  assert.deepEqual(await list(''), ['keep-the-promise-02', 'keep-the-promise-01'])
  assert.deepEqual(
    [
      await list('?q=CALL%20known'),
      await list('?q=zebra'),
      await list('?state=draft'),
      await list('?missing=de&kind=choice'),
      await list('?level=2'),
    ],
    [['keep-the-promise-01'], [], ['keep-the-promise-02'], ['keep-the-promise-02', 'keep-the-promise-01'], []],
  )
  const page = await call(author, 'GET', '/api/items?limit=1')
  assert.deepEqual(
    (await call(author, 'GET', `/api/items?limit=1&after=${page.body.next}`)).body.items.map(({ key }: { key: string }) => key),
    ['keep-the-promise-01'],
  )
  assert.equal((await call(author, 'GET', '/api/items?after=bm8')).status, 422)
  assert.deepEqual(
    [
      (await call(learner, 'GET', '/api/items')).status,
      (await call(learner, 'POST', '/api/items', body(promise))).status,
      (await call(null, 'GET', '/api/items')).status,
    ],
    [403, 403, 401],
  )
})

test('what is not ready is refused with each place, a draft is kept', async () => {
  const { author, promise } = await house()
  const unready = body(promise, { texts: { en: { ...words('Which?'), explanation: '' }, de: { ...words('Welche?', 0) } } })
  const { status, body: problem } = await call(author, 'POST', '/api/items', unready)
  assert.deepEqual([status, problem.type], [422, '/problems/item-not-ready'])
  assert.deepEqual(
    problem.errors.map(({ pointer }: { pointer: string }) => pointer),
    ['/texts/en/explanation', '/texts/de/options/0', '/texts/de/options/1'],
  )
  assert.equal((await call(author, 'POST', '/api/items', { ...unready, state: 'draft' })).status, 201)
  assert.equal((await call(author, 'POST', '/api/items', body(newId()))).body.type, '/problems/principle-unknown')
  assert.equal((await call(author, 'POST', '/api/items', body(promise, { key: 'Not A Key' }))).status, 422)
  assert.equal((await call(author, 'POST', '/api/items', body(promise, { texts: {} }))).status, 422)
})

test('a change keeps the version before, moves its principle, and two at once do not overwrite each other', async () => {
  const { author, promise, own, world } = await house()
  const { id } = (await call(author, 'POST', '/api/items', body(promise))).body
  const changed = await call(author, 'PUT', `/api/items/${id}`, body(own, { texts: { en: words('When?'), de: words('Wann?') } }), {
    version: 1,
  })
  assert.deepEqual([changed.status, changed.body.version, changed.body.languages, changed.body.principle.id], [200, 2, ['en', 'de'], own])
  assert.equal((await call(author, 'PUT', `/api/items/${id}`, body(own), { version: 1 })).status, 412)
  const uses = async (principleId: string) =>
    (await call(author, 'GET', `/api/principles/${principleId}/uses?kind=practice-item`)).body.items.length
  assert.deepEqual([await uses(promise), await uses(own)], [0, 1])
  await call(author, 'PUT', `/api/items/${id}`, body(own, { state: 'retired' }), { version: 2 })
  assert.equal(await uses(own), 0)
  assert.deepEqual((await call(author, 'GET', '/api/items')).body.items, [])
  assert.equal((await call(author, 'GET', '/api/items?state=retired')).body.items.length, 1)
  const other = await server.organisation()
  assert.equal((await call(other.admin, 'GET', `/api/items/${id}`)).status, 403)
  const theirs = await server.person(other, { roles: [{ role: 'author' }] })
  assert.equal((await call(theirs, 'GET', `/api/items/${id}`)).status, 404)
  assert.equal((await call(theirs, 'PUT', `/api/items/${id}`, body(own), { version: 3 })).status, 404)
  void world
})

const file = (items: object[]) => JSON.stringify(items, null, 2)
const inFile = (key: string, theme: string, more: object = {}) => ({ key, theme, level: 1, kind: 'choice', ...words(`${key}?`), ...more })

test('a file is tried, taken in, exported again the same, and taken in twice it changes nothing', async () => {
  const { author, promise, own } = await house()
  const text = file([inFile('promise-01', 'promise'), inFile('own-01', 'own', { families: ['warehouse'] })])
  const trial = await call(author, 'POST', '/api/item-imports', { text, language: 'en', isTrial: true })
  assert.deepEqual(
    [trial.status, trial.body.added, trial.body.themes],
    [
      200,
      2,
      [
        { theme: 'promise', items: 1, principleId: promise },
        { theme: 'own', items: 1, principleId: own },
      ],
    ],
  )
  assert.deepEqual((await call(author, 'GET', '/api/items')).body.items, [])
  assert.equal((await call(author, 'POST', '/api/item-imports', { text, language: 'en', state: 'live' })).body.added, 2)
  assert.equal((await call(author, 'POST', '/api/item-imports', { text, language: 'en' })).body.unchanged, 2)
  const german = file([inFile('promise-01', 'promise', words('Wann rufst du zurück?'))])
  assert.equal((await call(author, 'POST', '/api/item-imports', { text: german, language: 'de' })).body.changed, 1)
  const out = await call(author, 'GET', '/api/item-exports?language=en')
  assert.match(String(out.headers['content-disposition']), /items-en\.json/)
  assert.equal((await call(author, 'POST', '/api/item-imports', { text: out.text, language: 'en' })).body.unchanged, 2)
  assert.equal(JSON.parse((await call(author, 'GET', '/api/item-exports?language=de&theme=promise')).text).length, 1)
})

test('an update leaves what was changed here alone', async () => {
  const { author } = await house()
  await call(author, 'POST', '/api/item-imports', {
    text: file([inFile('promise-01', 'promise'), inFile('promise-02', 'promise')]),
    language: 'en',
    state: 'live',
  })
  const [second] = (await call(author, 'GET', '/api/items?q=promise-02')).body.items
  const item = (await call(author, 'GET', `/api/items/${second.id}`)).body
  await call(author, 'PUT', `/api/items/${item.id}`, body(item.principleId, { key: item.key, texts: { en: words('In our own words?') } }), {
    version: 1,
  })
  const update = file([inFile('promise-01', 'promise', words('New?')), inFile('promise-02', 'promise', words('New?'))])
  const { body: reply } = await call(author, 'POST', '/api/item-imports', { text: update, language: 'en' })
  assert.deepEqual([reply.changed, reply.kept], [1, 1])
  assert.equal((await call(author, 'GET', `/api/items/${item.id}`)).body.prompt, 'In our own words?')
})

test('a file with a mistake is taken not at all, and says where', async () => {
  const { author } = await house()
  const text = file([inFile('promise-01', 'promise'), inFile('promise-02', 'promise', { level: 9 })])
  const { body: reply } = await call(author, 'POST', '/api/item-imports', { text, language: 'en' })
  assert.deepEqual([reply.added, reply.faults.length, reply.faults[0].message], [0, 1, 'level is 1, 2, 3 or 4'])
  assert.equal(text.split('\n')[reply.faults[0].line - 1]!.trim(), '"level": 9,')
  assert.equal(
    (await call(author, 'POST', '/api/item-imports', { text: file([inFile('zebra-01', 'zebra')]), language: 'en' })).body.type,
    '/problems/theme-unknown',
  )
  await call(author, 'POST', '/api/item-imports', { text: file([inFile('promise-01', 'promise')]), language: 'en' })
  const turned = await call(author, 'POST', '/api/item-imports', {
    text: file([inFile('promise-01', 'promise', words('Wann?', 0))]),
    language: 'de',
  })
  assert.match(turned.body.faults[0].message, /^promise-01 is not right where it is in the other language/)
})
