import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import { newId } from '#platform/ids.ts'
import { asksOf, publishedScenario, reviewedScenario } from '../../../test/support/published-scenario.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'

const guide = readFileSync(new URL('../../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
const example = guide.split('```')[1]?.trimStart() ?? ''
const keyed = (key: string): string => example.replace('key: parcel-broken', `key: ${key}`)

let server: TestServer
let world: World
let author: Person
let second: Person & { id: string }
let learner: Person & { id: string }
let count = 0

before(async () => {
  server = await testServer()
  world = await server.organisation()
  author = await server.person(world, { roles: [{ role: 'author' }] })
  second = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  learner = await server.person(world)
  const lead = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  for (const [name, colour, icon] of [
    ['See the person', 'sky', 'eye'],
    ['Own it to the end', 'moss', 'flag'],
  ])
    await server.call(lead, 'POST', '/api/principles', { body: { colour, icon, texts: { en: { name, meaning: 'We do.' } } } })
})

const made = async (text = keyed(`example-${++count}`)) =>
  (await server.call(author, 'POST', '/api/scenarios', { body: { language: 'en', text } })).body
const asks = (who: Person) => asksOf(server, who)
const published = async () => {
  const { id } = await made()
  const done = await publishedScenario(id, asks(author), asks(second))
  assert.equal(done.status, 201, done.text)
  return id as string
}
const choose = (...indexes: number[]) => indexes.map((index) => ({ kind: 'choice', index }))
const playOf = (scenarioId: string, moves: unknown[], more: object = {}) => ({
  id: newId(),
  scenarioId,
  number: 1,
  language: 'en',
  isTimed: true,
  startedAt: '2026-11-20T08:00:00.000Z',
  moves,
  ...more,
})
const send = (who: Person, body: unknown) => server.call(who, 'POST', '/api/scenario-plays', { body })

test('a draft is kept as it is typed and published when it has no fault', async () => {
  const { id, version, findings, text } = await made()
  assert.deepEqual(
    findings.filter(({ isError }: { isError: boolean }) => isError),
    [],
  )
  const broken = text.replace('-> paid', '-> padi')
  const kept = await server.call(author, 'PUT', `/api/scenarios/${id}/draft`, { body: { text: broken }, version })
  assert.deepEqual([kept.status, kept.body.text === broken, kept.body.state], [200, true, 'draft'])
  const refused = await server.call(author, 'POST', `/api/scenarios/${id}/publications`, { body: {} })
  assert.equal((await server.call(author, 'POST', `/api/scenarios/${id}/review-requests`)).body.type, '/problems/scenario-faulty')
  assert.deepEqual([refused.status, refused.body.type], [409, '/problems/scenario-faulty'])
  assert.ok(
    refused.body.errors.some(({ detail }: { detail: string }) => /^\d+:\d+ target-unknown padi$/.test(detail)),
    refused.text,
  )
  const stale = await server.call(author, 'PUT', `/api/scenarios/${id}/draft`, { body: { text }, version })
  assert.equal(stale.status, 412)
  await server.call(author, 'PUT', `/api/scenarios/${id}/draft`, { body: { text }, version: kept.body.version })
  const done = await publishedScenario(id, asks(author), asks(second), 'The first one')
  assert.deepEqual([done.status, done.body], [201, { number: 1, languages: ['en'], left: [] }])
  const studio = await server.call(author, 'GET', `/api/scenarios/${id}`)
  assert.deepEqual([studio.body.state, studio.body.liveNumber, studio.body.reviewState], ['live', 1, null])
  const [{ note, reviewer }] = studio.body.versions
  assert.deepEqual([studio.body.versions.length, note, reviewer.id], [1, 'The first one', second.id])
})

test('a key is one scenario’s, and stays once it is live', async () => {
  const id = await published()
  const { body: now } = await server.call(author, 'GET', `/api/scenarios/${id}`)
  const twice = await server.call(author, 'POST', '/api/scenarios', { body: { language: 'en', text: keyed(now.key) } })
  assert.equal(twice.body.type, '/problems/scenario-key-taken')
  const renamed = await server.call(author, 'PUT', `/api/scenarios/${id}/draft`, {
    body: { text: keyed('another-name') },
    version: now.version,
  })
  assert.deepEqual([renamed.status, renamed.body.key, renamed.body.state], [200, now.key, 'changed'])
  assert.equal((await server.call(author, 'POST', '/api/scenarios', { body: { language: 'en', text: 'nothing' } })).status, 422)
  assert.equal((await server.call(author, 'DELETE', `/api/scenarios/${id}`)).status, 409)
  const { id: draft } = await made()
  assert.equal((await server.call(author, 'DELETE', `/api/scenarios/${draft}`)).status, 204)
})

test('a translation is published when all of it is there, and the phone gets its own language', async () => {
  const { id, text } = await made()
  const german = text.replace('title: It came broken', 'title: Es kam zerbrochen')
  const taken = await server.call(author, 'PUT', `/api/scenarios/${id}/translations/de/text`, { body: { text: german } })
  assert.deepEqual(
    [taken.status, taken.body.translations.find(({ language }: { language: string }) => language === 'de').missing],
    [200, 0],
  )
  const other = await server.call(author, 'PUT', `/api/scenarios/${id}/translations/de/text`, {
    body: { text: german.replace('(trust +1)', '(trust +2)') },
  })
  assert.equal(other.body.type, '/problems/structure-differs')
  const partly = { title: { from: 'It came broken', words: 'وصل مكسورًا' } }
  const arabic = await server.call(author, 'PUT', `/api/scenarios/${id}/translations/ar`, { body: { words: partly } })
  assert.equal(arabic.body.translations.find(({ language }: { language: string }) => language === 'ar').done, 1)
  const done = await publishedScenario(id, asks(author), asks(second))
  assert.deepEqual(done.body, { number: 1, languages: ['en', 'de'], left: ['ar'] })
  const read = async (language: string) => (await server.call(learner, 'GET', `/api/learning/scenarios/${id}?language=${language}`)).body
  assert.match((await read('de')).text, /Es kam zerbrochen/)
  assert.equal((await read('ar')).language, 'en')
  const { body } = await server.call(author, 'GET', `/api/scenarios/${id}`)
  const changed = await server.call(author, 'PUT', `/api/scenarios/${id}/draft`, {
    body: { text: text.replace('For Sunday.', 'For Monday.') },
    version: body.version,
  })
  const { changed: stale, done: still } = changed.body.translations.find(({ language }: { language: string }) => language === 'de')
  assert.deepEqual([stale, still > 20], [1, true])
  const versions = await server.call(author, 'GET', `/api/scenarios/${id}/versions/1`)
  assert.deepEqual(
    versions.body.texts.map(({ language }: { language: string }) => language),
    ['de', 'en'],
  )
})

test('themes mean the principles that speak of them, until somebody says another', async () => {
  const { id, themes } = await made()
  const own = themes.find(({ theme }: { theme: string }) => theme === 'own')
  assert.deepEqual([own.principle.name, own.isGuess], ['Own it to the end', true])
  assert.equal(themes.find(({ theme }: { theme: string }) => theme === 'easy').principle, null)
  const said = await server.call(author, 'PUT', '/api/scenario-themes', { body: { theme: 'easy', principleId: own.principle.id } })
  assert.equal(said.status, 204)
  const after = (await server.call(author, 'GET', `/api/scenarios/${id}`)).body.themes
  assert.equal(after.find(({ theme }: { theme: string }) => theme === 'easy').principle.id, own.principle.id)
  assert.equal(
    (await server.call(author, 'PUT', '/api/scenario-themes', { body: { theme: 'easy', principleId: newId() } })).body.type,
    '/problems/principle-unknown',
  )
  assert.equal((await server.call(author, 'PUT', '/api/scenario-themes', { body: { theme: 'easy', principleId: null } })).status, 204)
  const live = await published()
  const tagged = await server.call(learner, 'GET', `/api/principles/${own.principle.id}`)
  assert.ok(tagged.text.includes(`/learn/scenarios/${live}`), 'the principle’s page leads to it')
})

test('a play is logged choice by choice with its state, once, however often it is sent', async () => {
  const id = await published()
  const first = playOf(id, choose(0))
  assert.deepEqual((await send(learner, first)).body, { id: first.id, moves: 1, at: 'tell', quality: null })
  const open = (await server.call(learner, 'GET', `/api/learning/scenarios/${id}`)).body.open
  assert.deepEqual([open.id, open.moves], [first.id, choose(0)])
  const whole = { ...first, moves: choose(0, 0) }
  for (let times = 0; times < 3; times++)
    assert.deepEqual((await send(learner, whole)).body, { id: first.id, moves: 2, at: 'calm', quality: 'good' })
  assert.equal((await send(learner, first)).body.quality, 'good', 'a late shorter one changes nothing')
  assert.equal((await send(learner, { ...first, moves: choose(0, 1) })).status, 201)
  const own = (await server.call(learner, 'GET', `/api/people/${learner.id}/personal-data`)).text
  assert.ok(own.includes('tell/1') && own.includes(first.id), 'it is in the person’s own export')
  const report = await server.call(author, 'GET', `/api/scenarios/${id}/report`)
  assert.deepEqual([report.body.all, report.body.scenes], [null, []], 'one person is too few')
  const after = (await server.call(learner, 'GET', `/api/learning/scenarios/${id}`)).body
  assert.deepEqual([after.open, after.lastQuality], [null, 'good'])
  const list = (await server.call(learner, 'GET', '/api/learning/scenarios')).body.items.find((one: { id: string }) => one.id === id)
  assert.deepEqual([list.lastQuality, list.isOpen], ['good', false])
})

test('what nobody can have played is refused', async () => {
  const id = await published()
  assert.equal((await send(learner, playOf(id, choose(0, 9)))).status, 422)
  assert.equal((await send(learner, playOf(id, choose(1, 1)))).body.type, '/problems/play-impossible', 'the money was not on offer')
  assert.equal((await send(learner, playOf(id, [{ kind: 'time' }], { isTimed: false }))).body.type, '/problems/play-impossible')
  assert.equal((await send(learner, playOf(id, [{ kind: 'time' }]))).status, 201)
  assert.equal((await send(learner, playOf(newId(), []))).status, 404)
  const begun = playOf(id, choose(0))
  await send(learner, begun)
  assert.equal((await send(learner, { ...begun, moves: choose(1, 2) })).status, 409, 'the log only grows')
  const elsewhere = await server.organisation()
  const stranger = await server.person(elsewhere)
  assert.equal((await send(stranger, playOf(id, choose(0)))).status, 404)
})

test('a good or defensible ending is evidence, a poor one is none', async () => {
  const player = await server.person(world)
  const pieces = async () =>
    (await server.call(player, 'GET', `/api/people/${player.id}/standing`)).body.evidence.map(
      ({ kind, level, outcome, source }: Record<string, unknown>) => [kind, level, outcome, source],
    )
  const id = await published()
  assert.equal((await send(player, playOf(id, choose(1, 2)))).body.quality, 'poor')
  assert.deepEqual(await pieces(), [])
  const paid = playOf(id, choose(0, 1))
  assert.equal((await send(player, paid)).body.quality, 'defensible')
  await send(player, paid)
  assert.deepEqual(await pieces(), [['scenario', 1, 'met', 'scenario']])
})

test('the report counts choices, where people leave and how it ends, from five people on', async () => {
  const id = await published()
  const people = await Promise.all(Array.from({ length: 5 }, () => server.person(world)))
  const ways = [choose(0, 0), choose(0, 0), choose(0, 1), choose(0), choose(1, 2)]
  for (const [index, person] of people.entries()) await send(person, playOf(id, ways[index]!))
  const { body } = await server.call(author, 'GET', `/api/scenarios/${id}/report`)
  assert.deepEqual(body.all, { plays: 5, people: 5 })
  const [start, tell] = body.scenes
  assert.deepEqual([start.plays, start.left, start.ways.map(({ plays }: { plays: number }) => plays)], [5, 0, [4, 1, 0]])
  assert.deepEqual([tell.plays, tell.left], [5, 1])
  assert.deepEqual(
    body.endings.map(({ ending, plays }: { ending: string; plays: number }) => [ending, plays]),
    [
      ['calm', 2],
      ['paid', 1],
      ['gone', 1],
    ],
  )
  assert.deepEqual(
    body.principles.map(({ principle, kept, cost }: { principle: { name: string }; kept: number; cost: number }) => [
      principle.name,
      kept,
      cost,
    ]),
    [
      ['See the person', 4, 1],
      ['Own it to the end', 3, 1],
    ],
    'what a choice keeps or costs; nothing from scenes with too few people',
  )
  const csv = await server.call(author, 'GET', `/api/scenarios/${id}/report-exports`)
  const lines = csv.text.trim().split('\r\n')
  assert.equal(lines[0]!.replace('\ufeff', ''), 'scene,title,kind,words,leads_to,keeps,costs,plays,percent')
  assert.equal(lines[1], 'start,The second time,choice,Say that you are sorry and ask what happened.,tell,See the person,,4,80')
  assert.ok(lines.includes('tell,What happened,stopped,,,,,1,20'))
  assert.ok(lines.includes('insist,She stays on the line,too few,,,,,,'))
  assert.ok(lines.includes('calm,She can look forward to Sunday,ending,good,,,,2,50'))
  assert.equal((await server.call(learner, 'GET', `/api/scenarios/${id}/report-exports`)).status, 403)
  assert.ok(people.every(({ id: personId }) => !JSON.stringify(body).includes(personId) && !csv.text.includes(personId)))
  assert.deepEqual(
    body.scenes.find(({ scene }: { scene: string }) => scene === 'insist'),
    { scene: 'insist', title: 'She stays on the line', plays: null, left: null, ways: [] },
    'where fewer than five came, nothing is shown',
  )
  await send(people[3]!, playOf(id, choose(0, 2, 1)))
  const again = (await server.call(author, 'GET', `/api/scenarios/${id}/report`)).body
  assert.deepEqual([again.all, again.scenes[1].plays, again.scenes[1].left], [{ plays: 6, people: 5 }, 6, 1])
  const first = (await server.call(author, 'GET', `/api/scenarios/${id}/report?first=yes`)).body
  assert.equal(first.all.plays, 5)
  assert.equal((await server.call(learner, 'GET', `/api/scenarios/${id}/report`)).status, 403)
})

test('what is retired is played no more, and comes back', async () => {
  const id = await published()
  const at = `/api/learning/scenarios/${id}`
  assert.equal((await server.call(author, 'PUT', `/api/scenarios/${id}/retirement`, { body: { isRetired: true } })).body.state, 'retired')
  assert.equal((await server.call(learner, 'GET', at)).status, 404)
  assert.equal((await server.call(author, 'PUT', `/api/scenarios/${id}/retirement`, { body: { isRetired: false } })).body.state, 'live')
  assert.equal((await server.call(learner, 'GET', at)).status, 200)
})

test('whoever wrote in it is not the one who finds it good, and any word written after asks for that again', async () => {
  const { id, text } = await made()
  const at = (part: string) => `/api/scenarios/${id}/${part}`
  const state = async () => (await server.call(author, 'GET', `/api/scenarios/${id}`)).body
  assert.equal((await server.call(author, 'POST', at('publications'), { body: {} })).body.type, '/problems/second-person-needed')
  const asked = await server.call(author, 'POST', at('review-requests'))
  assert.deepEqual([asked.status, asked.body.reviewState, asked.body.review.mayReview], [201, 'in-review', false])
  const listed = await server.call(second, 'GET', '/api/scenarios?state=in-review')
  assert.ok(listed.body.items.some((row: { id: string }) => row.id === id))
  assert.equal(listed.body.counts['in-review'], listed.body.items.length)
  const { version } = asked.body
  assert.equal(
    (await server.call(author, 'POST', at('reviews'), { body: { verdict: 'good' }, version })).body.type,
    '/problems/second-person-needed',
  )
  assert.equal((await server.call(learner, 'POST', at('reviews'), { body: { verdict: 'good' }, version })).status, 403)
  const back = await server.call(second, 'POST', at('reviews'), { body: { verdict: 'change', words: 'Name the shop.' }, version })
  assert.deepEqual([back.body.reviewState, back.body.review.words], ['returned', 'Name the shop.'])
  // What was asked for stays in sight while it is changed.
  const changed = await server.call(author, 'PUT', at('draft'), { body: { text: text.replace('For Sunday.', 'For Monday.') }, version })
  assert.deepEqual([changed.body.reviewState, changed.body.review.words], ['writing', 'Name the shop.'])
  await reviewedScenario(id, asks(author), asks(second))
  assert.equal((await state()).reviewState, 'approved')
  const words = { title: { from: 'It came broken', words: 'Es kam zerbrochen' } }
  assert.equal((await server.call(author, 'PUT', at('translations/de'), { body: { words } })).body.reviewState, 'writing')
  assert.equal((await server.call(author, 'POST', at('publications'), { body: {} })).body.type, '/problems/second-person-needed')
  // A reader's word holds for what was read, not for what was asked for again meanwhile.
  const first = await server.call(author, 'POST', at('review-requests'))
  await server.call(author, 'PUT', at('translations/de'), { body: { words: {} } })
  await server.call(author, 'POST', at('review-requests'))
  assert.equal((await server.call(second, 'POST', at('reviews'), { body: { verdict: 'good' }, version: first.body.version })).status, 412)
  // Whoever helps to write is a writer too.
  const now = await state()
  await server.call(second, 'PUT', at('draft'), { body: { text }, version: now.version })
  const again = await server.call(author, 'POST', at('review-requests'))
  assert.equal(
    (await server.call(second, 'POST', at('reviews'), { body: { verdict: 'good' }, version: again.body.version })).body.type,
    '/problems/second-person-needed',
  )
})

test('the Studio pages of one scenario and of its report, and playing it, ask the database at most five times', async () => {
  const id = await published()
  for (const [who, path] of [
    [author, `/api/scenarios/${id}`],
    [author, '/api/scenarios'],
    [author, `/api/scenarios/${id}/report`],
    [learner, `/api/learning/scenarios/${id}`],
  ] as const) {
    const { read, statements } = await countingStatements(server.platform.db, () => server.call(who, 'GET', path))
    assert.equal(read.status, 200)
    assert.ok(statements <= 5, `${path}: ${statements}`)
  }
})
