// The platform on a database of its own, without features and without a server: for tests of what happens behind the requests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type { Policy } from '#platform/access/policy.ts'
import { type Clock, fixedClock } from '#platform/clock.ts'
import { type Config, loadConfig } from '#platform/config.ts'
import { sql } from '#platform/db/sql.ts'
import { newId, newSecret } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { silentLog } from './template.ts'

const dataDirs: string[] = []
// At the root: a hook registered inside another hook would run when that one ends.
after(() => {
  for (const dir of dataDirs) rmSync(dir, { recursive: true, force: true })
})

export interface BarePlatform extends Platform {
  database: TestDatabase
}

export async function barePlatform(options: { clock?: Clock; policy?: Policy; config?: Partial<Config> } = {}): Promise<BarePlatform> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'attune-data-'))
  dataDirs.push(dataDir)
  const { db, ...database } = await testDatabase()
  return {
    config: { ...loadConfig({ DATA_DIR: dataDir, ATTUNE_ENV: 'test' }), ...options.config },
    clock: options.clock ?? fixedClock('2026-11-30T08:00:00Z'),
    db,
    log: silentLog,
    secrets: { auditKey: newSecret(), pepper: newSecret() },
    policy: options.policy ?? {},
    wake: () => undefined,
    enqueue: async () => undefined,
    database,
  }
}

/** A new organisation, only as a row. */
export async function addOrganisation(platform: Platform, name = 'Harbour Hotels'): Promise<string> {
  const id = newId()
  await platform.db.control((tx) =>
    tx.run(
      sql`insert into organisations (id, name, slug, created_at) values (${id}, ${name}, ${`o-${id}`}, ${platform.clock.now().toISOString()})`,
    ),
  )
  return id
}
