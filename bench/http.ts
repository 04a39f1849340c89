// A person, the directory's first page at 50,000 people, and a write with audit, event and signal, each beside the twin of performance.md on the same
// PostgreSQL, turn and turn about. Ends with 1 where the program reaches less than half of the twin's rate. Options: --rounds 4 --seconds 2 --only person
import { parseArgs } from 'node:util'
import { type Ask, compare } from './beside.ts'
import { keep } from './figures.ts'
import { openGround, type Setting } from './ground.ts'

const questionsOf = ({ personIds, unitId, token }: Setting): Record<string, Ask> => {
  const headers = { host: '127.0.0.1', cookie: `attune=${token}` }
  const body = JSON.stringify({ unitId, day: '2026-11-30', value: 7 })
  const run = process.hrtime.bigint()
  return {
    person: (count) => ({ method: 'GET', path: `/api/people/${personIds[count % personIds.length]}`, headers }),
    directory: () => ({ method: 'GET', path: '/api/people', headers }),
    write: (count) => ({
      method: 'POST',
      path: '/api/bench-facts',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `bench-${run}-${performance.now()}-${count}` },
      body,
    }),
  }
}

export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '4' }, seconds: { type: 'string', default: '2' }, only: { type: 'string' } },
    allowPositionals: true,
  })
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  const ground = await openGround()
  try {
    const results = await compare(ground, questionsOf(ground.setting), {
      title: 'http: 50,000 people',
      rounds,
      seconds,
      only: values.only,
      warmUp: { seconds: 15, most: 15_000 },
      limits: { ratio: 0.5 },
    })
    if (!values.only) keep('http', { connections: 16, people: 50_000, rounds, seconds, results })
  } finally {
    await ground.close()
  }
}

if (process.argv[1] === import.meta.filename) await run()
