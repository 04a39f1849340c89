// A 10-question assessment begun, answered and handed in, a practice session and a review at 10,000 people, each beside its twin; what a page of a thousand people
// weighs, and the recall map of 50,000. Ends with 1 under half of the twin's rate, or where the wait that 5 % exceed is more than twice the twin's. Options: --rounds 4 --seconds 1.5 --only begin,submit
import { parseArgs } from 'node:util'
import { readSkills } from '#features/learning/service/assessments/skills.ts'
import type { Actor } from '#platform/access/policy.ts'
import { createContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type Ask, compare } from './beside.ts'
import { keep, median, say } from './figures.ts'
import { type LearningGround, openLearningGround } from './learning-ground.ts'
import type { Question } from './load.ts'
import { measureRecallMap } from './recall.ts'

const people = 10_000
const limits = { matrixBytes: 150_000, matrixStatements: 3 }

function questionsOf(ground: LearningGround): Record<string, Ask> {
  const json = (token: string) => ({ host: '127.0.0.1', cookie: `attune=${token}`, 'content-type': 'application/json' })
  const post = (path: string, token: string, body: object): Question => ({
    method: 'POST',
    path,
    headers: json(token),
    body: JSON.stringify(body),
  })
  // Never twice: whoever has begun goes on, and what was handed in stays so.
  const used = { begun: 0, submitted: 0 }
  const { tokens, assessmentIds, open, items } = ground
  return {
    begin() {
      const at = used.begun++
      const assessmentId = assessmentIds[Math.floor(at / tokens.length)]
      if (!assessmentId) throw new Error('everybody has begun everything: sign more people in')
      return post('/api/sittings', tokens[at % tokens.length]!, { id: newId(), assessmentId, language: 'en' })
    },
    answer(count) {
      const { sittingId, token, answers } = open[count % open.length]!
      const { itemId, places, words } = answers[count % answers.length]!
      return post('/api/sitting-answers', token, { sittingId, itemId, places, words, confidence: 'rather', isFlagged: false })
    },
    submit() {
      const sitting = open[used.submitted++]
      if (!sitting) throw new Error('everything is handed in: open more sittings')
      const { sittingId, token, answers } = sitting
      return post('/api/sitting-submissions', token, {
        sittingId,
        answers: answers.map(({ itemId, places, words }, i) => ({
          itemId,
          // One in ten is wrong.
          places: i === used.submitted % answers.length && places.length > 0 ? [places[0] === 0 ? 1 : 0] : places,
          words,
          confidence: 'rather',
          isFlagged: false,
        })),
      })
    },
    session: (count) => ({
      method: 'GET',
      path: '/api/practice?language=en',
      headers: { host: '127.0.0.1', cookie: `attune=${tokens[count % tokens.length]}` },
    }),
    review(count) {
      const { itemId, version, places, words } = items[count % items.length]!
      return post('/api/practice-reviews', tokens[(count * 7) % tokens.length]!, {
        id: newId(),
        kind: 'item',
        subjectId: itemId,
        version,
        language: 'en',
        places,
        words,
        confidence: 'rather',
        tookSeconds: 9,
      })
    },
  }
}

/** The skill matrix of a thousand people: how heavy, how many statements, how long. */
async function weighMatrix({ platform, setting: { organisationId }, thousand }: LearningGround) {
  let statements = 0
  const { db } = platform
  const counting = {
    ...db,
    inOrganisation: ((id, options, work) =>
      db.inOrganisation(id, options, (tx) =>
        work({
          ...tx,
          run(query) {
            statements++
            return tx.run(query)
          },
        }),
      )) as typeof db.inOrganisation,
  }
  const actor: Actor = {
    kind: 'person',
    organisationId,
    accountId: newId(),
    personId: newId(),
    grants: [{ role: 'team-leader', unitId: thousand }],
  }
  const ctx = createContext({ platform: { ...platform, db: counting }, actor, requestId: newId(), language: 'en' })
  const tookMs: number[] = []
  let [bytes, rows, asked] = [0, 0, 0]
  for (let i = 0; i < 20; i++) {
    statements = 0
    const began = performance.now()
    const matrix = await readSkills(ctx, thousand)
    tookMs.push(performance.now() - began)
    rows = matrix.rows.length
    bytes = Buffer.byteLength(JSON.stringify(matrix))
    asked = statements
  }
  const figures = { rows, bytes, statements: asked, medianMs: Number(median(tookMs).toFixed(1)) }
  const isOver = bytes > limits.matrixBytes || asked > limits.matrixStatements
  say(
    `matrix     ${rows} people: ${bytes} bytes, ${asked} statements, ${figures.medianMs} ms${isOver ? '   OVER 150 kB OR 3 STATEMENTS' : ''}`,
  )
  if (isOver) process.exitCode = 1
  return figures
}

/** Tenths of a millisecond are enough to read. */
const rounded = <T>(figures: T): T =>
  JSON.parse(JSON.stringify(figures, (_name, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value))) as T

export async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '4' }, seconds: { type: 'string', default: '1.5' }, only: { type: 'string' } },
    allowPositionals: true,
  })
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  const ground = await openLearningGround(people)
  try {
    const results = await compare(ground, questionsOf(ground), {
      title: 'learning: 10,000 people',
      rounds,
      seconds,
      only: values.only,
      warmUp: { seconds: 3, most: 1500 },
      limits: { ratio: 0.5, p95Times: 2 },
    })
    const matrix = await weighMatrix(ground)
    if (values.only) return
    const recall = rounded(await measureRecallMap(ground.platform, ground.ownerUrl))
    say(
      `recall map ${recall.people} people: median ${recall.whole.medianMs} ms, p95 ${recall.whole.p95Ms} ms${recall.isWithin ? '' : '   OVER 50 ms'}`,
    )
    if (!recall.isWithin) process.exitCode = 1
    keep('learning', { connections: 16, people, rounds, seconds, results, matrix, recall })
  } finally {
    await ground.close()
  }
}

if (process.argv[1] === import.meta.filename) await run()
