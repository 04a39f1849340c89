import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { participant } from './participant.ts'

type Known = Person & { id: string }
const clock = fixedClock('2026-11-30T08:00:00Z')
let server: TestServer
let world: World
let author: Known
let second: Known
let packer: Known
let agent: Known
let principleId: string
let lessonId: string
const say = (who: Person | null, method: string, url: string, body?: object, more: object = {}) =>
  server.call(who, method, url, { ...(body ? { body } : {}), ...more })
/** A second person's judgement of the words as they stand. */
async function judge(who: Person, body: object, language = 'en', id = lessonId, version?: number) {
  const seen = version ?? (await textOf(language, id)).draft.version
  return say(who, 'POST', `${draftPath(language, id)}/reviews`, body, { version: seen })
}

const words = (count: number) => 'word '.repeat(count).trim()
const option = (text: string, isRight: boolean, feedback = `Why ${text}.`) => ({ text, isRight, feedback })
const blocks = (more: object[] = []) => [
  ...['company', 'me', 'customer'].map((who) => ({ kind: 'why', who, text: words(100) })),
  { kind: 'what', text: words(300) },
  { kind: 'how', family: null, text: 'Everybody breathes out.' },
  { kind: 'how', family: 'warehouse', text: words(90) },
  { kind: 'how', family: 'contact-centre', text: words(100) },
  { kind: 'question', isMultiple: false, prompt: 'What comes first?', options: [option('To listen', true), option('To refund', false)] },
  { kind: 'question', isMultiple: true, prompt: 'What helps?', options: [option('A', true), option('B', true), option('C', false)] },
  { kind: 'reflect', prompt: 'When were you heard?' },
  ...more,
  { kind: 'commit', prompt: 'What will you do this week?', suggestions: ['Say it back once a day'] },
]
const draftPath = (language = 'en', id = lessonId) => `/api/lessons/${id}/drafts/${language}`
const save = (who: Person, version: number, body: object = {}, language = 'en', id = lessonId) =>
  say(who, 'PUT', draftPath(language, id), { title: 'Listen first', blocks: blocks(), ...body }, { version })
const textOf = async (language = 'en', id = lessonId) =>
  (await say(author, 'GET', `/api/lessons/${id}`)).body.texts.find((one: { language: string }) => one.language === language)
const count = async (table: string, personId: string) => {
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const [row] = await ctx.read((tx) =>
    tx.run(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where person_id = ${personId}`),
  )
  return row!.n
}

/** A complete draft is read by the second person and goes live. */
async function letGo(id: string): Promise<void> {
  const done = [
    await say(author, 'POST', `${draftPath('en', id)}/review-requests`),
    await judge(second, { verdict: 'good' }, 'en', id),
    await say(author, 'POST', `${draftPath('en', id)}/publications`, {}),
  ]
  for (const { status, text } of done) assert.equal(status, 201, text)
}
/** From a new title to what people are taught. */
async function publish(title: string, more: object = {}): Promise<string> {
  clock.advance(1000)
  const made = await say(author, 'POST', '/api/lessons', { title, language: 'en', level: 1, ...more })
  assert.equal(made.status, 201, made.text)
  assert.equal((await save(author, 1, { title }, 'en', made.body.id)).status, 200)
  await letGo(made.body.id)
  return made.body.id
}

before(async () => {
  server = await testServer({ clock })
  world = await server.organisation()
  const roleOf = async (name: string) => (await say(world.admin, 'POST', '/api/job-roles', { name })).body.id
  author = await server.person(world, { roles: [{ role: 'author' }] })
  second = await server.person(world, { roles: [{ role: 'author' }] })
  packer = await server.person(world, { jobRoleId: await roleOf('Packer') })
  agent = await server.person(world, { jobRoleId: await roleOf('Service agent') })
  const principle = { colour: 'sky', icon: 'eye', texts: { en: { name: 'See the person', meaning: 'Hear the whole story.' } } }
  principleId = (await say(world.admin, 'POST', '/api/principles', principle)).body.id
})

test('a lesson begins with a title and the headings to write under', async () => {
  const made = await say(author, 'POST', '/api/lessons', { title: 'Listen first', language: 'en', level: 1, principleId })
  assert.equal(made.status, 201, made.text)
  lessonId = made.body.id
  assert.equal(made.body.key, 'listen-first')
  const { draft } = await textOf()
  assert.deepEqual(
    draft.blocks.map((block: { kind: string }) => block.kind),
    ['why', 'why', 'why', 'what', 'how', 'how', 'commit'],
  )
  assert.ok(draft.missing.some(({ what }: { what: string }) => what === 'why-company'))
  const twin = await say(author, 'POST', '/api/lessons', { title: 'Listen, first', language: 'en', level: 1 })
  assert.equal(twin.body.key, 'listen-first-2')
  assert.equal((await say(author, 'DELETE', draftPath('en', twin.body.id))).status, 204)
  assert.equal(
    (await say(author, 'GET', `/api/lessons/${twin.body.id}`)).status,
    404,
    'a lesson that was never more than a draft goes with it',
  )
})

test('what is typed is saved as it stands, and nobody writes over another', async () => {
  const saved = await save(author, 1, { blocks: blocks().slice(0, 2) })
  assert.deepEqual([saved.status, saved.body.version, saved.body.state], [200, 2, 'writing'], saved.text)
  assert.equal((await save(second, 1)).status, 412)
  assert.equal((await save(author, 2, {}, 'ar')).status, 412, 'there is no Arabic draft yet: it begins at 0')
  assert.equal((await say(author, 'PUT', draftPath(), { title: 'T', blocks: [] })).status, 428)
  assert.equal((await save(author, 2, { blocks: [{ kind: 'poem', text: '' }] })).status, 422)
  assert.equal((await save(packer, 2)).status, 403)
  assert.equal((await save(author, 0, {}, 'en', newId())).status, 404)
  const other = await server.organisation()
  const stranger = await server.person(other, { roles: [{ role: 'author' }] })
  assert.equal((await save(stranger, 2)).status, 404)
})

test('publishing is refused with everything that is missing, and without a second person', async () => {
  const early = await say(author, 'POST', `${draftPath()}/publications`, {})
  assert.deepEqual([early.status, early.body.type], [409, '/problems/lesson-incomplete'])
  const named = early.body.errors.map(({ detail }: { detail: string }) => detail)
  assert.deepEqual(named, ['why-customer', 'what', 'variants', 'commit', 'too-short'])
  assert.equal((await say(author, 'POST', `${draftPath()}/review-requests`)).body.type, '/problems/lesson-incomplete')
  await save(author, 2)
  assert.equal((await say(author, 'POST', `${draftPath()}/publications`, {})).body.type, '/problems/second-person-needed')
  assert.equal((await judge(second, { verdict: 'good' })).status, 409, 'nobody has asked')
  assert.equal((await say(author, 'POST', `${draftPath()}/review-requests`)).status, 201)
  assert.equal((await judge(author, { verdict: 'good' })).body.type, '/problems/second-person-needed')
  assert.equal((await judge(second, { verdict: 'change' })).status, 422, 'a no says what to change')
  const returned = await judge(second, { verdict: 'change', words: 'Name an example.' })
  assert.deepEqual([returned.body.texts[0].draft.state, returned.body.texts[0].draft.reviewWords], ['returned', 'Name an example.'])
})

test('a look that was given holds only for the words that were seen', async () => {
  let { version } = (await textOf()).draft
  await save(author, version)
  await say(author, 'POST', `${draftPath()}/review-requests`)
  assert.equal((await judge(second, { verdict: 'good' })).status, 201)
  version = (await textOf()).draft.version
  assert.equal(
    (await judge(second, { verdict: 'good' }, 'en', lessonId, version - 1)).status,
    412,
    'of other words than those that stand there',
  )
  await save(second, version)
  assert.equal((await say(author, 'POST', `${draftPath()}/publications`, {})).body.type, '/problems/second-person-needed')
  await say(author, 'POST', `${draftPath()}/review-requests`)
  assert.equal((await judge(second, { verdict: 'good' })).status, 409, 'now both have written in it')
  const third = await server.person(world, { roles: [{ role: 'hr' }] })
  assert.equal((await judge(third, { verdict: 'good' })).status, 201)
  assert.equal((await say(third, 'POST', `${draftPath()}/publications`, {})).status, 403)
  const live = await say(author, 'POST', `${draftPath()}/publications`, { note: 'First' })
  assert.equal(live.status, 201, live.text)
  assert.deepEqual([live.body.texts[0].live.number, live.body.texts[0].live.note, live.body.reviewOn], [1, 'First', '2027-11-30'])
  assert.equal(live.body.texts[0].draft, null)
  const uses = await say(packer, 'GET', `/api/principles/${principleId}/uses?kind=lesson`)
  assert.equal(uses.body.items?.[0]?.title ?? uses.text, 'Listen first')
})

test('history keeps every version word for word; translations know when they are behind', async () => {
  assert.equal((await save(author, 0, { title: 'Erst zuhören', sourceNumber: 1 }, 'de')).status, 200)
  await say(author, 'POST', `${draftPath('de')}/review-requests`)
  await judge(second, { verdict: 'good' }, 'de')
  assert.equal((await say(author, 'POST', `${draftPath('de')}/publications`, {})).status, 201)
  assert.equal((await textOf('de')).isOutdated, false)
  assert.equal((await save(author, 0, { title: 'Listen, then solve', blocks: blocks() })).status, 200)
  await say(author, 'POST', `${draftPath()}/review-requests`)
  await judge(second, { verdict: 'good' })
  assert.equal((await say(author, 'POST', `${draftPath()}/publications`, { note: 'Clearer title' })).status, 201)
  assert.equal((await textOf('de')).isOutdated, true)
  const versions = (await say(author, 'GET', `/api/lessons/${lessonId}/versions/en`)).body.items
  assert.deepEqual(
    versions.map(({ number, title }: { number: number; title: string }) => `${number} ${title}`),
    ['2 Listen, then solve', '1 Listen first'],
  )
  const old = await say(author, 'GET', `/api/lessons/${lessonId}/versions/en/1`)
  assert.deepEqual([old.body.title, old.body.blocks.length], ['Listen first', blocks().length])
  assert.equal((await say(author, 'GET', `/api/lessons/${lessonId}/versions/en/9`)).status, 404)
})

test('the list finds lessons by words and state, and says what waits', async () => {
  const list = await say(author, 'GET', '/api/lessons?q=listen&state=live')
  assert.equal(list.body.items.length, 1, list.text)
  assert.deepEqual(
    list.body.items[0].texts.map(
      (one: { language: string; state: string; isOutdated: boolean }) => `${one.language} ${one.state} ${one.isOutdated}`,
    ),
    ['en live false', 'de live true'],
  )
  assert.equal((await say(author, 'GET', '/api/lessons?state=in-review')).body.items.length, 0)
  const { version } = (await say(author, 'GET', `/api/lessons/${lessonId}`)).body
  const due = await say(author, 'PATCH', `/api/lessons/${lessonId}`, { reviewOn: '2026-11-30' }, { version })
  assert.equal(due.body.isReviewDue, true, due.text)
  assert.equal((await say(author, 'GET', '/api/lessons?state=due')).body.counts.due, 1)
  assert.equal((await say(author, 'PATCH', `/api/lessons/${lessonId}`, { level: 2 }, { version })).status, 412)
  const foreign = await say(author, 'PATCH', `/api/lessons/${lessonId}`, { principleId: newId() }, { version: version + 1 })
  assert.equal(foreign.body.type, '/problems/principle-unknown')
})

test('a lesson leaves in its text form and comes in by it, with line and column for what can’t be read', async () => {
  const out = await say(author, 'GET', `/api/lessons/${lessonId}/text/en`)
  assert.match(out.text, /^---\nkey: listen-first\ntitle: Listen, then solve\nlevel: 1\n/)
  assert.match(String(out.headers['content-disposition']), /listen-first\.en\.md/)
  assert.equal((await say(author, 'GET', `/api/lessons/${lessonId}/text/ar`)).status, 404)
  const faulty = await say(author, 'POST', '/api/lesson-imports', { language: 'en', text: out.text.replace('## what', '## whence') })
  assert.equal(faulty.status, 422)
  assert.match(faulty.body.errors[0].detail, /^Line \d+, column 4: "whence" is no heading/)
  const text = out.text.replace('listen-first', 'new-key')
  const made = await say(author, 'POST', '/api/lesson-imports', { language: 'en', text })
  assert.deepEqual([made.status, made.body.key, made.body.texts[0].draft.missing], [201, 'new-key', []], made.text)
  assert.equal((await say(author, 'POST', '/api/lesson-imports', { language: 'en', text })).body.type, '/problems/draft-is-there')
  assert.equal((await say(author, 'POST', '/api/lesson-imports', { language: 'en', text, replaces: true })).status, 201)
  assert.equal((await say(author, 'GET', `/api/lessons/${made.body.id}/text/en`)).text, text)
  assert.equal(
    (await say(author, 'POST', '/api/lesson-imports', { language: 'en', text: `${text}\n## question single\n- [x] ${'a'.repeat(301)}\n` }))
      .status,
    422,
  )
  await say(author, 'DELETE', draftPath('en', made.body.id))
})

test('a picture, a video and captions are known by their bytes, and a phone gets a video piece by piece', async () => {
  const upload = (name: string, bytes: Buffer) => server.upload(author, `/api/lessons/${lessonId}/files`, { name, bytes })
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const ear = await upload('Ear.SVG', svg)
  assert.deepEqual([ear.status, ear.body.name], [201, 'ear.svg'], ear.text)
  assert.equal((await upload('again.svg', svg)).body.name, 'ear.svg', 'the same bytes come in once')
  assert.equal((await upload('ear.svg', Buffer.from('<svg/>'))).body.name, 'ear-2.svg', 'a name keeps its bytes')
  assert.equal((await upload('ear.png', Buffer.from('MZ no picture'))).body.type, '/problems/file-refused')
  const shown = await say(packer, 'GET', `/api/lessons/${lessonId}/files/ear.svg`)
  assert.equal(shown.headers['content-type'], 'image/svg+xml')
  assert.match(String(shown.headers['content-security-policy']), /default-src 'none'.*sandbox/)
  const video = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(5000, 7)])
  assert.equal((await upload('talk.mov', video)).body.name, 'talk.mp4')
  const piece = await say(packer, 'GET', `/api/lessons/${lessonId}/files/talk.mp4`, undefined, { headers: { range: 'bytes=100-199' } })
  assert.deepEqual([piece.status, piece.headers['content-range'], piece.text.length], [206, `bytes 100-199/${video.length}`, 100])
  assert.equal((await say(packer, 'GET', `/api/lessons/${lessonId}/files/none.svg`)).status, 404)
  assert.equal((await server.upload(packer, `/api/lessons/${lessonId}/files`, { name: 'a.svg', bytes: svg })).status, 403)
})

test('each sees the lessons for their kind of work, with their own how', async () => {
  const onlyAgents = await publish('On the phone', { families: ['contact-centre'] })
  const mine = async (who: Person) => (await say(who, 'GET', '/api/my-lessons')).body.items.map(({ title }: { title: string }) => title)
  assert.deepEqual(await mine(packer), ['Listen, then solve'])
  assert.deepEqual(await mine(agent), ['Listen, then solve', 'On the phone'])
  const hows = async (who: Person) =>
    (await say(who, 'GET', `/api/my-lessons/${lessonId}`)).body.blocks.flatMap(({ block }: { block: { kind: string; family: string } }) =>
      block.kind === 'how' ? [block.family] : [],
    )
  assert.deepEqual(await hows(packer), [null, 'warehouse'])
  assert.deepEqual(await hows(agent), [null, 'contact-centre'])
  assert.deepEqual(await hows(second), [null], 'without a job role the whole how')
  assert.equal((await say(packer, 'GET', `/api/my-lessons/${onlyAgents}`)).status, 200, 'a link leads there whatever the kind of work')
  assert.equal((await say(packer, 'GET', `/api/my-lessons/${newId()}`)).status, 404)
})

test('answers, steps and “I will” from a phone come once, however often they are sent, and late ones lead nobody back', async () => {
  const at = { lessonId, language: 'en', number: 2 }
  const sent = [
    ['/api/lesson-steps', { id: newId(), ...at, block: 8, at: '2026-11-30T07:30:00.000Z' }],
    ['/api/lesson-steps', { id: newId(), ...at, block: 7, at: '2026-11-30T07:10:00.000Z' }],
    ['/api/lesson-answers', { id: newId(), ...at, block: 7, chosen: [0], at: '2026-11-30T07:20:00.000Z' }],
    ['/api/lesson-answers', { id: newId(), ...at, block: 8, chosen: [2, 0], at: '2026-11-30T07:25:00.000Z' }],
    ['/api/commitments', { id: newId(), lessonId, words: 'I say it back once a day.', at: '2026-11-30T07:31:00.000Z' }],
  ] as const
  for (let time = 0; time < 3; time++)
    for (const [path, body] of sent) {
      const answer = await say(packer, 'POST', path, body)
      assert.ok(answer.status < 300, answer.text)
      if (path === '/api/lesson-answers') assert.equal(answer.body.isRight, body.block === 7)
    }
  assert.deepEqual(
    await Promise.all(['lesson_progress', 'lesson_answers', 'commitments'].map((table) => count(table, packer.personId))),
    [1, 2, 1],
  )
  const own = (await say(packer, 'GET', `/api/my-lessons/${lessonId}`)).body
  assert.deepEqual(
    [own.progress.block, own.progress.finishedAt, own.answers.length, own.commitment],
    [8, null, 2, 'I say it back once a day.'],
  )
  assert.deepEqual(own.answers[1], { block: 8, chosen: [0, 2], isRight: false })
  await say(packer, 'POST', '/api/lesson-steps', { id: newId(), ...at, block: 10, isFinished: true, at: '2027-08-01T08:00:00.000Z' })
  const [row] = (await say(packer, 'GET', '/api/my-lessons')).body.items
  assert.deepEqual([row.state, row.finishedAt], ['done', clock.now().toISOString()], 'a clock that runs ahead is not believed')
  assert.equal((await say(agent, 'GET', `/api/my-lessons/${lessonId}`)).body.progress, null, 'another person’s phone is another person’s')
})

test('what is no answer to a question is refused', async () => {
  const at = { lessonId, language: 'en', number: 2 }
  const answer = async (more: object) =>
    (await say(agent, 'POST', '/api/lesson-answers', { id: newId(), ...at, block: 7, chosen: [0], ...more })).status
  assert.equal(await answer({ block: 0 }), 422)
  assert.equal(await answer({ block: 99 }), 422)
  assert.equal(await answer({ chosen: [0, 1] }), 422, 'one of two')
  assert.equal(await answer({ chosen: [5] }), 422)
  assert.equal(await answer({ number: 9 }), 404)
  assert.equal((await say(agent, 'POST', '/api/commitments', { id: newId(), lessonId: newId(), words: 'I will' })).status, 422)
})

test('whoever has begun goes on in the same version while a new one comes', async () => {
  const id = await publish('Stay')
  const step = { lessonId: id, language: 'en', number: 1, block: 3 }
  await say(agent, 'POST', '/api/lesson-steps', { id: newId(), ...step })
  await save(author, 0, { title: 'Stay calm' }, 'en', id)
  await letGo(id)
  assert.deepEqual(
    [(await say(agent, 'GET', `/api/my-lessons/${id}`)).body.number, (await say(packer, 'GET', `/api/my-lessons/${id}`)).body.number],
    [1, 2],
  )
  clock.advance(60_000)
  await say(agent, 'POST', '/api/lesson-steps', { id: newId(), ...step, isFinished: true })
  assert.equal((await say(agent, 'GET', `/api/my-lessons/${id}`)).body.number, 2)
})

test('a page of lessons asks few questions, and nobody reads how another learns', async (t) => {
  for (const who of [author, second, world.admin]) {
    const seen = await say(who, 'GET', '/api/commitments')
    assert.deepEqual([seen.status, seen.body.items], [200, []])
  }
  assert.equal((await say(null, 'GET', '/api/my-lessons')).status, 401)
  const { db } = server.platform
  const real = db.inOrganisation.bind(db)
  const statements: Record<string, number> = {}
  for (const url of ['/api/my-lessons', `/api/my-lessons/${lessonId}`, '/api/commitments', '/api/lessons', `/api/lessons/${lessonId}`]) {
    statements[url] = 0
    db.inOrganisation = (organisationId, options, work) =>
      real(organisationId, options, (tx) => work({ ...tx, run: (query) => (statements[url]!++, tx.run(query)) }))
    assert.equal((await say(url.startsWith('/api/lessons') ? author : packer, 'GET', url)).status, 200)
  }
  db.inOrganisation = real
  assert.deepEqual(
    Object.values(statements).filter((n) => n > 6),
    [],
    JSON.stringify(statements),
  )
  t.diagnostic(JSON.stringify(statements))
})

test('“I will” is asked about once, a week later', async () => {
  const asked = async () =>
    (await say(packer, 'GET', '/api/commitments')).body.items.map(({ isAsked, outcome }: { isAsked: boolean; outcome: string }) => [
      isAsked,
      outcome,
    ])
  assert.deepEqual(await asked(), [[false, null]])
  clock.advance(7 * 86_400_000)
  packer = { ...packer, ...(await server.session(world.organisationId, packer.personId)) }
  agent = { ...agent, ...(await server.session(world.organisationId, agent.personId)) }
  assert.deepEqual(await asked(), [[true, null]])
  const { id } = (await say(packer, 'GET', '/api/commitments')).body.items[0]
  assert.equal((await say(agent, 'POST', `/api/commitments/${id}/outcomes`, { outcome: 'did' })).status, 404, 'nobody else’s')
  assert.equal((await say(packer, 'POST', `/api/commitments/${id}/outcomes`, { outcome: 'did' })).status, 201)
  assert.equal(
    (await say(packer, 'POST', `/api/commitments/${id}/outcomes`, { outcome: 'not-yet' })).body.outcome,
    'did',
    'the first answer stays',
  )
  assert.deepEqual(await asked(), [[false, 'did']])
})

test('a person’s own export holds their learning, and erasing leaves none of it', async () => {
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const exported = await ctx.read((tx) => participant.exportPerson!(tx, packer.personId))
  assert.deepEqual(
    [exported.lessonProgress!.length, exported.lessonAnswers!.length, exported.commitments![0]!.words],
    [1, 2, 'I say it back once a day.'],
  )
  await ctx.write(async (tx) => {
    await participant.erasePerson!(tx, ctx, packer.personId)
    await participant.erasePerson!(tx, ctx, author.personId)
  })
  assert.deepEqual(
    await Promise.all(['lesson_progress', 'lesson_answers', 'commitments'].map((table) => count(table, packer.personId))),
    [0, 0, 0],
  )
  const ruth = await server.session(world.organisationId, second.personId, [{ role: 'author' }])
  assert.equal((await say(ruth, 'GET', `/api/lessons/${lessonId}`)).body.texts[0].live.publisher, null)
})
