// The server's settings: small enough for a shop's old machine, and never at the price of a committed row.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Credentials } from './credentials.ts'
import type { Folders } from './folders.ts'

const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`

export type ServerSettings = Record<string, string | number>

function ownSettings({ host, port }: Credentials): ServerSettings {
  const isSocket = host.startsWith('/')
  return {
    listen_addresses: isSocket ? '' : host,
    unix_socket_directories: isSocket ? host : '',
    unix_socket_permissions: '0700',
    port,
    max_connections: 60,
    password_encryption: 'scram-sha-256',

    // Nothing acknowledged is ever lost.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    // Small memory.
    shared_buffers: '64MB',
    effective_cache_size: '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    autovacuum_max_workers: 2,
    max_worker_processes: 4,
    max_parallel_workers: 2,
    io_method: 'sync',
    jit: 'off',

    // Base backups and point-in-time restore need 'replica'; nobody streams from here.
    wal_level: 'replica',
    max_wal_senders: 0,
    max_replication_slots: 0,
    max_logical_replication_workers: 0,
    min_wal_size: '32MB',
    max_wal_size: '512MB',

    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'iso, ymd',
    lc_messages: 'C',

    // Starts, stops and crashes only. Errors go to the program that caused them: their text can hold people's data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    logging_collector: 'off',
  }
}

/** Writes the server's configuration. It is made anew at each start; operators change things in DATA_DIR/postgres.conf. */
export function writeSettings(folders: Folders, cluster: string, credentials: Credentials, extra: ServerSettings): void {
  const settings = { ...ownSettings(credentials), ...extra }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quote(String(value))}`)
  const files = {
    'postgresql.conf': [
      '# Written by Attune at every start. Your own settings belong in postgres.conf beside this folder.',
      ...lines,
      ...(existsSync(folders.overrides) ? [`include = ${quote(folders.overrides)}`] : []),
    ],
    'pg_hba.conf': ['# Written by Attune at every start.', 'local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256'],
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(cluster, name), `${content.join('\n')}\n`, { mode: 0o600 })
  mkdirSync(folders.run, { recursive: true, mode: 0o700 })
  chmodSync(folders.run, 0o700)
}
