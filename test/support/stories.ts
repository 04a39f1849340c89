// A story and everybody who has a part in it, for the tests of stories.
import assert from 'node:assert/strict'
import { writeHuddles } from '#features/huddles/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Answer, type Person, testServer, type World } from './server.ts'

const clock = fixedClock('2026-11-02T08:00:00Z')
const server = await testServer({ clock })
export const storyServer = server
/** Stands in each part of the story: where it shows up after the story was taken back, something is left. */
export const canary = 'Lampenfieber'
export const call = (who: Person | null, method: string, url: string, body?: unknown, version?: number) =>
  server.call(who, method, url, { ...(body === undefined ? {} : { body }), ...(version === undefined ? {} : { version }) })
export const ok = (answer: Answer, status = 200) => {
  assert.equal(answer.status, status, answer.text)
  return answer.body
}

/** Amina tells of Jo and Sam in Packing, which Lea leads; Ida is an author, Ines head of CX; Tom is in Picking, which Leo leads. */
export async function house() {
  clock.set('2026-11-02T08:00:00Z')
  const world = await server.organisation()
  const [packing, picking] = [await server.unit(world, 'Packing'), await server.unit(world, 'Picking')]
  const ines = await server.person(world, { givenName: 'Ines', roles: [{ role: 'head-of-cx' }] })
  const ida = await server.person(world, { givenName: 'Ida', roles: [{ role: 'author' }] })
  const hana = await server.person(world, { givenName: 'Hana', roles: [{ role: 'hr' }] })
  const leader = (givenName: string, unitId: string) =>
    server.person(world, { givenName, unitId, roles: [{ role: 'team-leader', unitId }] })
  const [lea, leo] = [await leader('Lea', packing), await leader('Leo', picking)]
  const worker = (givenName: string, unitId: string) => server.person(world, { givenName, unitId })
  const [amina, jo, sam, tom] = [
    await worker('Amina', packing),
    await worker('Jo', packing),
    await worker('Sam', packing),
    await worker('Tom', picking),
  ]
  const texts = {
    en: { name: 'Own it to the end', meaning: 'We do what we said.' },
    de: { name: 'Bis zum Ende', meaning: 'Wir halten Wort.' },
  }
  const principleId = ok(await call(world.admin, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts }), 201).id as string
  const words = (more: object = {}) => ({
    id: newId(),
    language: 'en',
    title: `The ${canary} for Sunday`,
    happened: `Mrs Kaya rang about her order 48213 for the second time. Her ${canary} had come broken again. I asked what had happened.`,
    hard: 'The next delivery was on Tuesday.',
    did: `Jo packed a new ${canary}, and the driver took it on the way home.`,
    felt: `She laughed for the first time about the ${canary}.`,
    principleId,
    personIds: [jo.id, sam.id],
    ...more,
  })
  const point = (sentence: string, more: object = {}) => ({
    sentence,
    done: `Ask what happened to the ${canary}.`,
    why: '',
    others: [
      { text: `Ask for the number of the ${canary}.`, why: 'It sounds like a form.', kind: 'wrong' },
      { text: 'Say sorry first.', why: `Fair to the ${canary}.`, kind: 'defensible' },
    ],
    ...more,
  })
  const points = [point('I asked what had happened.'), point(`Jo packed a new ${canary}, and the driver took it on the way home.`)]
  const read = async (who: Person, id: string) => ok(await call(who, 'GET', `/api/stories/${id}`))
  const settle = async (who: Person, id: string) => {
    const { version } = await read(who, id)
    const replace = [
      { words: 'Mrs Kaya', by: 'a customer' },
      { words: 'order 48213', by: 'order' },
    ]
    return ok(await call(who, 'PUT', `/api/stories/${id}/traces`, { replace, kept: [] }, version))
  }
  const tell = async (more: object = {}) => ok(await call(amina, 'POST', '/api/stories', words(more)), 201)
  /** Told, made safe, everybody asked and said yes. */
  const agreed = async (more: object = {}) => {
    const { id } = await tell(more)
    await settle(amina, id)
    ok(await call(amina, 'POST', `/api/stories/${id}/consent-requests`))
    for (const who of [jo, sam]) ok(await call(who, 'PUT', `/api/stories/${id}/consent`, { answer: 'yes' }))
    return id as string
  }
  const marked = async () => {
    const id = await agreed()
    ok(await call(amina, 'PUT', `/api/stories/${id}/points`, { points }, (await read(amina, id)).version))
    return id
  }
  const handedOver = async () => {
    const id = await marked()
    const { id: scenarioId } = ok(await call(ida, 'POST', `/api/stories/${id}/scenarios`), 201)
    ok(await call(ida, 'POST', `/api/stories/${id}/handovers`))
    return { id, scenarioId: scenarioId as string }
  }
  const published = async () => {
    const made = await handedOver()
    ok(await call(lea, 'POST', `/api/stories/${made.id}/reviews`, { isGood: true }), 204)
    return made
  }
  return {
    world,
    packing,
    picking,
    ines,
    ida,
    hana,
    lea,
    leo,
    amina,
    jo,
    sam,
    tom,
    principleId,
    words,
    points,
    read,
    settle,
    tell,
    agreed,
    marked,
    handedOver,
    published,
  }
}
export const inHouse = <T>(world: World, work: Parameters<typeof server.platform.db.inOrganisation<T>>[2]) =>
  server.platform.db.inOrganisation(world.organisationId, { readOnly: true }, work)
/** Every row of every table of the organisation in which the canary stands. */
export async function tablesWithCanary(world: World): Promise<string[]> {
  const tables = await inHouse(world, (tx) =>
    tx.run(
      sql<{
        name: string
      }>`select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organisation_id' order by 1`,
    ),
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await inHouse(world, (tx) =>
      tx.run(
        sql<{
          n: number
        }>`select count(*)::int as n from ${sql.table(name)} t where t.organisation_id = ${world.organisationId} and to_jsonb(t)::text ilike ${`%${canary}%`}`,
      ),
    )
    if (rows[0]!.n > 0) found.push(name)
  }
  return found
}
export const problemOf = ({ status, body }: Answer) => [
  status,
  body.type,
  (body.errors ?? []).map(({ pointer }: { pointer: string }) => pointer),
]
/** The agenda of the unit's huddle of this week, as its leader reads it. */
export async function agendaOf(world: World, leader: Person, unitId: string) {
  await writeHuddles(systemContext(server.platform, world.organisationId, newId()))
  const { items } = ok(await call(leader, 'GET', '/api/huddles'))
  const { id } = items.find((one: { unit: { id: string } }) => one.unit.id === unitId)
  return ok(await call(leader, 'GET', `/api/huddles/${id}`))
}
