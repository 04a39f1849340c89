// Known and unknown addresses take the same time. Alone in its file, because nothing may run beside it (.timing).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monotonicMs } from '#platform/clock.ts'
import { password, startHouse } from '../../../test/support/house.ts'

const house = await startHouse()
const hollin = await house.setUp()
const byPassword = (email: string, secret = password) => ({ method: 'password', email, password: secret })
// The second pass is about another database; what takes the time here is the hash.
const skip = process.env.ATTUNE_TEST_PASS === 'postgres15' ? 'times are compared once, on the bundled PostgreSQL' : false

test('known and unknown addresses get the same bytes in the same time', { skip }, async () => {
  const tries = { known: [] as number[], unknown: [] as number[] }
  const answers = new Set<string>()
  const browser = house.stranger()
  for (let i = 0; i < 200; i++)
    for (const kind of i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
      const email = kind === 'known' ? hollin.adminEmail : 'nobody@hollin.example'
      const startMs = monotonicMs()
      const answer = await browser.call('POST', '/api/sessions', byPassword(email, `wrong password ${i}`))
      tries[kind].push(monotonicMs() - startMs)
      const cookie = String(answer.headers['set-cookie']).replace(/=[\w-]{43};/, '=;')
      answers.add([answer.status, answer.text.replace(/"requestId":"[^"]+"/, ''), answer.text.length, cookie].join('\n'))
    }
  const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length / 2]!
  const [known, unknown] = [median(tries.known), median(tries.unknown)]
  console.log(`# 200 tries each: known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`)
  assert.equal(answers.size, 1, [...answers].join('\n\n'))
  assert.match([...answers][0]!, /sign-in-refused/)
  // Each pair ran within the same tenth of a second, so a machine that grows busy meanwhile does not count.
  const apart = median(tries.known.map((time, i) => time - tries.unknown[i]!))
  assert.ok(Math.abs(apart) < 5, `${apart} ms apart: ${known} against ${unknown}`)
})
