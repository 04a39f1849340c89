import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { before, test } from 'node:test'
import { parsePack, type Pack } from '#engines/pack/pack.ts'
import type { Provided } from '#platform/cli/command.ts'
import { dispatch } from '#platform/cli/dispatch.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { commands } from './commands.ts'
import { exportPack } from './service/packs/export.ts'
import { everydayService, readFolder } from './service/packs/folder.ts'
import { installPack } from './service/packs/install.ts'

const words: [name: string, colour: string, icon: string, meaning: string][] = [
  ['See the person', 'sky', 'eye', 'We look up, use the name, and ask one question more.'],
  ['Keep the promise', 'navy', 'link', 'We do what we said, when we said it.'],
  ['Make it easy', 'leaf', 'feather', 'One person, one call, one page.'],
  ['Say it early', 'rose', 'speakerphone', 'When something goes wrong, you hear it from us first.'],
  ['Own it to the end', 'violet', 'flag', 'Whoever hears it keeps it, until you say it is solved.'],
  ['Leave it better', 'umber', 'seedling', 'We fix what broke, and then what broke it.'],
]

let files: Map<string, string>
let pack: Pack
let server: TestServer
before(async () => {
  files = await readFolder(everydayService)
  const parsed = parsePack(files)
  assert.deepEqual(parsed.faults, [])
  pack = parsed.pack!
  server = await testServer()
})

interface House {
  world: World
  ctx: Context
  lead: Person
}
async function house(): Promise<House> {
  const world = await server.organisation()
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const lead = await server.person(world, { roles: [{ role: 'head-of-cx' }, { role: 'author' }, { role: 'administrator' }] })
  for (const name of ['Packer', 'Driver']) assert.equal((await server.call(lead, 'POST', '/api/job-roles', { body: { name } })).status, 201)
  for (const [name, colour, icon, meaning] of words) {
    const made = await server.call(lead, 'POST', '/api/principles', { body: { colour, icon, texts: { en: { name, meaning } } } })
    assert.equal(made.status, 201, made.text)
  }
  return { world, ctx, lead }
}
/** The pack with one file written anew, a version later. */
function withFile(name: string, change: (text: string) => string): Pack {
  const text = files.get(name)!
  const changed = change(text)
  assert.notEqual(changed, text)
  const { pack: next } = parsePack(new Map([...files, [name, changed]]))
  return { ...next!, version: pack.version + 1 }
}

test('a look shows what would come and which principle each theme means, and changes nothing', async () => {
  const { ctx, lead } = await house()
  const shown = await installPack(ctx, pack, { isApplied: false })
  assert.deepEqual(
    shown.themes.map(({ theme, principle, isGuess }) => [theme, principle?.name, isGuess]),
    [
      ['person', 'See the person', true],
      ['promise', 'Keep the promise', true],
      ['own', 'Own it to the end', true],
      ['clear', 'Say it early', true],
      ['easy', 'Make it easy', true],
      ['better', 'Leave it better', true],
    ],
  )
  assert.deepEqual(shown.languages, ['en', 'de', 'ar'])
  // Two languages of twelve lessons and a third of four; three behaviours for each level of the two job roles.
  const { lessons, scenarios, items, cards, behaviours } = shown
  assert.deepEqual([lessons.added, scenarios.added, items.added, cards.added, behaviours.added], [28, 6, 80, 20, 24])
  assert.deepEqual((await server.call(lead, 'GET', '/api/scenarios')).body.items, [])
})

test('what comes in is taught, played and asked at once, under the chosen principle; twice is once', async () => {
  const { ctx, lead } = await house()
  const done = await installPack(ctx, pack, { chosen: { clear: 'Make it easy' }, isApplied: true })
  assert.deepEqual([done.scenarios.added, done.items.added], [6, 80])
  assert.equal(done.themes.find(({ theme }) => theme === 'clear')?.principle?.name, 'Make it easy')
  const scenarios = (await server.call(lead, 'GET', '/api/scenarios')).body.items
  assert.equal(scenarios.length, 6)
  const again = await installPack(ctx, pack, { isApplied: true })
  assert.equal(again.themes.find(({ theme }) => theme === 'clear')?.principle?.name, 'Make it easy', 'what was said is kept')
  for (const part of ['lessons', 'scenarios', 'items', 'cards', 'behaviours'] as const) {
    const { added, changed, kept } = again[part]
    assert.deepEqual([part, added, changed, kept], [part, 0, 0, 0])
  }
})

test('an update brings what is new and keeps what was written here', async () => {
  const { ctx, lead } = await house()
  await installPack(ctx, pack, { isApplied: true })
  const text = (await exportPack(ctx, pack)).get('lessons/say-no/en.md')!
  const written = await server.call(lead, 'POST', '/api/lesson-imports', {
    body: { language: 'en', text: text.replace('title: Say no, and still help', 'title: Our no'), replaces: true },
  })
  assert.ok(written.status < 300, written.text)
  const both = (title: string) => withFile('lessons/say-no/en.md', (old) => old.replace(/title: .*/, `title: ${title}`))
  const mine = await installPack(ctx, both('Say no well'), { isApplied: true })
  assert.deepEqual([mine.lessons.changed, mine.lessons.kept], [0, 1])
  assert.match((await exportPack(ctx, pack)).get('lessons/say-no/en.md')!, /title: Our no/)

  const other = withFile('lessons/look-up/en.md', (old) => old.replace('title: Look up first', 'title: Look up'))
  const theirs = await installPack(ctx, other, { isApplied: true })
  assert.equal(theirs.lessons.changed, 1)
  assert.match((await exportPack(ctx, pack)).get('lessons/look-up/en.md')!, /title: Look up\n/)
})

test('scenarios and items are updated too, until somebody changes them here', async () => {
  const { ctx, lead } = await house()
  await installPack(ctx, pack, { isApplied: true })
  const next = withFile('scenarios/locked-out/en.txt', (old) => old.replace('title: Locked out at twenty to eight', 'title: Locked out'))
  assert.equal((await installPack(ctx, next, { isApplied: true })).scenarios.changed, 1)
  const [row] = ((await server.call(lead, 'GET', '/api/scenarios')).body.items as { id: string; title: string }[]).filter(
    ({ title }) => title === 'Locked out',
  )
  assert.ok(row)
  const before = (await server.call(lead, 'GET', `/api/scenarios/${row.id}`)).body
  const changed = await server.call(lead, 'PUT', `/api/scenarios/${row.id}/draft`, {
    body: { text: before.text.replace('title: Locked out', 'title: Ours') },
    version: before.version,
  })
  assert.ok(changed.status < 300, changed.text)
  assert.deepEqual([(await installPack(ctx, pack, { isApplied: true })).scenarios.kept], [1])
})

test('what goes out is what came in, file by file', async () => {
  const { ctx } = await house()
  const { languages } = await installPack(ctx, pack, { isApplied: true })
  const out = await exportPack(ctx, pack)
  const texts = [...files].filter(([name]) => /^(?:lessons|scenarios)\//.test(name) && languages.some((one) => name.includes(`/${one}.`)))
  for (const [name, text] of texts) assert.equal(out.get(name), text, name)
  const { pack: back } = parsePack(new Map([...[...files].filter(([name]) => name.startsWith('behaviours/')), ...out]))
  assert.deepEqual(back!.cards, pack.cards)
  assert.deepEqual([back!.key, back!.themes], [pack.key, pack.themes])
  for (const language of languages) assert.deepEqual(back!.items[language], pack.items[language])
})

test('a theme that nothing fits is said, and nothing comes in', async () => {
  const world = await server.organisation()
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const shown = await installPack(ctx, pack, { isApplied: false })
  assert.ok(shown.themes.every(({ principle }) => principle === null))
  await assert.rejects(installPack(ctx, pack, { isApplied: true }), /principle/i)
})

test('the commands show, apply, write out, and say what is missing', async (t) => {
  const { world } = await house()
  const run = async (...argv: string[]) => {
    let [out, err] = ['', '']
    const status = await dispatch(argv, {
      commands,
      terminal: { out: (text) => (out += text), err: (text) => (err += text), readStdin: async () => '' },
      signal: new AbortController().signal,
      provide: async () => server.platform as Provided[never],
    })
    return { status, out, err }
  }
  const install = (...more: string[]) => run('pack', 'install', '--organisation', world.organisationId, ...more)
  const shown = await install()
  assert.match(shown.out, /nothing has been changed yet; add --apply/)
  assert.match(shown.out, /clear: Say it early \(guessed\)/)
  assert.match((await install('--apply', '--theme', 'clear=keep the promise')).out, /clear: Keep the promise/)
  assert.match((await install()).out, /Lessons: 0 new, 0 changed, 28 as before, 0 kept/)
  const folder = await mkdtemp(path.join(tmpdir(), 'pack-'))
  t.after(() => rm(folder, { recursive: true }))
  assert.match((await run('pack', 'export', folder, '--organisation', world.organisationId)).out, /^\d+ files in /)
  assert.equal(await readFile(path.join(folder, 'lessons/look-up/de.md'), 'utf8'), files.get('lessons/look-up/de.md'))
  // What went out is a pack again: nothing in it is new.
  assert.match((await install('--from', folder)).out, /Practice items: 0 new, 0 changed, 80 as before, 0 kept/)
  await rm(path.join(folder, 'pack.json'))
  const refused = await install('--from', folder)
  assert.notEqual(refused.status, 0)
  assert.match(refused.err, /pack\.json:1 is not there/)
})
