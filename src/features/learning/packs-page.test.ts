// Packs as their page asks for them: looked at, mapped, taken in, compared, updated, taken along, let go.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import type { Pack } from '#engines/pack/pack.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type TestServer } from '../../../test/support/server.ts'
import type { PackPart, PackView } from './contract/packs.ts'
import { installPack } from './service/packs/install.ts'
import { deliveredPack } from './service/packs/library.ts'
import { zipOf } from './service/packs/zip.ts'

let server: TestServer
let pack: Pack
before(async () => {
  server = await testServer()
  pack = await deliveredPack('everyday-service')
})
const path = '/api/packs/everyday-service'
const ask = async (who: Person, method: string, url: string, body?: unknown) => {
  const answer = await server.call(who, method, url, body === undefined ? {} : { body })
  assert.ok(answer.status < 300, `${url}: ${answer.text}`)
  return answer.body
}

interface House {
  ctx: Context
  head: Person
  admin: Person
  ids: Record<string, string>
}
async function house(): Promise<House> {
  const world = await server.organisation()
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }, { role: 'author' }] })
  const ids: Record<string, string> = {}
  for (const [theme, colour, name] of [
    ['person', 'sky', 'See the person'],
    ['promise', 'navy', 'Keep the promise'],
  ] as const)
    ids[theme] = (await ask(head, 'POST', '/api/principles', { colour, icon: 'link', texts: { en: { name, meaning: name } } })).id
  return { ctx: systemContext(server.platform, world.organisationId, newId()), head, admin: world.admin, ids }
}
const mapped = ({ ids }: House) => Object.fromEntries(pack.themes.map(({ key }) => [key, ids[key] ?? ids['person']!]))
const view = (who: Person): Promise<PackView> => ask(who, 'GET', path)
const states = ({ parts }: PackView): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { state } of parts) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
/** As the pack was a version ago: one lesson, one question and one card said otherwise. */
const older = (): Pack => {
  const before = structuredClone(pack)
  before.version = 0
  before.lessons.find(({ key }) => key === 'look-up')!.texts['en']!.title = 'Look'
  before.items['en']!.find(({ key }) => key === 'promise-01')!.prompt = 'Which promise can be checked?'
  before.cards.find(({ key }) => key === 'shouting')!.texts['en']!.avoid = 'Shouting back.'
  return before
}
const partOf = (who: Person, part: string): Promise<PackPart> => ask(who, 'GET', `${path}/part?part=${encodeURIComponent(part)}`)

test('what a pack would bring is seen before anything changes, with what its themes mean here', async () => {
  const given = await house()
  const [row] = (await ask(given.admin, 'GET', '/api/packs')).items
  assert.deepEqual(row.counts, { lessons: 12, scenarios: 6, items: 80, cards: 20, behaviours: 72 })
  const shown = await view(given.admin)
  assert.equal(shown.installed, null)
  assert.deepEqual(states(shown), { new: 28 + 6 + 80 + 20 })
  assert.ok(shown.minutes > 60, String(shown.minutes))
  const meant = Object.fromEntries(shown.themes.map(({ theme, principle, isGuess }) => [theme, [principle?.name ?? null, isGuess]]))
  assert.deepEqual(
    [meant['person'], meant['promise']],
    [
      ['See the person', true],
      ['Keep the promise', true],
    ],
  )
  const look = await partOf(given.admin, 'lessons/look-up/en')
  assert.match(look.texts[0]!.theirs!, /^---\nkey: look-up/)
  assert.equal(look.texts[0]!.mine, null)
  const refused = await server.call(given.head, 'POST', `${path}/installations`, { body: {} })
  assert.equal(refused.status, 422)
  assert.equal((await server.call(given.head, 'GET', '/api/packs/none')).status, 404)
})

test('taken in once it is here; a second time changes nothing', async (t) => {
  const given = await house()
  const began = performance.now()
  const done = await ask(given.admin, 'POST', `${path}/installations`, { themes: mapped(given) })
  t.diagnostic(`${Math.round(performance.now() - began)} ms for the whole pack`)
  assert.deepEqual([done.lessons.added, done.scenarios.added, done.items.added, done.cards.added], [28, 6, 80, 20])
  assert.deepEqual(states(await view(given.head)), { same: 134 })
  const again = await ask(given.admin, 'POST', `${path}/installations`, {})
  for (const name of ['lessons', 'scenarios', 'items', 'cards', 'behaviours'] as const)
    assert.equal(again[name].added + again[name].changed, 0)
  assert.equal((await view(given.head)).themes.find(({ theme }) => theme === 'easy')?.isGuess, false)
})

test('an update shows what it brings beside what was written here, and each part is kept or taken', async () => {
  const given = await house()
  await installPack(given.ctx, older(), { chosen: mapped(given), isApplied: true })
  const lesson = 'lessons/look-up/en'
  const { texts } = await partOf(given.head, lesson)
  const ours = texts[0]!.mine!.replace('title: Look\n', 'title: Our look\n')
  await ask(given.head, 'POST', '/api/lesson-imports', { language: 'en', text: ours, replaces: true })
  const cards = (await ask(given.head, 'GET', '/api/cards')).items as { id: string; key: string }[]
  const queue = cards.find(({ key }) => key === 'queue')!
  const { version, principleId, families, texts: words } = await ask(given.head, 'GET', `/api/cards/${queue.id}`)
  await server.call(given.head, 'PUT', `/api/cards/${queue.id}`, {
    body: { principleId, families, texts: words, state: 'retired' },
    version,
  })
  assert.deepEqual(states(await view(given.head)), { both: 1, update: 2, removed: 1, same: 130 })
  const both = (await partOf(given.head, lesson)).texts[0]!
  assert.match(both.mine!, /title: Our look\n/)
  assert.match(both.theirs!, /title: Look up first\n/)
  const choose = (choices: Record<string, string>) => ask(given.head, 'POST', `${path}/installations`, { choices })
  const first = await choose({ 'items/promise-01': 'mine', [lesson]: 'mine' })
  assert.deepEqual([first.items.changed, first.items.kept, first.lessons.kept, first.cards.changed], [0, 1, 1, 1])
  // Kept on purpose: it is not offered again.
  assert.deepEqual(states(await view(given.head)), { changed: 2, removed: 1, same: 131 })
  await choose({ [lesson]: 'theirs', 'items/promise-01': 'theirs', 'cards/queue': 'theirs' })
  assert.deepEqual(states(await view(given.head)), { same: 134 })
  assert.match((await partOf(given.head, lesson)).texts[0]!.mine!, /title: Look up first\n/)
})

test('let go, what nobody used or changed is retired, and comes back when the pack is taken in again', async () => {
  const given = await house()
  await ask(given.head, 'POST', `${path}/installations`, { themes: mapped(given) })
  const cards = (await ask(given.head, 'GET', '/api/cards')).items as { id: string; key: string }[]
  const used = cards.find(({ key }) => key === 'shouting')!
  await ask(given.head, 'POST', '/api/card-uses', { uses: [{ cardId: used.id, day: '2026-01-02', seconds: 5 }] })
  const [lesson] = (await ask(given.head, 'GET', '/api/my-lessons')).items
  await ask(given.head, 'POST', '/api/lesson-steps', { id: newId(), lessonId: lesson.id, language: 'en', number: 1, block: 1 })
  const gone = await ask(given.head, 'POST', `${path}/removals`)
  assert.deepEqual(gone, { retired: 12 + 6 + 80 + 20 - 2, used: 2, changed: 0 })
  assert.deepEqual(
    (await ask(given.head, 'GET', '/api/card-book')).cards.map(({ id }: { id: string }) => id),
    [used.id],
  )
  assert.equal((await ask(given.head, 'GET', '/api/my-lessons')).items.length, 1)
  assert.deepEqual(await ask(given.head, 'POST', `${path}/removals`), { retired: 0, used: 2, changed: 0 })
  await ask(given.head, 'POST', `${path}/installations`, {})
  assert.deepEqual(states(await view(given.head)), { same: 134 })
  assert.equal((await ask(given.head, 'GET', '/api/card-book')).cards.length, 20)
})

/** By the archive's own directory at its end. */
function unzipped(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let i = bytes.readUInt16LE(end + 10); i > 0; i--) {
    const [packed, nameLength, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)]
    const body = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    files.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), inflateRawSync(bytes.subarray(body, body + packed)).toString())
    at += 46 + nameLength
  }
  return files
}
test('an archive holds its files, whatever letters their names have', () => {
  const files = new Map([
    ['a.txt', 'one'],
    ['b/ü.md', 'zwei\n'.repeat(1000)],
  ])
  assert.deepEqual(unzipped(zipOf(files)), files)
})
