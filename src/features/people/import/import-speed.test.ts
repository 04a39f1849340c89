// 50,000 rows x 35 columns and 1,000 rows, from bytes to a plan, on an empty organisation and on one that has them all. The bounds are
// on the process's own time, with room for slow machines; what was measured is printed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

interface Figures {
  counts: { newPeople: number; unchanged: number; problems: number }
  totalMs: number
  cpuMs: number
  peakMegabytes: number
}

function measure(rows: number): { first: Figures; second: Figures; longestPauseMs: number } {
  const script = fileURLToPath(new URL('../../../../test/data/people/measure-import.ts', import.meta.url))
  const output = execFileSync(process.execPath, [script, String(rows)], { encoding: 'utf8' })
  console.log(output.trim())
  return JSON.parse(output) as ReturnType<typeof measure>
}

test('50,000 rows are planned within 10 seconds and 600 MB', () => {
  const { first, second } = measure(50_000)
  assert.deepEqual([first.counts.newPeople, first.counts.problems], [50_000, 0])
  assert.deepEqual([second.counts.newPeople, second.counts.unchanged, second.counts.problems], [0, 50_000, 0])
  for (const { cpuMs } of [first, second]) assert.ok(cpuMs < 10_000, `${cpuMs} ms`)
  assert.ok(first.peakMegabytes < 500, `${first.peakMegabytes} MB`)
  // The second time the process also holds 50,000 known people, the first plan and the file it made itself.
  assert.ok(second.peakMegabytes < 600, `${second.peakMegabytes} MB`)
})

test('1,000 rows are planned within a second', () => {
  const { first, second } = measure(1000)
  for (const { cpuMs } of [first, second]) assert.ok(cpuMs < 1000, `${cpuMs} ms`)
})
