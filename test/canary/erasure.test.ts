// Somebody who stands in every place that can name a person is erased: afterwards no byte of them lies anywhere, and nobody finds them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFollowup } from '#features/followups/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { addPerson, addUnit, type Browser, comeInByCode } from '../support/house.ts'
import { learnEverything, learningTables } from '../support/learner.ts'
import { asAdmin } from '../support/template.ts'
import { everyPlace, hits, watchedHouse } from './places.ts'

const canaries = ['wegvogel', 'fortflug', 'WV-4711']
const watched = await watchedHouse()
const hollin = await watched.house.setUp()

async function uploadStaff(admin: Browser, lines: string[]): Promise<string> {
  const edge = newSecret()
  const text = `--${edge}\r\ncontent-disposition: form-data; name="choices"\r\n\r\n{"absent":"keep"}\r\n--${edge}\r\ncontent-disposition: form-data; name="file"; filename="staff.csv"\r\ncontent-type: text/csv\r\n\r\n${lines.join('\n')}\r\n--${edge}--\r\n`
  const answer = await admin.call('POST', '/api/people-imports', undefined, {
    headers: { 'content-type': `multipart/form-data; boundary=${edge}` },
    payload: text,
  })
  assert.equal(answer.status, 202, answer.text)
  return answer.body.id
}
/** Columns that hold a person's id, or several. */
const columnsOfPeople = (tables: readonly string[]): Promise<{ table: string; column: string; isList: boolean }[]> =>
  asAdmin(watched.house.platform.database.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select table_name as table, column_name as column, data_type = 'ARRAY' as "isList" from information_schema.columns
        where table_schema = 'public' and table_name = any($1) and udt_name in ('uuid', '_uuid') and column_name ~ '(person_id|owner_id|writer_ids|_by)$' order by 1, 2`,
      [tables],
    )
    return rows
  })
const rowsNaming = (columns: readonly { table: string; column: string; isList: boolean }[], personId: string): Promise<string[]> =>
  asAdmin(watched.house.platform.database.adminUrl, async (client) => {
    const found: string[] = []
    for (const { table, column, isList } of columns) {
      const { rowCount } = await client.query(`select from ${table} where ${isList ? `$1 = any(${column})` : `${column} = $1`} limit 1`, [
        personId,
      ])
      if (rowCount) found.push(`${table}.${column}`)
    }
    return found
  })
async function settled(admin: Browser, id: string): Promise<string> {
  for (;;) {
    const { state } = await admin.expect(200, 'GET', `/api/people-imports/${id}`)
    if (state !== 'planning' && state !== 'applying') return state
  }
}

test('after an erasure no byte of the person is left in rows, files, search or a new archive', async (t) => {
  const { house } = watched
  const { admin } = hollin
  const team = await addUnit(hollin, 'Night shift')
  const personId = await addPerson(hollin, {
    givenName: 'Wegvogel',
    familyName: 'Fortflug',
    email: 'wegvogel@fortflug.example',
    unitId: team,
    leadsUnit: true,
  })
  const reportId = await addPerson(hollin, { givenName: 'Rita', unitId: team })
  const person = await admin.call('GET', `/api/people/${personId}`)
  await admin.expect(
    200,
    'PATCH',
    `/api/people/${personId}`,
    { hrNumber: 'WV-4711' },
    { headers: { 'if-match': String(person.headers.etag) } },
  )
  await admin.expect(200, 'POST', '/api/invitations', { personIds: [personId] })
  await admin.expect(201, 'POST', '/api/badges', { personId })
  const own = await comeInByCode(house, hollin, personId)
  await own.expect(201, 'POST', `/api/people/${personId}/absences`, { startsOn: '2026-12-24', lastDay: '2026-12-26', deputyId: reportId })
  await admin.expect(201, 'POST', `/api/people/${reportId}/assignments`, { unitId: team, managerId: personId, startsOn: '2026-12-01' })
  await admin.expect(201, 'POST', '/api/role-grants', { personId, role: 'hr', unitId: null })
  await own.expect(200, 'GET', '/api/people?search=fortflug')
  const ctx = systemContext(house.platform, hollin.id, newId())
  const subject = { kind: 'example', id: newId(), link: '/examples' }
  await ctx.write((tx) => openFollowup(ctx, tx, { subject, ownerId: personId, visibility: 'leaders', dueAt: ctx.now() }))
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { id: principleId } = await admin.expect(201, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  const thanked = { id: newId(), toPersonIds: [personId], principleId, happened: 'Wegvogel stayed until the end.' }
  await admin.expect(201, 'POST', '/api/thanks', thanked)
  await own.expect(201, 'POST', '/api/thanks', { id: newId(), toPersonIds: [reportId], principleId, happened: 'Held the door all night.' })
  await learnEverything(house, hollin, { own, personId, unitId: team, mark: 'Wegvogel', principleId })
  const header = 'Employee ID,First name,Last name,E-mail,Department'
  const applied = await uploadStaff(admin, [
    header,
    'WV-4711,Wegvogel,Fortflug-Neu,wegvogel@fortflug.example,Packing',
    'WV-1,Other,One,,Packing',
  ])
  assert.equal(await settled(admin, applied), 'previewed')
  await admin.expect(202, 'POST', `/api/people-imports/${applied}/applications`, {})
  assert.equal(await settled(admin, applied), 'applied')
  const waiting = await uploadStaff(admin, [header, 'WV-4711,Wegvogel,Fortflug-Alt,wegvogel@fortflug.example,Packing'])
  assert.equal(await settled(admin, waiting), 'previewed')

  // Whatever names a person in learning and practice, by whichever column.
  const named = await columnsOfPeople(learningTables)
  const standing = await rowsNaming(named, personId)
  assert.ok(standing.length >= 18, `stands in ${standing.join(', ')}`)

  const before = hits(await everyPlace(watched), canaries)
  assert.ok(before.includes('rows: wegvogel') && before.includes('archive: wegvogel'), 'the look finds who is there')
  const { displayName } = await admin.expect(200, 'GET', `/api/people/${personId}`)
  const erasure = await admin.call('POST', `/api/people/${personId}/erasures`, { confirmation: displayName })
  assert.ok(erasure.status < 300, erasure.text)

  const after = hits(await everyPlace(watched), canaries)
  t.diagnostic(`${before.length} places and words before, ${after.length} after`)
  assert.deepEqual(after, [])
  assert.deepEqual(await rowsNaming(named, personId), [])
  for (const word of canaries) assert.deepEqual((await admin.expect(200, 'GET', `/api/people?search=${word}&status=all`)).items, [])
  await admin.expect(404, 'GET', `/api/people/${personId}`)
  await own.expect(401, 'GET', '/api/session')
  for (const url of [
    '/api/audit-entries',
    '/api/mails?state=all',
    '/api/role-grants',
    '/api/people-imports',
    '/api/followups',
    '/api/people-export',
  ]) {
    const answer = await admin.call('GET', url)
    assert.deepEqual(hits({ [url]: answer.text }, canaries), [])
  }
})
