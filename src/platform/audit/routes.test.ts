import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { createContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { addOrganisation, barePlatform } from '../../../test/support/bare-platform.ts'
import { bareServer, type Caller } from '../../../test/support/bare-server.ts'
import { policy } from './access.ts'
import { registerAuthorNames } from './author-names.ts'
import { routes } from './routes.ts'

const clock = fixedClock('2026-11-30T22:30:00Z')
const platform = await barePlatform({ clock, policy })
const call = await bareServer(platform, routes)
const organisationId = await addOrganisation(platform)
const elsewhereId = await addOrganisation(platform, 'Elsewhere')
const authorId = newId()
const personId = newId()
const administrator: Caller = { organisationId, roles: ['administrator'] }

const act = (organisationId: string, action: string, subjectId: string, details: Record<string, string> = {}) =>
  createContext({
    platform,
    actor: { kind: 'person', organisationId, accountId: authorId, personId: null, grants: [] },
    requestId: newId(),
    language: 'en',
  }).write(async (tx) => tx.audit({ action, subject: { kind: 'person', id: subjectId }, details }))

await act(organisationId, 'person.moved', personId)
clock.advance(3_600_000)
await act(organisationId, 'person.left', personId, { field: '=HYPERLINK("x")' })
clock.advance(3_600_000)
await act(organisationId, 'unit.closed', newId())
await act(elsewhereId, 'person.moved', newId())

const actions = async (query: string): Promise<string[]> =>
  (await call(administrator, 'GET', `/api/audit-entries${query}`)).body.items.map(({ action }: { action: string }) => action)

test('the log is listed newest first, with its authors named, and ends at the organisation’s wall', async () => {
  registerAuthorNames(async (_ctx, ids) => new Map(ids.map((id) => [id, 'Amira Haddad'])))
  const { status, body } = await call(administrator, 'GET', '/api/audit-entries')
  assert.equal(status, 200)
  assert.deepEqual(
    body.items.map(({ action }: { action: string }) => action),
    ['unit.closed', 'person.left', 'person.moved'],
  )
  assert.deepEqual(body.items[2].author, { kind: 'person', id: authorId, name: 'Amira Haddad' })
  assert.deepEqual(body.items[2].subject, { kind: 'person', id: personId })
})

test('it is filtered by action, subject, author and day of a time zone', async () => {
  assert.deepEqual(await actions('?action=person.left'), ['person.left'])
  assert.deepEqual(await actions('?action=person.'), ['person.left', 'person.moved'])
  assert.deepEqual(await actions(`?subjectKind=person&subjectId=${personId}`), ['person.left', 'person.moved'])
  assert.deepEqual(await actions(`?authorId=${newId()}`), [])
  assert.deepEqual(await actions('?firstDay=2026-11-30&lastDay=2026-11-30'), ['person.left', 'person.moved'])
  assert.deepEqual(await actions('?firstDay=2026-12-01&timeZone=Europe/Berlin'), ['unit.closed', 'person.left'])
})

test('pages follow each other without a gap', async () => {
  const first = await call(administrator, 'GET', '/api/audit-entries?limit=2')
  assert.equal(first.body.items.length, 2)
  const second = await call(administrator, 'GET', `/api/audit-entries?limit=2&after=${first.body.next}`)
  assert.deepEqual(
    second.body.items.map(({ action }: { action: string }) => action),
    ['person.moved'],
  )
  assert.equal(second.body.next, null)
})

test('it is for administrators and auditors', async () => {
  for (const role of ['employee', 'team-leader', 'hr', 'executive', 'head-of-cx'] as const)
    assert.equal((await call({ organisationId, roles: [role] }, 'GET', '/api/audit-entries')).status, 403, role)
  assert.equal((await call({ organisationId, roles: ['auditor'] }, 'GET', '/api/audit-entries')).status, 200)
  assert.equal((await call(null, 'GET', '/api/audit-entries')).status, 401)
})

test('input that can’t be used is named', async () => {
  for (const query of ['?after=abc', '?firstDay=2026-13-01', '?timeZone=Nowhere', '?subjectId=x', '?limit=0', '?action=DROP'])
    assert.equal((await call(administrator, 'GET', `/api/audit-entries${query}`)).status, 422, query)
})

test('the export holds every entry, guards formulas, is audited itself, and wants the password anew', async () => {
  const { status, text, headers } = await call(administrator, 'GET', '/api/audit-entries-export?action=person.')
  assert.equal(status, 200)
  assert.match(String(headers['content-disposition']), /attachment/)
  const lines = text.trim().split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(text, /"person\.left"/)
  assert.ok(!lines.some((line) => /(^|,)"[=+@-]/.test(line)), text)
  assert.deepEqual(await actions('?action=audit.exported'), ['audit.exported'])
  assert.equal((await call({ ...administrator, provedAgoMs: 11 * 60_000 }, 'GET', '/api/audit-entries-export')).status, 403)
})
