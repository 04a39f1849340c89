// Mixed writes against the started program, which is killed at random moments: Node, PostgreSQL, or both. PostgreSQL's supervisor brings it back; Node
// is started again, as a service manager would.
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { findRunning } from '#platform/db/embedded/attach.ts'
import { isReady, postgresPid, Program, root, until } from '../start/program.ts'
import { learningTexts, prepareLearning } from './learning.ts'
import { type Found, Ledger } from './ledger.ts'
import { type Learning, type Target, Writer } from './writer.ts'

export type Victim = 'node' | 'postgres' | 'both'
export interface KillsOptions {
  dataDir: string
  rounds: number
  seed: number
  writers?: number
  say?: (line: string) => void
}
export interface KillsReport {
  acknowledged: number
  retries: number
  lost: number
  doubled: number
  unknown: number
  /** From the kill to an answer of 200 on /ready. */
  backMs: { victim: Victim; ms: number }[]
  /** What was lost or stands twice, for the message of a failed run. */
  faults: string[]
}

const [email, password] = ['ada@kills.example', 'four brown kettles']
const victims: readonly Victim[] = ['node', 'postgres', 'both']

/** mulberry32: small, seeded, good enough to choose moments. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

const ownNode = path.join(root, 'scripts', 'program.mjs')
const run = (dataDir: string, words: string[], env: Record<string, string> = {}) =>
  new Program(process.execPath, [ownNode, ...words], {
    env: { DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'compile'), ...env },
  })

async function command<T>(dataDir: string, words: string[], input = ''): Promise<T> {
  const program = run(dataDir, [...words, '--json'])
  program.child.stdin?.end(input)
  const { code } = await program.ended
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}\n${program.output}`)
  return JSON.parse(program.stdout) as T
}

export async function withOwner<T>(dataDir: string, organisationId: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const running = await until('the database', () => findRunning(dataDir))
  const client = new pg.Client({ connectionString: running.ownerUrl })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select set_config('app.organisation_id', $1, false)`, [organisationId])
    return await work(client)
  } finally {
    await client.end()
  }
}

async function addPrinciple(address: string, token: string): Promise<string> {
  const answer = await fetch(`${address}/api/principles`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ colour: 'sky', icon: 'eye', texts: { en: { name: 'Keep the promise', meaning: 'We do what we said.' } } }),
  })
  if (answer.status !== 201) throw new Error(`the principle was refused: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

/** Each effect with the number of times that it is there; what a write does beside (its audit entry) counts too. */
export async function findEffects(client: pg.Client): Promise<Found[]> {
  const texts = [
    `select case when given_name ~ 'i[0-9]$' then 'import' else 'person' end as kind, given_name as word, count(*)::int as times
       from people where given_name like 'w%-%' group by given_name`,
    `select 'absence' as kind, p.given_name || ' ' || a.starts_on as word, count(*)::int as times
       from absences a join people p on p.organisation_id = a.organisation_id and p.id = a.person_id group by p.given_name, a.starts_on`,
    `select 'move' as kind, p.given_name || ' ' || a.starts_on as word, count(*)::int as times from assignments a
       join people p on p.organisation_id = a.organisation_id and p.id = a.person_id where a.starts_on >= '2030-01-01' group by p.given_name, a.starts_on`,
    `select 'thanks' as kind, happened as word, count(*)::int as times from thanks group by happened`,
    `select 'commitment' as kind, words as word, count(*)::int as times from commitments group by words`,
    ...learningTexts,
    `select 'person' as kind, p.given_name as word, count(*)::int as times from audit_entries e join people p on p.organisation_id = e.organisation_id
       and p.id::text = e.subject_id where e.action = 'person.added' group by p.given_name having count(*) > 1`,
  ]
  const found: Found[] = []
  for (const text of texts) found.push(...(await client.query<Found>(text)).rows)
  return found
}

export async function runKills({
  dataDir,
  rounds,
  seed,
  writers = 6,
  say = () => undefined,
}: KillsOptions): Promise<KillsReport & { organisationId: string; ledger: Ledger; stop: () => Promise<void> }> {
  const random = seeded(seed)
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const serve = () => run(dataDir, ['all', '--without-pages'], { PORT: String(port) })
  let program = serve()
  const logs = [program]
  await program.ready()
  const made = await command<{ id?: string; organisationId?: string }>(
    dataDir,
    ['organisation', 'create', '--name', 'Kills', '--admin-email', email, '--admin-password-stdin'],
    `${password}\n`,
  )
  const organisationId = made.organisationId ?? made.id ?? ''
  const ledger = new Ledger()
  const clients: Writer[] = []
  let principleId: string | undefined
  let learning: Learning[] = []
  for (let index = 0; index < writers; index++) {
    const { token } = await command<{ token: string }>(dataDir, [
      'token',
      'create',
      '--organisation',
      organisationId,
      '--role',
      'administrator',
    ])
    const units = await fetch(`${address}/api/units`, { headers: { authorization: `Bearer ${token}` } })
    const { items } = (await units.json()) as { items: { id: string }[] }
    const rootId = items[0]!.id
    const second = await fetch(`${address}/api/units`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Unit ${index}`, parentId: rootId }),
    })
    const signIn = await fetch(`${address}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify({ method: 'password', email, password }),
    })
    const cookie = signIn.headers.getSetCookie().map((one) => one.split(';')[0]!)
    if (principleId === undefined) {
      principleId = await addPrinciple(address, token)
      const themes = ['person', 'promise', 'own', 'clear', 'easy', 'better'].flatMap((theme) => ['--theme', `${theme}=Keep the promise`])
      await command(dataDir, ['pack', 'install', '--organisation', organisationId, ...themes, '--apply'])
      const author = await command<{ token: string }>(dataDir, [
        'token',
        'create',
        '--organisation',
        organisationId,
        '--role',
        'head-of-cx',
      ])
      learning = await prepareLearning(address, author.token, { writers, principleId })
    }
    const unitIds = [rootId, ((await second.json()) as { id: string }).id]
    const target: Target = { address, token, cookie: cookie.join('; '), principleId, unitIds, learning: learning[index]! }
    clients.push(new Writer(`w${index}`, target, ledger, seeded(seed + index + 1)))
  }
  const stopping = new AbortController()
  const failed = new AbortController()
  for (const client of clients) client.hasFailed = failed.signal
  const working = Promise.all(clients.map((client) => client.run(stopping.signal)))
  // Awaited below; until then a failure must not end the process.
  working.catch(() => {
    failed.abort()
    stopping.abort()
  })
  const backMs: KillsReport['backMs'] = []
  for (let round = 0; round < rounds && !stopping.signal.aborted; round++) {
    await new Promise((resolve) => setTimeout(resolve, 300 + random() * 1500))
    const victim = victims[Math.floor(random() * victims.length)]!
    const since = performance.now()
    const killed = postgresPid(dataDir)
    if (victim !== 'node') process.kill(killed, 'SIGKILL')
    if (victim !== 'postgres') {
      program.kill()
      await program.ended
      program = serve()
      logs.push(program)
    }
    // Until then a process of the killed server may still answer on its open connection.
    if (victim !== 'node') await until('another PostgreSQL', () => ![0, killed].includes(postgresPid(dataDir)), 60_000)
    await until('/ready', () => isReady(address), 60_000)
    backMs.push({ victim, ms: performance.now() - since })
    say(
      `round ${round + 1}: ${victim} killed, back after ${Math.round(backMs.at(-1)!.ms)} ms, ${ledger.acknowledged.length} writes acknowledged`,
    )
  }
  stopping.abort()
  await working.catch((error: Error) => {
    throw new Error(
      `${error.message}\n${logs
        .map((one) => one.output)
        .join('\n')
        .slice(-8000)}`,
    )
  })
  const compared = await until(
    'imports that were accepted are applied',
    async () => {
      const isOpen = await withOwner(
        dataDir,
        organisationId,
        async (client) => (await client.query(`select from people_imports where state = 'applying'`)).rowCount,
      )
      return isOpen === 0
    },
    180_000,
  ).then(async () => ledger.compare(await withOwner(dataDir, organisationId, findEffects)))
  const { lost, doubled, unknown } = compared
  const failedImports = await withOwner(dataDir, organisationId, async (client) => {
    const { rows } = await client.query<{ failure: string }>(
      `select failure from people_imports where state = 'failed' and failure is distinct from 'interrupted'`,
    )
    return rows.map(({ failure }) => `an import failed: ${failure}`)
  })
  return {
    acknowledged: ledger.acknowledged.length,
    retries: clients.reduce((sum, client) => sum + client.retries, 0),
    lost: lost.length,
    doubled: doubled.length,
    unknown: unknown.length,
    backMs,
    faults: [
      ...failedImports,
      ...lost.map(({ kind, word }) => `lost: ${kind} ${word}`),
      ...doubled.map(({ kind, word, times }) => `${times} times: ${kind} ${word}`),
      ...unknown.map(({ kind, word }) => `unknown: ${kind} ${word}`),
    ],
    organisationId,
    ledger,
    // The test looks at the running database once more; whoever is done stops it.
    async stop() {
      program.kill('SIGTERM')
      await program.ended
    },
  }
}
