// Walks the chain from its beginning and recomputes everything: each entry's HMAC, each seal's, the order, the end, and what is not sealed yet.
import type { Tx } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { isSameSecret } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { firstPreviousHash, isEntryIntact, type Seal, sealHash, type StoredEntry } from './chain.ts'
import { readRememberedEnd } from './remembered-end.ts'
import { countSealedTwice, entriesById, sealsAfter, unsealedAfter } from './seal-store.ts'

const sealsPerRead = 50
const entriesPerRead = 2000
const faultsKept = 50
/** Sealing takes seconds, and late entries are found within an hour: a seal that is so much younger has passed the entry over. */
const passedOverMs = 2 * 3_600_000
const nilId = '00000000-0000-0000-0000-000000000000'

export interface AuditFault {
  /** `seal 12` or `entry <id>`. */
  at: string
  what: string
}
export interface AuditReport {
  organisationId: string
  entries: number
  seals: number
  unsealed: number
  /** Age of the oldest entry that is not sealed. */
  unsealedSeconds: number
  faultCount: number
  /** The first of them. */
  faults: AuditFault[]
}

/** Checks one organisation, or all. Reads only. */
export async function verifyAudit(platform: Platform, organisationId?: string): Promise<AuditReport[]> {
  const organisations = organisationId
    ? [{ id: organisationId }]
    : await platform.db.controlRead(sql<{ id: string }>`select id from organisations order by id`)
  const reports: AuditReport[] = []
  for (const { id } of organisations) reports.push(await verifyOne(platform, id))
  return reports
}

const verifyOne = (platform: Platform, organisationId: string): Promise<AuditReport> =>
  platform.db.inOrganisation(organisationId, { readOnly: true }, async (tx) => {
    const report: AuditReport = { organisationId, entries: 0, seals: 0, unsealed: 0, unsealedSeconds: 0, faultCount: 0, faults: [] }
    const blame = (at: string, what: string) => {
      report.faultCount += 1
      if (report.faults.length < faultsKept) report.faults.push({ at, what })
    }
    const end = await readRememberedEnd(platform.config.dataDir, organisationId)
    let previous: Seal | undefined
    let seals: Seal[]
    do {
      seals = await sealsAfter(tx, previous?.number ?? 0, sealsPerRead)
      for (const seal of seals) {
        const entries = await readEntries(tx, seal.entryIds)
        checkSeal(platform.secrets.auditKey, organisationId, seal, previous, entries, blame)
        if (end?.number === seal.number && end.hash !== seal.hash) blame(`seal ${seal.number}`, 'is not the seal that this machine made')
        report.seals += 1
        report.entries += entries.size
        previous = seal
      }
    } while (seals.length === sealsPerRead)
    if (end && end.number > (previous?.number ?? 0))
      blame(`seal ${end.number}`, `made at ${end.sealedAt}, is missing: the end of the log was cut off, or an older backup was restored`)
    const doubled = await countSealedTwice(tx)
    if (doubled > 0) blame('seals', `${doubled} entries are sealed more than once`)
    await checkUnsealed(platform, tx, previous, report, blame)
    return report
  })

async function readEntries(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredEntry>> {
  const entries = new Map<string, StoredEntry>()
  for (let i = 0; i < ids.length; i += entriesPerRead)
    for (const entry of await entriesById(tx, ids.slice(i, i + entriesPerRead))) entries.set(entry.id, entry)
  return entries
}

function checkSeal(
  key: string,
  organisationId: string,
  seal: Seal,
  previous: Seal | undefined,
  entries: ReadonlyMap<string, StoredEntry>,
  blame: (at: string, what: string) => void,
): void {
  const at = `seal ${seal.number}`
  const expected = (previous?.number ?? 0) + 1
  if (seal.number !== expected)
    blame(seal.number === expected + 1 ? `seal ${expected}` : `seals ${expected} to ${seal.number - 1}`, 'missing')
  else if (seal.previousHash !== (previous?.hash ?? firstPreviousHash)) blame(at, 'does not follow the seal before it')
  if (seal.number === expected && seal.total !== (previous?.total ?? 0) + seal.entryIds.length) blame(at, 'counts wrongly')
  const sealed = seal.entryIds.map((id) => entries.get(id))
  for (const [i, entry] of sealed.entries()) {
    if (!entry) blame(`entry ${seal.entryIds[i]}`, `of seal ${seal.number} is missing`)
    else if (!isEntryIntact(key, organisationId, entry)) blame(`entry ${entry.id}`, 'was changed')
  }
  // With a missing entry the hash can't be made again; the entry is the fault then.
  if (sealed.every((entry) => entry !== undefined) && !isSameSecret(seal.hash, sealHash(key, organisationId, seal, sealed)))
    blame(at, 'was changed')
}

async function checkUnsealed(
  platform: Platform,
  tx: Tx,
  lastSeal: Seal | undefined,
  report: AuditReport,
  blame: (at: string, what: string) => void,
): Promise<void> {
  const nowMs = platform.clock.now().getTime()
  const lastSealMs = lastSeal ? new Date(lastSeal.sealedAt).getTime() : -Infinity
  let afterId = nilId
  let entries: StoredEntry[]
  do {
    entries = await unsealedAfter(tx, afterId, entriesPerRead)
    for (const entry of entries) {
      const atMs = new Date(entry.at).getTime()
      report.unsealedSeconds = Math.max(report.unsealedSeconds, Math.round((nowMs - atMs) / 1000))
      if (!isEntryIntact(platform.secrets.auditKey, tx.organisationId, entry))
        blame(`entry ${entry.id}`, 'is not sealed and was changed or forged')
      else if (lastSealMs - atMs > passedOverMs)
        blame(`entry ${entry.id}`, 'is in no seal although later ones are: it was added or taken out of one')
    }
    report.unsealed += entries.length
    report.entries += entries.length
    afterId = entries.at(-1)?.id ?? afterId
  } while (entries.length === entriesPerRead)
}
