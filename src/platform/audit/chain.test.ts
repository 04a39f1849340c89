import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { addOrganisation, barePlatform } from '../../../test/support/bare-platform.ts'
import { asAdmin } from '../../../test/support/template.ts'
import { recordAudit } from './record.ts'
import { readRememberedEnd } from './remembered-end.ts'
import { jobs } from './seal.ts'
import { type AuditReport, verifyAudit } from './verify.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const platform = await barePlatform({ clock })
const rounds = jobs.filter((job): job is Round => job.kind === 'round')

const write = (organisationId: string, count: number) =>
  systemContext(platform, organisationId, newId()).write(async (tx) => {
    for (let i = 0; i < count; i++)
      tx.audit({ action: 'person.moved', subject: { kind: 'person', id: newId() }, details: { units: ['a', 'b'], number: i } })
  })
const seal = (organisationId: string) => settleRounds(platform, rounds, [organisationId])
const verify = async (organisationId: string): Promise<AuditReport> => (await verifyAudit(platform, organisationId))[0]!

/** Three seals of four entries, whole. */
async function sealedLog(): Promise<string> {
  const organisationId = await addOrganisation(platform)
  for (let i = 0; i < 3; i++) {
    await write(organisationId, 4)
    clock.advance(5000)
    await seal(organisationId)
  }
  const report = await verify(organisationId)
  assert.deepEqual(
    [report.entries, report.seals, report.unsealed, report.faultCount],
    [12, 3, 0, 0],
    'the log is whole before it is tampered with',
  )
  return organisationId
}

/** As somebody who owns the database, and does not know the key. */
async function tamper(organisationId: string, statement: string): Promise<void> {
  await asAdmin(platform.database.adminUrl, async (client) => {
    const { rowCount } = await client.query(statement.replaceAll('$org', `'${organisationId}'`))
    assert.notEqual(rowCount, 0, 'the tampering did nothing')
  })
}

test('entries are sealed in a chain, the end of which is remembered outside the database', async () => {
  const organisationId = await sealedLog()
  assert.equal((await readRememberedEnd(platform.config.dataDir, organisationId))?.number, 3)
})

test('entries that are not sealed yet are counted, with the age of the oldest', async () => {
  const organisationId = await sealedLog()
  await write(organisationId, 2)
  clock.advance(3000)
  const { unsealed, unsealedSeconds, faultCount, entries } = await verify(organisationId)
  assert.deepEqual({ unsealed, unsealedSeconds, faultCount, entries }, { unsealed: 2, unsealedSeconds: 3, faultCount: 0, entries: 14 })
})

test('an entry that was committed late is sealed although younger ones were sealed before', async () => {
  const organisationId = await addOrganisation(platform)
  const author = { accountId: null, kind: 'system' as const, requestId: newId(), at: clock.now(), key: platform.secrets.auditKey }
  await platform.db.inOrganisation(organisationId, { readOnly: false }, async (late) => {
    await recordAudit(late, author, { action: 'person.moved', subject: { kind: 'person', id: 'late' } })
    clock.advance(1000)
    await write(organisationId, 3)
    await seal(organisationId)
  })
  clock.advance(5000)
  await write(organisationId, 1)
  await seal(organisationId)
  const { entries, seals, unsealed, faultCount } = await verify(organisationId)
  assert.deepEqual({ entries, seals, unsealed, faultCount }, { entries: 5, seals: 2, unsealed: 0, faultCount: 0 })
})

test('an entry that was committed late is sealed although nothing follows it', async () => {
  const organisationId = await addOrganisation(platform)
  const author = { accountId: null, kind: 'system' as const, requestId: newId(), at: clock.now(), key: platform.secrets.auditKey }
  await platform.db.inOrganisation(organisationId, { readOnly: false }, async (late) => {
    await recordAudit(late, author, { action: 'person.moved', subject: { kind: 'person', id: 'late' } })
    clock.advance(1000)
    await write(organisationId, 3)
    await seal(organisationId)
  })
  await seal(organisationId)
  const { entries, seals, unsealed } = await verify(organisationId)
  assert.deepEqual({ entries, seals, unsealed }, { entries: 4, seals: 2, unsealed: 0 })
})

test('an entry from a machine whose clock runs ahead is sealed when its time has come, and once', async () => {
  const organisationId = await addOrganisation(platform)
  const at = new Date(clock.now().getTime() + 60_000)
  await platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) =>
    recordAudit(
      tx,
      { accountId: null, kind: 'system', requestId: newId(), at, key: platform.secrets.auditKey },
      { action: 'a.b', subject: { kind: 'x', id: 'y' } },
    ),
  )
  await write(organisationId, 1)
  await seal(organisationId)
  assert.equal((await verify(organisationId)).unsealed, 1)
  clock.advance(60_000)
  await seal(organisationId)
  await write(organisationId, 1)
  await seal(organisationId)
  const { unsealed, faultCount, entries } = await verify(organisationId)
  assert.deepEqual({ unsealed, faultCount, entries }, { unsealed: 0, faultCount: 0, entries: 3 })
})

const entry = (offset: number) => `(select id from audit_entries where organisation_id = $org order by id offset ${offset} limit 1)`
const tamperings: [what: string, statement: string, found: RegExp][] = [
  [
    'a changed detail',
    `update audit_entries set details = '{"number":99}' where organisation_id = $org and id = ${entry(5)}`,
    /^entry .* was changed$/,
  ],
  [
    'a changed author',
    `update audit_entries set author_id = gen_random_uuid() where organisation_id = $org and id = ${entry(0)}`,
    /^entry .* was changed$/,
  ],
  [
    'a changed time',
    `update audit_entries set at = at + interval '1 day' where organisation_id = $org and id = ${entry(3)}`,
    /^entry .* was changed$/,
  ],
  ['a removed entry', `delete from audit_entries where organisation_id = $org and id = ${entry(6)}`, /^entry .* is missing$/],
  [
    'a forged entry',
    `insert into audit_entries select organisation_id, gen_random_uuid(), at, author_kind, author_id, request_id, action, subject_kind, subject_id, details, hmac
     from audit_entries where organisation_id = $org and id = ${entry(2)}`,
    /^entry .* is not sealed and was changed or forged$/,
  ],
  ['a removed first seal', `delete from audit_seals where organisation_id = $org and number = 1`, /^seal 1 missing$/],
  ['a removed seal in the middle', `delete from audit_seals where organisation_id = $org and number = 2`, /^seal 2 missing$/],
  ['a removed last seal', `delete from audit_seals where organisation_id = $org and number = 3`, /^seal 3 .*is missing/],
  [
    'seals renumbered to hide a removed one',
    `with gone as (delete from audit_seals where organisation_id = $org and number = 3 returning *)
     update audit_seals s set entry_ids = gone.entry_ids, last_id = gone.last_id, total = 8, hash = gone.hash, sealed_at = gone.sealed_at from gone
      where s.organisation_id = $org and s.number = 2`,
    /^seal 2 was changed$/,
  ],
  [
    'two seals changed about',
    `update audit_seals a set entry_ids = b.entry_ids, hash = b.hash, last_id = b.last_id, sealed_at = b.sealed_at, previous_hash = b.previous_hash
     from audit_seals b where a.organisation_id = $org and b.organisation_id = $org and a.number + b.number = 3 and a.number <> b.number`,
    /^seal 1 (was changed|does not follow)/,
  ],
  [
    'an entry taken out of its seal',
    `update audit_seals set entry_ids = entry_ids[2:] where organisation_id = $org and number = 2`,
    /^seal 2 (was changed|counts wrongly)/,
  ],
  [
    'entries reordered in a seal',
    `update audit_seals set entry_ids = array[entry_ids[2], entry_ids[1]] || entry_ids[3:] where organisation_id = $org and number = 2`,
    /^seal 2 was changed$/,
  ],
]
for (const [what, statement, found] of tamperings) {
  test(`the verifier finds ${what}`, async () => {
    const organisationId = await sealedLog()
    await tamper(organisationId, statement)
    const { faults, faultCount } = await verify(organisationId)
    assert.ok(faultCount > 0, 'nothing was found')
    const said = faults.map((fault) => `${fault.at} ${fault.what}`)
    assert.ok(
      said.some((text) => found.test(text)),
      said.join('\n'),
    )
  })
}

test('cutting off the end of the log, seals and entries, is found by what this machine remembers', async () => {
  const organisationId = await sealedLog()
  await tamper(
    organisationId,
    `delete from audit_entries where organisation_id = $org and id in (select unnest(entry_ids) from audit_seals where organisation_id = $org and number = 3)`,
  )
  await tamper(organisationId, `delete from audit_seals where organisation_id = $org and number = 3`)
  const { faults } = await verify(organisationId)
  assert.match(faults[0]!.what, /cut off/)
})

test('a whole log copied into another organisation is a forgery there', async () => {
  const from = await sealedLog()
  const to = await addOrganisation(platform)
  await tamper(
    from,
    `insert into audit_entries select '${to}', id, at, author_kind, author_id, request_id, action, subject_kind, subject_id, details, hmac from audit_entries where organisation_id = $org`,
  )
  await tamper(
    from,
    `insert into audit_seals select '${to}', number, sealed_at, entry_ids, last_id, total, next_from, previous_hash, hash from audit_seals where organisation_id = $org`,
  )
  assert.ok((await verify(to)).faultCount >= 12)
})

test('the application can neither change nor remove an entry or a seal', async () => {
  const organisationId = await sealedLog()
  for (const statement of [
    sql`update audit_entries set action = 'x'`,
    sql`delete from audit_entries`,
    sql`update audit_seals set total = 0`,
    sql`delete from audit_seals`,
  ])
    await assert.rejects(
      platform.db.inOrganisation(organisationId, { readOnly: false }, (tx) => tx.run(statement)),
      /permission denied/,
    )
})

test('two workers seal one chain', async () => {
  const organisationId = await addOrganisation(platform)
  await write(organisationId, 50)
  await Promise.all([seal(organisationId), seal(organisationId), seal(organisationId)])
  await write(organisationId, 5000)
  await Promise.all([seal(organisationId), seal(organisationId)])
  await seal(organisationId)
  const { entries, unsealed, faultCount } = await verify(organisationId)
  assert.deepEqual({ entries, unsealed, faultCount }, { entries: 5050, unsealed: 0, faultCount: 0 })
})
