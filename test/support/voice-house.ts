// A house with a survey at the door of Packing, and customers who answer it as browsers do.
import assert from 'node:assert/strict'
import { unheard as followupsUnheard } from '#features/followups/events.ts'
import { jobs as followupJobs } from '#features/followups/jobs.ts'
import { jobs as signalJobs } from '#features/signals/jobs.ts'
import { unheard } from '#features/voice/events.ts'
import { listeners } from '#features/voice/listeners.ts'
import { fixedClock } from '#platform/clock.ts'
import { eventJobs } from '#platform/events/deliver.ts'
import { gatherAudience } from '#platform/events/listener.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type Answer, type Person, testServer, type World } from './server.ts'

export const clock = fixedClock('2026-11-30T08:00:00Z')
export const server = await testServer({ clock })
export const events = eventJobs(gatherAudience([...listeners], { ...unheard, ...followupsUnheard }))
export const rounds = [...signalJobs, ...followupJobs, ...events].filter((job): job is Round => job.kind === 'round')
export const settle = (world: World) => settleRounds(server.platform, rounds, [world.organisationId])
export const hourMs = 3_600_000

export interface House {
  world: World
  head: Person & { id: string }
  lea: Person & { id: string }
  packer: Person & { id: string }
  packing: string
  surveyId: string
  path: string
}
/** A unit with a leader and a packer, a survey of all four kinds split over two, opened, with one link to Packing. */
export async function house(kinds: string[] = ['nps', 'csat', 'fcr']): Promise<House> {
  const world = await server.organisation()
  const packing = await server.unit(world, 'Packing')
  const lea = await server.person(world, {
    givenName: 'Leonora',
    unitId: packing,
    leadsUnit: true,
    managerId: world.admin.personId,
    roles: [{ role: 'team-leader', unitId: packing }],
  })
  const packer = await server.person(world, { givenName: 'Zacharias', unitId: packing, managerId: lea.id })
  const head = await server.person(world, { roles: [{ role: 'head-of-cx' }] })
  const made = await expect(
    201,
    server.call(head, 'POST', '/api/surveys', { body: { name: 'Parcel', questions: kinds.map((kind) => ({ kind })) } }),
  )
  await expect(200, server.call(head, 'POST', `/api/surveys/${made.id}/openings`))
  const link = await expect(
    201,
    server.call(head, 'POST', '/api/survey-links', { body: { surveyId: made.id, unitId: packing, label: 'Slip in the box' } }),
  )
  return { world, head, lea, packer, packing, surveyId: made.id, path: link.path }
}
export async function expect(status: number, answering: Promise<Answer>): Promise<any> {
  const answer = await answering
  assert.equal(answer.status, status, answer.text)
  return answer.body
}
export const open = (path: string, headers: Record<string, string> = {}) =>
  server.send(null, 'GET', path, { accept: 'text/html', ...headers })
export const send = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  server.send(
    null,
    'POST',
    path,
    { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', ...headers },
    new URLSearchParams(fields).toString(),
  )
export const keyIn = (html: string): string => /name="key" value="([\w-]{43})"/.exec(html)![1]!
/** A customer at the link: opens the page, answers, and gets the address of the answer. */
export async function answer(path: string, fields: Record<string, string>): Promise<{ own: string; key: string }> {
  const key = keyIn((await open(path)).text)
  const sent = await send(path, { ...fields, key, l: 'en' })
  assert.equal(sent.status, 303, sent.text)
  return { key, own: String(sent.headers['location']).split('?')[0]! }
}
export const responses = async ({ head }: House, query = '') =>
  (await expect(200, server.call(head, 'GET', `/api/responses${query}`))).items
/** Sessions end while the clock runs: the same person signs in anew. */
export const back = async ({ world }: House, who: Person & { id: string }) => ({
  id: who.id,
  ...(await server.session(world.organisationId, who.id)),
})
export const ctxOf = ({ world }: House) => systemContext(server.platform, world.organisationId, newId())
