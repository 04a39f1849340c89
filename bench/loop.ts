// Once around the loop at 10,000 people, each request beside its twin: the start page, what a phone asks for "May I?", a customer's answer, thanks.
// Ends with 1 under half of the twin's rate, or where 5 % of requests wait longer than 50 ms. Options: --rounds 4 --seconds 2 --only may-i,answer
import { parseArgs } from 'node:util'
import { newId, newSecret } from '#platform/ids.ts'
import { routes } from '../src/assembly.ts'
import { type Ask, compare } from './beside.ts'
import { keep } from './figures.ts'
import { type LoopSetting, openLoopGround } from './loop-ground.ts'

const people = 10_000
/** Every eighth customer is unhappy: a case with an owner and a clock. */
const unhappyEvery = 8
const praise = 'It came on the day you said, and whoever brought it waited until I was at the door.'
const complaint = 'It came a day late and nobody told me. I had taken the morning off for it.'

const pick = <T>(list: readonly T[], count: number): T => list[count % list.length]!

const questionsOf = (setting: LoopSetting): Record<string, Ask> => {
  const headersOf = (count: number) => ({ host: '127.0.0.1', cookie: `attune=${pick(setting.tokens, count)}` })
  return {
    // Where somebody begins the day.
    ...(routes.some(({ path }) => path === '/api/today')
      ? { today: (count: number) => ({ method: 'GET', path: '/api/today?language=en', headers: headersOf(count) }) }
      : {}),
    book: (count) => ({ method: 'GET', path: '/api/may-i-book?language=en', headers: headersOf(count) }),
    'may-i': (count) => {
      const { situationId, remedyId, currency } = pick(setting.questions, count)
      const amount = currency === null ? '' : `&amount=${1000 + (count % 40) * 100}&currency=${currency}`
      return { method: 'GET', path: `/api/may-i?situationId=${situationId}&remedyId=${remedyId}${amount}`, headers: headersOf(count) }
    },
    answer(count) {
      const isUnhappy = count % unhappyEvery === 0
      const fields = isUnhappy ? { nps: '2', csat: '2', fcr: 'no', words: complaint } : { nps: '10', csat: '5', fcr: 'yes', words: praise }
      return {
        method: 'POST',
        path: pick(setting.surveyPaths, count),
        headers: {
          host: '127.0.0.1',
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-for': `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`,
        },
        body: new URLSearchParams({ ...fields, l: 'en', key: newSecret() }).toString(),
      }
    },
    thanks: (count) => ({
      method: 'POST',
      path: '/api/thanks',
      headers: { ...headersOf(count), 'content-type': 'application/json' },
      body: JSON.stringify({
        id: newId(),
        toPersonIds: [pick(setting.personIds, count)],
        principleId: pick(setting.principleIds, count),
        happened: 'You walked back to the shelf for the second box.',
        effect: 'The customer got both on the same day.',
      }),
    }),
  }
}

export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '4' }, seconds: { type: 'string', default: '2' }, only: { type: 'string' } },
    allowPositionals: true,
  })
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  const ground = await openLoopGround(people)
  try {
    const results = await compare(ground, questionsOf(ground.setting), {
      title: 'loop: 10,000 people',
      rounds,
      seconds,
      only: values.only,
      warmUp: { seconds: 5, most: 5000 },
      limits: { ratio: 0.5, p95Ms: 50 },
    })
    if (!values.only) keep('loop', { connections: 16, people, rounds, seconds, results })
  } finally {
    await ground.close()
  }
}

if (process.argv[1] === import.meta.filename) await run()
