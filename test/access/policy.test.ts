// The policy says what matrix.csv says, in every cell; and a policy that lacks any one line does not.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Policy } from '#platform/access/policy.ts'
import { policy } from '../../src/assembly.ts'
import { decideAll, differences, readMatrix } from './cells.ts'

const matrix = readMatrix()

test('the policy says what the written matrix says', () => {
  assert.deepEqual(differences(matrix, decideAll(policy)), [])
})

test('each line of the policy that is taken away is missed by the matrix', () => {
  const unmissed: string[] = []
  let lines = 0
  for (const [operation, declared] of Object.entries(policy))
    for (const [i, line] of declared.lines.entries()) {
      lines++
      const without: Policy = { ...policy, [operation]: { ...declared, lines: declared.lines.filter((_, k) => k !== i) } }
      if (differences(matrix, decideAll(without)).length === 0) unmissed.push(`${operation}: ${line.join(' ')}`)
    }
  assert.deepEqual(unmissed, [])
  assert.ok(lines >= 60, `${lines} lines`)
})

test('a line that is added, and an operation opened to keys, are noticed', () => {
  for (const [operation, declared] of Object.entries(policy)) {
    // Where every employee may anyway, a line for coaches changes nothing.
    if (declared.lines.some(([role, where]) => role === 'employee' && where === 'anywhere')) continue
    const wider: Policy = { ...policy, [operation]: { ...declared, lines: [...declared.lines, ['coach', 'anywhere']] } }
    assert.notDeepEqual(differences(matrix, decideAll(wider)), [], operation)
    if (!declared.peopleOnly) continue
    const opened: Policy = { ...policy, [operation]: { ...declared, peopleOnly: false } }
    assert.notDeepEqual(differences(matrix, decideAll(opened)), [], operation)
  }
})
