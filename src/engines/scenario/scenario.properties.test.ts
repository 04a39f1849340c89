import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { scenarios } from '../../../test/engines/scenario-samples.ts'
import { parseScenario } from './parse.ts'
import { indexScenario, isOver, openChoices, startOf, step } from './play.ts'
import type { Indexed, Move, Position } from './play.ts'
import type { Scenario } from './scenario.ts'
import { serialiseScenario } from './serialise.ts'
import { checkScenario } from './validate.ts'

const movesAt = (indexed: Indexed, position: Position, isTimed: boolean): Move[] => [
  ...openChoices(indexed, position).map(({ index }): Move => ({ kind: 'choice', index })),
  ...(step(indexed, position, { kind: 'on' }) ? [{ kind: 'on' } as const] : []),
  ...(isTimed && step(indexed, position, { kind: 'time' }) ? [{ kind: 'time' } as const] : []),
]
/** By playing, not by the validator's tables: every position within so many steps. Cost above what any condition of the samples asks is all one. */
function positionsFrom(indexed: Indexed, start: Position, isTimed: boolean): Position[] {
  const keyOf = ({ at, state }: Position): string => `${at} ${state[0] ?? 0} ${Math.min(state[1] ?? 0, 50)}`
  const seen = new Map([[keyOf(start), start]])
  for (const position of seen.values())
    for (const move of movesAt(indexed, position, isTimed)) {
      const next = step(indexed, position, move)
      if (next && !seen.has(keyOf(next))) seen.set(keyOf(next), next)
    }
  return [...seen.values()]
}
const unplayable = new Set(['dead-end', 'no-ending-in-reach', 'too-many-situations'])
const isPlayable = (scenario: Scenario): boolean =>
  !checkScenario(serialiseScenario(scenario)).findings.some(({ code }) => unplayable.has(code))

test('what is written reads as what was meant, however awkward the words', () => {
  fc.assert(
    fc.property(scenarios(false), (scenario) => {
      const text = serialiseScenario(scenario)
      const parsed = parseScenario(text)
      assert.deepEqual(parsed.faults, [], text)
      assert.deepEqual(parsed.scenario, JSON.parse(JSON.stringify(scenario)), text)
    }),
    { numRuns: 400 },
  )
})

test('writing what was read is a fixed point for any text at all', () => {
  const lines = [
    '---',
    'key: x',
    'level: 2',
    'state trust 2 of 5',
    'cast kaya: Kaya',
    'when trust = 0 -> b',
    '== a',
    '== ending b : good',
    'kaya: Hello',
    '* Do (trust +1) [own] -> b',
    '> why',
    '>> so',
    '-> b',
    'after 9s -> b',
    'Words',
    '',
  ]
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...lines), fc.string({ maxLength: 20 })), { maxLength: 25 }), (chosen) => {
      const parsed = parseScenario(chosen.join('\n'))
      for (const { line, column } of parsed.faults)
        assert.ok(line >= 1 && line <= Math.max(chosen.join('\n').split(/\r\n|\r|\n/).length, 1) && column >= 1)
      if (parsed.faults.length > 0) return
      const once = serialiseScenario(parsed.scenario)
      assert.equal(serialiseScenario(parseScenario(once).scenario), once)
    }),
    { numRuns: 2000 },
  )
})

test('from every situation of a valid scenario an ending can be reached, without time pressure too', () => {
  let valid = 0
  fc.assert(
    fc.property(scenarios(true), (scenario) => {
      if (!isPlayable(scenario)) return
      valid++
      const indexed = indexScenario(scenario)
      for (const position of positionsFrom(indexed, startOf(indexed), true))
        assert.ok(
          positionsFrom(indexed, position, false).some((one) => isOver(indexed, one)),
          `${position.at} ${position.state.join(' ')}`,
        )
    }),
    { numRuns: 600 },
  )
  assert.ok(valid > 20, `only ${valid} of 600 were valid`)
})

test('the validator finds the same as playing everything through', () => {
  fc.assert(
    fc.property(scenarios(true), (scenario) => {
      const indexed = indexScenario(scenario)
      const findings = checkScenario(serialiseScenario(scenario)).findings
      const found = (code: string): string[] =>
        findings
          .filter((one) => one.code === code)
          .map(({ path }) => path)
          .toSorted()
      const positions = positionsFrom(indexed, startOf(indexed), true)
      const reached = new Set(positions.map(({ at }) => at))
      const open = positions.filter((position) => !isOver(indexed, position))
      const stuck = new Set(open.filter((position) => movesAt(indexed, position, false).length === 0).map(({ at }) => at))
      const lost = new Set(
        open.filter((position) => !positionsFrom(indexed, position, false).some((one) => isOver(indexed, one))).map(({ at }) => at),
      )
      assert.deepEqual(
        found('scene-unreachable'),
        scenario.scenes
          .map(({ key }) => key)
          .filter((key) => !reached.has(key))
          .toSorted(),
      )
      assert.deepEqual(
        found('ending-unreachable'),
        scenario.endings
          .map(({ key }) => key)
          .filter((key) => !reached.has(key))
          .toSorted(),
      )
      assert.deepEqual(found('dead-end'), [...stuck].toSorted())
      assert.deepEqual(found('no-ending-in-reach'), [...lost].filter((at) => !stuck.has(at)).toSorted())
      const taken = new Set(open.flatMap((position) => openChoices(indexed, position).map(({ path }) => path)))
      const impossible = scenario.scenes
        .flatMap(({ key, choices }) => choices.map((_, index) => `${key}/${index + 1}`))
        .filter((path) => !taken.has(path) && reached.has(path.split('/')[0] ?? ''))
      assert.deepEqual(
        found('choice-impossible').filter((path) => !path.includes('/on') && !path.includes('/after')),
        impossible.toSorted(),
      )
    }),
    { numRuns: 400 },
  )
})

test('no play ever leaves the bounds of a state', () => {
  fc.assert(
    fc.property(scenarios(true), fc.array(fc.nat(), { maxLength: 30 }), (scenario, picks) => {
      const indexed = indexScenario(scenario)
      let position = startOf(indexed)
      for (const pick of picks) {
        const moves = movesAt(indexed, position, true)
        const move = moves[pick % Math.max(moves.length, 1)]
        if (!move) break
        position = step(indexed, position, move) ?? position
        for (const [index, value] of position.state.entries()) assert.ok(value >= 0 && value <= (scenario.states[index]?.most ?? 0))
      }
    }),
  )
})
