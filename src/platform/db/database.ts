// Transactions. A tenant transaction begins with `BEGIN; SET LOCAL app.organisation_id` in one message on a pipelining
// client: no context, no rows. kysely's own transaction() plus a set_config query was measured at 0.36 of a bare server.
import type { Writable } from 'node:stream'
import pg from 'pg'
import { isUuid } from '../ids.ts'
import type { Logger } from '../log.ts'
import { compileQuery, type RawBuilder } from './sql.ts'

export interface GlobalTx {
  /** Sends at once; await the rows when you need them. A failure also fails the transaction. */
  run<R>(query: RawBuilder<R>): Promise<R[]>
}
export interface Tx extends GlobalTx {
  readonly organisationId: string
}

export interface Database {
  /** The only tenant transaction. Commits when `work` returns, rolls back when it throws. */
  inOrganisation<T>(organisationId: string, options: { readOnly: boolean }, work: (tx: Tx) => Promise<T>): Promise<T>
  /** One tenant query: BEGIN, SET LOCAL, query and COMMIT in one round trip. */
  read<R>(organisationId: string, query: RawBuilder<R>): Promise<R[]>
  /** Global tables only (accounts, sessions, job queue, outbox dispatcher), on a pool of its own. */
  control<T>(work: (tx: GlobalTx) => Promise<T>): Promise<T>
  /** One query on global tables, without a transaction of its own. */
  controlRead<R>(query: RawBuilder<R>): Promise<R[]>
  /** A bare client on the control pool, for LISTEN, advisory locks and COPY-like work. Release it. */
  connect(): Promise<pg.PoolClient>
  readonly pools: { data: pg.Pool; control: pg.Pool }
  close(): Promise<void>
}

const { builtins } = pg.types
const isoTime = (value: string) => new Date(value).toISOString()
const parsers: Record<number, (value: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.DATE]: (value) => value,
  [builtins.TIMESTAMPTZ]: (value) => (value.endsWith('infinity') ? value : isoTime(value)),
}
const types = { getTypeParser: (oid: number, format?: string) => parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text') }

const camelNames = new Map<string, string>()
function camelCase(name: string): string {
  let known = camelNames.get(name)
  if (known === undefined) {
    known = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    camelNames.set(name, known)
  }
  return known
}

// Named statements are parsed and planned once per connection. Bounded, and never for bulk inserts, whose text varies.
const statementNames = new Map<string, string>()
function statementName(text: string, parameters: number): string | undefined {
  if (parameters > 40) return undefined
  let name = statementNames.get(text)
  if (name === undefined && statementNames.size < 1000) {
    name = `s${statementNames.size}`
    statementNames.set(text, name)
  }
  return name
}

/** What is sent within one turn of the event loop leaves in one system call: each write to the socket costs as much as a small query. */
function gather(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function send<R>(client: pg.ClientBase, query: RawBuilder<R>): Promise<R[]> {
  gather(client)
  const { text, values } = compileQuery(query)
  const name = statementName(text, values.length)
  const answer = client.query({ text, values, types, rowMode: 'array', ...(name ? { name } : {}) }).then((result) => {
    const keys = result.fields.map((field) => camelCase(field.name))
    return (result.rows as unknown[][]).map((row) => {
      const object: Record<string, unknown> = {}
      for (let i = 0; i < keys.length; i++) object[keys[i]!] = row[i]
      return object as R
    })
  })
  // A query that nobody awaits yet must not end the process; its failure still fails COMMIT.
  answer.catch(() => undefined)
  return answer
}

function beginText(organisationId: string, isReadOnly: boolean): string {
  if (!isUuid(organisationId)) throw new TypeError('an organisation id is a uuid')
  return `BEGIN${isReadOnly ? ' READ ONLY' : ''}; SET LOCAL app.organisation_id = '${organisationId}'`
}

export interface DatabaseOptions {
  /** Connection string of the application's role. */
  appUrl: string
  /** SET ROLE after connecting, where owner and application share one login. */
  role?: string | undefined
  log: Logger
  max?: number
  statementTimeoutMs?: number
}

export function openDatabase(options: DatabaseOptions): Database {
  const connections = new Set<pg.ClientBase>()
  let isClosing = false
  // Only words: the error of a pool carries the whole client along, with its statements.
  const noteLoss = (error: Error) => {
    if (!isClosing) options.log.warn({ fault: error.message }, 'database connection lost')
  }
  const open = (max: number, name: string) => {
    const pool = new pg.Pool({
      connectionString: options.appUrl,
      max,
      application_name: `attune ${name}`,
      pipeline: true,
      connectionTimeoutMillis: 5000,
      idleTimeoutMillis: 60_000,
      statement_timeout: options.statementTimeoutMs ?? 20_000,
      idle_in_transaction_session_timeout: 60_000,
      ...(options.role ? { options: `-c role=${options.role}` } : {}),
    })
    // Without listeners a killed server takes the process along.
    pool.on('error', () => undefined)
    pool.on('connect', (client) => connections.add(client.on('error', noteLoss)))
    pool.on('remove', (client) => connections.delete(client))
    return pool
  }
  const data = open(options.max ?? 12, 'data')
  const control = open(Math.max(4, Math.ceil((options.max ?? 12) / 2)), 'control')

  async function transaction<T>(pool: pg.Pool, begin: string, work: (tx: GlobalTx) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    let failed: Error | undefined
    gather(client)
    const begun = client.query(begin)
    begun.catch((error: Error) => (broken = error))
    try {
      const result = await work({
        run(query) {
          const answer = send(client, query)
          answer.catch((error: Error) => (failed ??= error))
          return answer
        },
      })
      gather(client)
      // Sent behind what nobody awaits: waiting for BEGIN first would cost a round trip.
      const committing = client.query('COMMIT')
      committing.catch(() => undefined)
      await begun
      const commit = await committing
      // A failed statement that nobody awaited turns COMMIT into ROLLBACK without an error: never report that as done.
      if (commit.command !== 'COMMIT') throw failed ?? new Error('the transaction was rolled back because one of its statements failed')
      return result
    } catch (error) {
      if (!broken) await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
      throw error
    } finally {
      client.release(broken)
    }
  }

  return {
    pools: { data, control },
    inOrganisation: (organisationId, { readOnly }, work) =>
      transaction(data, beginText(organisationId, readOnly), (tx) => work({ ...tx, organisationId })),
    async read(organisationId, query) {
      const begin = beginText(organisationId, true)
      const client = await data.connect()
      let broken: Error | undefined
      try {
        gather(client)
        const begun = client.query(begin)
        const rows = send(client, query)
        const done = client.query('COMMIT')
        const [, answer] = await Promise.all([begun, rows, done])
        return answer
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: Error) => (broken = failure))
        throw error
      } finally {
        client.release(broken)
      }
    },
    control: (work) => transaction(control, 'BEGIN', work),
    async controlRead(query) {
      const client = await control.connect()
      let broken: Error | undefined
      try {
        return await send(client, query)
      } catch (error) {
        if ((error as { code?: string }).code === undefined) broken = error as Error
        throw error
      } finally {
        client.release(broken)
      }
    },
    connect: () => control.connect(),
    async close() {
      isClosing = true
      await Promise.all([data.end(), control.end()])
      // end() does not wait until the server has seen them go; whoever stops it next would cut them off.
      const farewell = (pool: pg.Pool) => new Promise<void>((resolve) => pool.on('remove', () => connections.size === 0 && resolve()))
      if (connections.size > 0) await Promise.race([farewell(data), farewell(control)])
    },
  }
}
