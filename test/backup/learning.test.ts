// All that is taught, learnt and practised, in each of its tables, comes back from an archive as it was.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { createBackup } from '#platform/backup/backup.ts'
import { restoreBackup } from '#platform/backup/restore/restore.ts'
import { tableChecksums } from '#platform/backup/snapshot.ts'
import { emptyDatabase } from '../support/database.ts'
import { addPerson, addUnit, comeInByCode, startHouse } from '../support/house.ts'
import { learnEverything, learningTables } from '../support/learner.ts'
import { migrationsDir, silentLog } from '../support/template.ts'
import { folder } from './specimen.ts'

test('every table of learning and practice has rows, and comes back with the same checksum', async (t) => {
  const house = await startHouse({ config: { smtpUrl: 'smtp://127.0.0.1:9' } })
  const hollin = await house.setUp()
  const unitId = await addUnit(hollin, 'Packing')
  const personId = await addPerson(hollin, { givenName: 'Lea', email: 'lea@hollin.example', unitId, leadsUnit: true })
  const own = await comeInByCode(house, hollin, personId)
  const texts = { en: { name: 'Keep the promise', meaning: 'We do what we said.' } }
  const { id: principleId } = await hollin.admin.expect(201, 'POST', '/api/principles', { colour: 'navy', icon: 'link', texts })
  await learnEverything(house, hollin, { own, personId, unitId, mark: 'Lea', principleId })
  const { database, config, clock } = house.platform
  const before = await tableChecksums(database.ownerUrl)
  const empty = learningTables.filter((name) => !before.some(({ table, rows }) => table === name && rows > 0))
  assert.deepEqual(empty, [], 'nothing that is empty would be missed')
  const file = path.join(folder, 'learning.tar')
  await createBackup({ ownerUrl: database.ownerUrl, dataDir: config.dataDir, file, clock, program: 'attune test' })
  const target = await emptyDatabase()
  await restoreBackup({
    file,
    reachOwner: async () => target.ownerUrl,
    dataDir: path.join(folder, 'learning-data'),
    migrationsDir,
    clock,
    log: silentLog,
    program: 'attune test',
    saveSecrets: () => () => undefined,
  })
  assert.deepEqual(await tableChecksums(target.ownerUrl), before)
  t.diagnostic(
    `${learningTables.length} tables, ${before.filter(({ table }) => learningTables.includes(table)).reduce((sum, { rows }) => sum + rows, 0)} rows`,
  )
})
