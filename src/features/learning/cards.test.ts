import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Person, testServer, type TestServer, type World } from '../../../test/support/server.ts'
import { countingStatements } from '../../../test/support/statements.ts'
import type { Card, CardBook, CardInput } from './contract/cards.ts'
import { installPack } from './service/packs/install.ts'
import { deliveredPack } from './service/packs/library.ts'

let server: TestServer
before(async () => {
  server = await testServer()
})
const call = (who: Person, method: string, url: string, body?: unknown, version?: number) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...(version === undefined ? {} : { version }) })
const expect = async (status: number, answer: ReturnType<typeof call>) => {
  const given = await answer
  assert.equal(given.status, status, given.text)
  return given.body
}

interface House {
  world: World
  author: Person
  packer: Person
  principleId: string
}
async function house(): Promise<House> {
  const world = await server.organisation()
  const author = await server.person(world, { roles: [{ role: 'author' }, { role: 'head-of-cx' }] })
  const role = await expect(201, call(world.admin, 'POST', '/api/job-roles', { name: 'Packer' }))
  const packer = await server.person(world, { jobRoleId: role.id })
  const texts = { en: { name: 'Own it to the end', meaning: 'Whoever hears it keeps it.' } }
  const { id } = await expect(201, call(author, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts }))
  return { world, author, packer, principleId: id }
}
const card = (principleId: string, more: Partial<CardInput> = {}): CardInput => ({
  principleId,
  state: 'live',
  texts: {
    en: {
      moment: 'A parcel arrived broken',
      do: ['Say sorry.', 'Ask what has to happen.', 'Say when.'],
      say: ['That was ours.'],
      avoid: 'But.',
    },
  },
  ...more,
})
const read = (who: Person, language = 'en'): Promise<CardBook> => expect(200, call(who, 'GET', `/api/card-book?language=${language}`))

test('a card is written, published when nothing is missing, translated and retired', async () => {
  const { author, packer, principleId } = await house()
  const missing = card(principleId)
  missing.texts.en = { ...missing.texts.en!, do: ['Say sorry.', ''], say: [] }
  const refused = await call(author, 'POST', '/api/cards', missing)
  assert.equal(refused.status, 422)
  assert.deepEqual(
    refused.body.errors.map(({ pointer }: { pointer: string }) => pointer),
    ['/texts/en/do', '/texts/en/say'],
  )
  const draft: Card = await expect(201, call(author, 'POST', '/api/cards', { ...missing, state: 'draft' }))
  assert.equal(draft.key, 'a-parcel-arrived-broken')
  assert.deepEqual((await read(packer)).cards, [])
  const german = {
    moment: 'Ein Paket kam kaputt an',
    do: ['Entschuldigen.', 'Fragen.', 'Sagen, wann.'],
    say: ['Das lag an uns.'],
    avoid: 'Aber.',
  }
  const both = card(principleId)
  both.texts.de = german
  await expect(200, call(author, 'PUT', `/api/cards/${draft.id}`, both, 1))
  assert.equal((await call(author, 'PUT', `/api/cards/${draft.id}`, both, 1)).status, 412)
  const [shown] = (await read(packer, 'de')).cards
  assert.deepEqual(
    [shown!.moment, shown!.language, shown!.isMine, shown!.phrases],
    [german.moment, 'de', true, ['A parcel arrived broken']],
  )
  assert.equal((await read(packer, 'ar')).cards[0]!.language, 'en')
  const things = async () => (await expect(200, call(packer, 'GET', `/api/principles/${principleId}/uses?kind=card`))).items
  assert.deepEqual(
    (await things()).map(({ title, link }: { title: string; link: string }) => [title, link]),
    [['A parcel arrived broken', `/moments?card=${draft.id}`]],
  )
  await expect(200, call(author, 'PUT', `/api/cards/${draft.id}`, { ...both, state: 'retired' }, 2))
  assert.deepEqual([(await read(packer)).cards, await things()], [[], []])
})

test('a card finds the situation of “May I?” by its words, until somebody says another', async () => {
  const { author, packer, principleId } = await house()
  const made = await expect(201, call(author, 'POST', '/api/cards', card(principleId)))
  assert.equal((await read(packer)).cards[0]!.situation, null)
  const situation = (name: string) => expect(201, call(author, 'POST', '/api/situations', { icon: 'help', texts: { en: { name } } }))
  const broken = await situation('Parcel arrived broken')
  const late = await situation('Parcel is late')
  assert.deepEqual((await read(packer)).cards[0]!.situation, { id: broken.id, name: 'Parcel arrived broken' })
  const said = (situationId: string | null) => card(principleId, { situationId, isSituationSaid: true })
  await expect(200, call(author, 'PUT', `/api/cards/${made.id}`, said(late.id), 1))
  assert.equal((await read(packer)).cards[0]!.situation!.id, late.id)
  await expect(200, call(author, 'PUT', `/api/cards/${made.id}`, said(null), 2))
  assert.equal((await read(packer)).cards[0]!.situation, null)
  assert.equal((await call(author, 'PUT', `/api/cards/${made.id}`, said(newId()), 3)).status, 422)
})

test('openings are counted by card and day, each once, and nowhere by person', async () => {
  const { author, packer, principleId, world } = await house()
  const { id } = await expect(201, call(author, 'POST', '/api/cards', card(principleId)))
  const use = (seconds: number | null) => ({ uses: [{ cardId: id, day: new Date().toISOString().slice(0, 10), seconds }] })
  for (let i = 0; i < 2; i++)
    assert.equal((await server.call(packer, 'POST', '/api/card-uses', { body: use(4), key: 'the-same-opening-again' })).status, 200)
  for (const seconds of [3, 8, 9, 300, null]) await expect(200, call(packer, 'POST', '/api/card-uses', use(seconds)))
  // Of a card that is not there nothing is kept.
  await expect(200, call(packer, 'POST', '/api/card-uses', { uses: [{ cardId: newId(), day: '2026-01-01', seconds: 1 }] }))
  const list = await expect(200, call(author, 'GET', '/api/cards'))
  assert.deepEqual([list.items[0].uses, list.measured, list.medianSeconds], [6, 5, 10])
  const own = JSON.stringify(await expect(200, call(world.admin, 'GET', `/api/people/${packer.personId}`)))
  assert.ok(!own.includes(id))
})

test('the pack’s cards come in the reader’s language and lead to their lessons, in five statements', async (t) => {
  const { world, packer, principleId } = await house()
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const pack = await deliveredPack('everyday-service')
  const chosen = Object.fromEntries(pack.themes.map(({ key }) => [key, principleId]))
  await installPack(ctx, pack, { chosen, isApplied: true })
  const { read: book, statements } = await countingStatements(server.platform.db, () => read(packer, 'de'))
  assert.equal(book.cards.length, 20)
  const shouting = book.cards.find(({ phrases }) => phrases.includes('A customer is shouting'))!
  assert.equal(shouting.language, 'de')
  assert.ok(shouting.lesson)
  // Of other kinds of work, and still there: nobody is kept from help.
  assert.ok(book.cards.some(({ isMine }) => !isMine))
  t.diagnostic(`${statements} statements`)
  assert.ok(statements <= 5, String(statements))
})
