// Transactions. A tenant transaction begins with BEGIN and SET LOCAL app.organisation_id in the same message as its first statements (batch.ts):
// no context, no rows. kysely's own transaction() plus a set_config query was measured at 0.36 of a bare server.
import pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import { isUuid } from '../ids.ts'
import type { Logger } from '../log.ts'
import { Batch, type Column, Prepared, type Statement } from './batch.ts'
import { compileQuery, keyOf, type RawBuilder } from './sql.ts'

export interface GlobalTx {
  /** Sends at once; await the rows when you need them. A failure also fails the transaction. */
  run<R>(query: RawBuilder<R>): Promise<R[]>
}
export interface Tx extends GlobalTx {
  readonly organisationId: string
}

/** A tenant transaction as `inOrganisation` opens it. */
export interface OpenTx extends Tx {
  /** Nothing will be asked after this turn of the event loop: COMMIT travels with what was, which saves the last way to the server and back. */
  endsWithThisTurn(): void
}

export interface Database {
  /** The only tenant transaction. Commits when `work` returns, rolls back when it throws. */
  inOrganisation<T>(organisationId: string, options: { readOnly: boolean }, work: (tx: OpenTx) => Promise<T>): Promise<T>
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
/** `2026-11-22 04:06:41.2813+00` as `2026-11-22T04:06:41.281Z`; a Date in between took a hundredth of a request. */
const isoTime = (value: string): string =>
  /^\d{4}-.{14}/.test(value) && value.endsWith('+00')
    ? `${value.slice(0, 10)}T${value.slice(11, 19)}.${value.slice(20, -3).padEnd(3, '0').slice(0, 3)}Z`
    : new Date(value).toISOString()
const parsers: Record<number, (value: string) => unknown> = {
  [builtins.INT8]: Number,
  [builtins.DATE]: (value) => value,
  [builtins.TIMESTAMPTZ]: (value) => (value.endsWith('infinity') ? value : isoTime(value)),
}
const columns = new Map<string, Column>()
function columnOf(name: string, type: number): Column {
  const id = `${type} ${name}`
  let known = columns.get(id)
  if (!known) {
    known = {
      key: keyOf(name),
      parse: parsers[type] ?? pg.types.getTypeParser(type, 'text'),
    }
    columns.set(id, known)
  }
  return known
}

/** A connection while somebody has it: gathers statements until the turn of the event loop ends, and while others are under way. */
class Line {
  readonly #client: pg.ClientBase
  readonly #prepared: Prepared
  #waiting: Statement[] = []
  #isUnderWay = false

  constructor(client: pg.ClientBase) {
    this.#client = client
    this.#prepared = preparedOn.get(client) ?? new Prepared()
    preparedOn.set(client, this.#prepared)
  }

  /**
   * `isPrepared`: parsed and planned once per connection. Not for texts that hardly come again. `isFirst`: waits for what comes next, so that a transaction begins
   * in one message with its first statements, also those that are gathered until the end of the turn.
   */
  send(
    text: string,
    parameters: readonly unknown[],
    isPrepared: boolean,
    isFirst = false,
  ): Promise<{ command: string; rows: Record<string, unknown>[] }> {
    // Before anything waits: a value that can't travel fails here and now, and with it the transaction.
    const values = parameters.map((value) => (typeof value === 'string' ? value : prepareValue(value)))
    const answer = new Promise<{ command: string; rows: Record<string, unknown>[] }>((done, failed) => {
      this.#waiting.push({ text, values, isPrepared, done, failed })
    })
    if (!this.#isUnderWay && !isFirst) this.#sendNext()
    // A statement that nobody awaits yet must not end the process; its failure still fails COMMIT.
    answer.catch(() => undefined)
    return answer
  }

  #sendNext(): void {
    this.#isUnderWay = true
    process.nextTick(() => {
      this.#isUnderWay = this.#waiting.length > 0
      if (this.#isUnderWay) this.#client.query(new Batch(this.#waiting.splice(0), this.#prepared, columnOf, () => this.#sendNext()))
    })
  }

  /** The setting itself can't be a parameter. It is kept prepared for the first organisations that this connection serves, which spares a hundredth of a request. */
  setOrganisation(organisationId: string): void {
    const { organisations } = this.#prepared
    if (organisations.size < mostOrganisations) organisations.add(organisationId)
    void this.send(`SET LOCAL app.organisation_id = '${organisationId}'`, [], organisations.has(organisationId), true)
  }

  run<R>(query: RawBuilder<R>): Promise<R[]> {
    const { text, values } = compileQuery(query)
    // Bulk inserts have many parameters and a text of their own each time; the dozen signals of a customer's answer come again.
    const answer = this.send(text, values, values.length <= mostParameters).then(({ rows }) => rows as R[])
    answer.catch(() => undefined)
    return answer
  }
}
const preparedOn = new WeakMap<pg.ClientBase, Prepared>()
/** Of a statement that is prepared. */
export const mostParameters = 200
const mostOrganisations = 50

function begin(line: Line, isReadOnly: boolean, organisationId?: string): void {
  if (organisationId !== undefined && !isUuid(organisationId)) throw new TypeError('an organisation id is a uuid')
  void line.send(isReadOnly ? 'BEGIN READ ONLY' : 'BEGIN', [], true, true)
  if (organisationId !== undefined) line.setOrganisation(organisationId)
}

/** The error of a connection that is of no more use. */
async function rollBack(line: Line): Promise<Error | undefined> {
  const once = () =>
    line.send('ROLLBACK', [], true).then(
      () => undefined,
      (error: Error) => error,
    )
  // The first may travel behind a statement that fails, and is skipped with it.
  return (await once()) && (await once())
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

  /** What leaves a transaction open or a connection unsure is undone before anybody else gets it. */
  async function held<T>(pool: pg.Pool, work: (line: Line) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    const line = new Line(client)
    let broken: Error | undefined
    try {
      return await work(line)
    } catch (error) {
      broken = await rollBack(line)
      throw error
    } finally {
      client.release(broken)
    }
  }

  type Ending = GlobalTx & Pick<OpenTx, 'endsWithThisTurn'>
  const transaction = <T>(pool: pg.Pool, isReadOnly: boolean, organisationId: string | undefined, work: (tx: Ending) => Promise<T>) =>
    held(pool, async (line) => {
      let failed: Error | undefined
      let end: Promise<{ command: string }> | undefined
      const commit = () => (end ??= line.send('COMMIT', [], true))
      begin(line, isReadOnly, organisationId)
      const result = await work({
        run(query) {
          const answer = end ? Promise.reject(new Error('asked after the turn that was to be the last')) : line.run(query)
          answer.catch((error: Error) => (failed ??= error))
          return answer
        },
        endsWithThisTurn: () => void commit(),
      })
      const { command } = await commit()
      // A failed statement that nobody awaited turns COMMIT into ROLLBACK without an error: never report that as done.
      if (command !== 'COMMIT') throw failed ?? new Error('the transaction was rolled back because one of its statements failed')
      return result
    })

  return {
    pools: { data, control },
    inOrganisation: (organisationId, { readOnly }, work) =>
      transaction(data, readOnly, organisationId, (tx) => work({ ...tx, organisationId })),
    read: (organisationId, query) =>
      held(data, async (line) => {
        begin(line, true, organisationId)
        const rows = line.run(query)
        // In one batch with the query; where that fails, so does this.
        await line.send('COMMIT', [], true)
        return rows
      }),
    control: (work) => transaction(control, false, undefined, work),
    async controlRead(query) {
      const client = await control.connect()
      let broken: Error | undefined
      try {
        return await new Line(client).run(query)
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
