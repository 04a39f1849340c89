// Every place in which a trace could lie: the log, each row of each table, the figures of /metrics, the data folder, a new archive.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Writable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { pino } from 'pino'
import { createBackup } from '#platform/backup/backup.ts'
import { newId } from '#platform/ids.ts'
import { folder } from '../backup/specimen.ts'
import { readMembers } from '../backup/tamper.ts'
import { everyRow, type House, startHouse } from '../support/house.ts'

export interface Watched {
  house: House
  log: () => string
}

/** A house that logs as much as it can, with a mail server's address, so that letters wait in the outbox. */
export async function watchedHouse(): Promise<Watched> {
  let log = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log += chunk.toString()
      done()
    },
  })
  const house = await startHouse({ log: pino({ level: 'trace' }, stream), config: { smtpUrl: 'smtp://127.0.0.1:9' } })
  return { house, log: () => log }
}

async function archive({ platform }: House): Promise<string> {
  const name = `${newId()}.tar`
  await createBackup({
    ownerUrl: platform.database.ownerUrl,
    dataDir: platform.config.dataDir,
    file: path.join(folder, name),
    clock: platform.clock,
    program: 'attune test',
    secrets: { passphrase: 'four quiet horses run', values: platform.secrets },
  })
  return readMembers(name)
    .map(({ name: member, content }) => `${member}\n${(member.endsWith('.gz') ? gunzipSync(content) : content).toString()}`)
    .join('\n')
}

const files = (dir: string): string =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

export async function everyPlace({ house, log }: Watched): Promise<Record<string, string>> {
  return {
    log: log(),
    rows: await everyRow(house),
    metrics: (await house.browser().call('GET', '/metrics')).text,
    files: files(house.platform.config.dataDir),
    archive: await archive(house),
  }
}

/** Where a canary lies: `place: canary`. Upper and lower case count as the same. */
export function hits(places: Record<string, string>, canaries: readonly string[]): string[] {
  return Object.entries(places).flatMap(([place, text]) => {
    const lower = text.toLowerCase()
    return canaries.filter((canary) => lower.includes(canary.toLowerCase())).map((canary) => `${place}: ${canary}`)
  })
}
