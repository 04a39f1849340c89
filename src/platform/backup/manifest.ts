// What an archive says about itself (docs/guide/backup.md). It comes last, so that an archive that was cut off has none; after it only its sum.
import { z } from 'zod'
import { BackupError } from './error.ts'

export const formatName = 'attune-backup'
export const formatVersion = 1
export const manifestName = 'manifest.json'
export const manifestSumName = 'manifest.json.sha256'
/** As sha256sum writes it. */
export const manifestSumText = (manifestSha256: string): string => `${manifestSha256}  ${manifestName}\n`
export const secretsName = 'secrets.json'
export const filesFolder = 'files/'
export const memberOfTable = (table: string): string => `tables/${table}.copy.gz`

/** 64 MiB: some 400,000 files. */
export const longestManifestBytes = 64 * 1024 * 1024

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/)

export const tableEntry = z.strictObject({
  name,
  columns: z.array(z.strictObject({ name, type: z.string().max(200) })).max(1600),
  rows: count,
  /** Sum of the rows' SHA-256 modulo 2^256 (row-sum.ts). */
  checksum: sha256,
  /** Unpacked, and as stored. */
  bytes: count,
  storedBytes: count,
  /** Of the bytes as stored. */
  sha256,
})
export type TableEntry = z.infer<typeof tableEntry>

const fileEntry = z.strictObject({ path: z.string().min(1).max(255), bytes: count, sha256 })
export type FileEntry = z.infer<typeof fileEntry>

export const manifestSchema = z.strictObject({
  format: z.literal(formatName),
  formatVersion: z.literal(formatVersion),
  program: z.string().max(100),
  postgres: z.string().max(100),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.strictObject({ name: z.string().max(200), checksum: sha256 })).max(10_000),
  organisations: count,
  tables: z.array(tableEntry).max(2000),
  sequences: z
    .array(
      z.strictObject({
        name,
        lastValue: z
          .string()
          .regex(/^-?\d{1,19}$/)
          .nullable(),
      }),
    )
    .max(2000),
  files: z.array(fileEntry),
  leftOut: z.array(z.strictObject({ what: z.string().max(200), reason: z.string().max(500) })).max(2000),
  secrets: z.enum(['encrypted', 'left-out']),
})
export type Manifest = z.infer<typeof manifestSchema>

const anyVersion = z.object({ format: z.literal(formatName), formatVersion: z.number().int(), program: z.string().optional() })

export function parseManifest(text: string): Manifest {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new BackupError("The archive's manifest can't be read.", 'Take another copy of the archive.')
  }
  const head = anyVersion.safeParse(json)
  if (!head.success) throw new BackupError('This file is no backup of Attune.', 'Name the file that `attune backup` wrote.')
  if (head.data.formatVersion > formatVersion) {
    throw new BackupError(
      `The archive was made by a newer Attune (${head.data.program ?? 'unknown'}, format ${head.data.formatVersion}; this one reads format ${formatVersion}).`,
      'Update Attune, then restore again.',
    )
  }
  const parsed = manifestSchema.safeParse(json)
  if (!parsed.success) {
    const first = parsed.error.issues[0]
    throw new BackupError(
      `The archive's manifest is not valid: ${first?.path.join('.')}: ${first?.message}.`,
      'Take another copy of the archive.',
    )
  }
  return parsed.data
}
