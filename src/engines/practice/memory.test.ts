import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { FSRSAlgorithm, generatorParameters } from 'ts-fsrs'
import { afterReview, curve, type Grade, gradeOf, longestDays, type Memory, memoryOf, recallAfter, restDays } from './memory.ts'

// Test vectors of ts-fsrs (MIT) and fsrs-rs (BSD-3); origin and licences: test/data/fsrs/NOTICE.
const vectors = JSON.parse(readFileSync(new URL('../../../test/data/fsrs/fsrs6_vectors.json', import.meta.url), 'utf8')) as {
  w: number[]
  ivl_history: { ratings: Grade[]; scheduled_days: number[] }
  memory_state: { ratings: Grade[]; delta_days: number[]; short_term: Memory; tolerance: number }
  next_interval_S1: { retention: number[]; days: number[] }
}
const near = (found: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} instead of ${expected}`)

test('the memory state agrees with the reference', () => {
  const { ratings, delta_days, short_term, tolerance } = vectors.memory_state
  let memory: Memory | null = null
  ratings.forEach((grade, i) => {
    memory = afterReview(memory, delta_days[i]!, grade)
  })
  near(memory!.stability, short_term.stability, tolerance)
  near(memory!.difficulty, short_term.difficulty, tolerance)
  let day = 0
  const whole = memoryOf(ratings.map((grade, i) => ({ day: (day += delta_days[i]!), grade })))
  assert.deepEqual(whole, memory)
})

test('reviews at their due days rest as long as the reference says', () => {
  const { ratings, scheduled_days } = vectors.ivl_history
  let memory: Memory | null = null
  ratings.forEach((grade, i) => {
    memory = afterReview(memory, i === 0 ? 0 : scheduled_days[i - 1]!, grade)
    // 0: a learning step of minutes, which a week of practice does not have.
    if (scheduled_days[i]! > 0) assert.equal(restDays(memory), Math.min(longestDays, scheduled_days[i]!), `review ${i}`)
  })
})

test('intervals for a wanted recall agree with the reference', () => {
  const { retention, days } = vectors.next_interval_S1
  retention.forEach((wanted, i) => {
    const algorithm = new FSRSAlgorithm(generatorParameters({ request_retention: wanted, w: vectors.w, maximum_interval: 2 ** 31 }))
    // fsrs-rs counts in single precision.
    near(algorithm.next_interval(1, 0), days[i]!, days[i]! * 1e-5)
  })
})

test('the curve in two constants is the curve', () => {
  for (const [stability, days] of [
    [2.3, 0],
    [2.3, 7],
    [40, 400],
  ] as const) {
    near((1 + (curve.factor * days) / stability) ** curve.decay, recallAfter({ stability, difficulty: 5 }, days), 1e-8)
    near(recallAfter({ stability, difficulty: 5 }, stability), 0.9, 1e-8)
  }
})

test('right six times, each time when it was due, it still comes back within the year', () => {
  for (const grade of [2, 3, 4] as const) {
    let memory = afterReview(null, 0, grade)
    for (let i = 1; i < 6; i++) memory = afterReview(memory, restDays(memory), grade)
    assert.ok(restDays(memory) <= longestDays && longestDays < 365)
  }
})

test('a wrong answer is forgotten however sure, a right guess is half known', () => {
  assert.deepEqual(
    [gradeOf(false, 'sure'), gradeOf(true, 'guess'), gradeOf(true, 'rather'), gradeOf(true, 'sure'), gradeOf(true, null)],
    [1, 2, 3, 3, 3],
  )
})
