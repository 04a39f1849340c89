// attune backup, attune restore (docs/guide/backup.md).
import path from 'node:path'
import { type Command, defineCommand, WrongUsage } from '../cli/command.ts'
import { readSecrets, replaceSecrets } from '../data-dir/secrets.ts'
import { createBackup } from './backup.ts'
import { BackupError } from './error.ts'
import { type Progress } from './progress.ts'
import { restoreBackup } from './restore/restore.ts'

export interface BackupCommandsOptions {
  migrationsDir: string
  /** As in `attune 0.1.0`. */
  program: string
}

export const backupCommands = (options: BackupCommandsOptions): Command[] => [backupCommand(options), restoreCommand(options)]

const passphrase = { type: 'stdin', description: 'Read the passphrase for the keys from standard input.' } as const
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const count = (rows: number) => rows.toLocaleString('en-GB')
const lineOf = ({ table, rows, done, of }: Progress): string =>
  `${String(done).padStart(String(of).length)}/${of}  ${table}  ${count(rows)} rows`

const backupCommand = ({ program }: BackupCommandsOptions): Command =>
  defineCommand({
    name: 'backup',
    summary: 'Write everything into one file, while the server runs.',
    details: [
      'The keys that lie outside the database (for PINs, printed codes and the audit log) go in under a passphrase, or stay out with --without-secrets.',
    ],
    options: {
      to: { type: 'string', description: 'The file to write; must not exist.', placeholder: 'FILE', isRequired: true },
      'passphrase-stdin': passphrase,
      'without-secrets': { type: 'boolean', description: 'Leave the keys out: after a restore elsewhere PINs and printed codes are dead.' },
    },
    needs: 'settings',
    async run(ground, options, io) {
      const { config, clock } = ground
      const secrets = chooseSecrets(config.dataDir, options['passphrase-stdin'], options['without-secrets'])
      const { ownerUrl } = await ground.database()
      const { file, bytes, rows, manifest } = await createBackup({
        ownerUrl,
        dataDir: config.dataDir,
        file: path.resolve(options.to),
        clock,
        program,
        secrets,
        signal: io.signal,
        onProgress: (at) => io.progress(lineOf(at)),
      })
      const tables = manifest.tables.map(({ name, rows: its, checksum }) => ({ table: name, rows: its, checksum }))
      const { createdAt, files, leftOut } = manifest
      return { file, bytes, createdAt, rows, files: files.length, secrets: manifest.secrets, leftOut, tables }
    },
    describe: (result) =>
      [
        `${result.file}: ${megabytes(result.bytes)}, ${count(result.rows)} rows in ${result.tables.length} tables, ${count(result.files)} files.`,
        ...result.leftOut.map(({ what, reason }) => `Left out: ${what} (${reason.replace(/\.$/, '')}).`),
        result.secrets === 'encrypted'
          ? 'The keys are in it, under your passphrase. The rest is readable: keep the file as safe as the database.'
          : 'The keys are not in it. It is readable: keep the file as safe as the database.',
      ].join('\n'),
  })

function chooseSecrets(dataDir: string, phrase: string | undefined, isWithout: boolean) {
  if (isWithout && phrase !== undefined)
    throw new WrongUsage('--passphrase-stdin and --without-secrets exclude each other: give one of them.')
  if (isWithout) return undefined
  if (phrase === undefined) {
    throw new WrongUsage(
      'Say what to do with the keys: --passphrase-stdin (as in: attune backup --to FILE --passphrase-stdin < FILE_WITH_PASSPHRASE) or --without-secrets.',
    )
  }
  const secrets = readSecrets(dataDir)
  // New ones made now would be locked in as if they were the right ones.
  if (secrets === undefined)
    throw new BackupError(`There are no keys in ${dataDir}.`, 'Run the backup with the DATA_DIR of the server, or with --without-secrets.')
  return { passphrase: phrase, values: { ...secrets } }
}

const restoreCommand = ({ migrationsDir, program }: BackupCommandsOptions): Command =>
  defineCommand({
    name: 'restore',
    summary: 'Bring everything back from a file that `backup` wrote.',
    details: [
      'Into an empty database: the one in DATA_DIR, which is made when there is none, or the one that DATABASE_URL names. Stop the server first.',
      'Checks the whole file before it changes anything, and every table afterwards. A restore that fails changes nothing.',
    ],
    options: {
      from: { type: 'string', description: 'The file that `backup` wrote.', placeholder: 'FILE', isRequired: true },
      'passphrase-stdin': passphrase,
      'without-secrets': { type: 'boolean', description: 'Leave the keys of DATA_DIR as they are.' },
      replace: { type: 'string', description: 'Give up what is there; the words to type are told.', placeholder: 'WORDS' },
    },
    needs: 'settings',
    async run(ground, options, io) {
      const { config, clock, log } = ground
      const phrase = options['passphrase-stdin']
      if (options['without-secrets'] && phrase !== undefined)
        throw new WrongUsage('--passphrase-stdin and --without-secrets exclude each other: give one of them.')
      return restoreBackup({
        file: options.from,
        async reachOwner() {
          const { ownerUrl, kind } = await ground.database()
          if (kind === 'attached') throw new BackupError(`Attune is running on ${config.dataDir}.`, 'Stop it first, then restore.')
          return ownerUrl
        },
        dataDir: config.dataDir,
        migrationsDir,
        clock,
        log,
        program,
        secrets: options['without-secrets'] ? 'without-secrets' : phrase === undefined ? undefined : { passphrase: phrase },
        saveSecrets: (values) => replaceSecrets(config.dataDir, values),
        replace: options.replace,
        signal: io.signal,
        onProgress: (at) => io.progress(lineOf(at)),
        say: (text) => io.progress(text),
      })
    },
    describe: (result) => {
      const width = Math.max(...result.tables.map(({ table }) => table.length))
      return [
        ...result.tables.map(({ table, rows, checksum }) => `${table.padEnd(width)}  ${count(rows).padStart(11)}  ${checksum}`),
        `Restored and read back: ${result.tables.length} tables, ${count(result.files)} files, as of ${result.madeAt} (${result.madeBy}).`,
        ...(result.migrated.length > 0 ? [`Migrated further: ${result.migrated.join(', ')}.`] : []),
        ...(result.keptAs ? [`What was there before is kept as ${result.keptAs}.`] : []),
        result.secrets === 'restored'
          ? 'The keys were restored as well.'
          : 'The keys were not restored. If this DATA_DIR is not the one that the backup was made from, PINs and printed codes are dead.',
      ].join('\n')
    },
  })
