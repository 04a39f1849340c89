import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRequirements, levelsFrom, type Piece, type Requirement } from './rules.ts'

let count = 0
const piece = (kind: Piece['kind'], level: number | null, shownOn: string, more: Partial<Piece> = {}): Piece => ({
  kind,
  level,
  outcome: 'met',
  sourceKind: 'sign-off',
  sourceId: `${++count}`,
  shownAt: `${shownOn}T12:00:00Z`,
  expiresAt: null,
  ...more,
})
const at = (day: string) => new Date(`${day}T18:00:00Z`)
const requirements: Requirement[] = [
  { level: 1, kind: 'sign-off', needed: 1, validDays: null },
  { level: 2, kind: 'observed', needed: 2, validDays: 100 },
  { level: 3, kind: 'sign-off', needed: 1, validDays: 10 },
]

test('a level needs everything that it and the levels below it ask for, and says what is missing', () => {
  const observed = [piece('observed', 2, '2026-01-01'), piece('observed', 3, '2026-01-05')]
  assert.deepEqual(levelsFrom(requirements, observed, at('2026-01-06')).next, {
    level: 1,
    missing: [{ kind: 'sign-off', needed: 1, has: 0 }],
  })
  const signed = [...observed, piece('sign-off', 1, '2026-01-02')]
  assert.equal(levelsFrom(requirements, signed, at('2026-01-06')).level, 2)
  assert.deepEqual(levelsFrom(requirements, [signed[0]!, signed[2]!], at('2026-01-06')).next, {
    level: 2,
    missing: [{ kind: 'observed', needed: 2, has: 1 }],
  })
})

test('what is shown for a lower level does not count for a higher one; what names no level counts for each', () => {
  const low = [piece('sign-off', 1, '2026-01-02'), piece('observed', 1, '2026-01-01'), piece('observed', 1, '2026-01-02')]
  assert.equal(levelsFrom(requirements, low, at('2026-01-06')).level, 1)
  const open = [piece('sign-off', null, '2026-01-02'), piece('observed', null, '2026-01-01'), piece('observed', null, '2026-01-02')]
  assert.equal(levelsFrom(requirements, open, at('2026-01-06')).level, 3)
})

test('one source counts once', () => {
  const same = [
    piece('observed', 2, '2026-01-01', { sourceId: 's' }),
    piece('observed', 2, '2026-01-02', { sourceId: 's' }),
    piece('sign-off', 1, '2026-01-01'),
  ]
  assert.equal(levelsFrom(requirements, same, at('2026-01-06')).level, 1)
})

test('a level lapses on the day on which too few pieces are left', () => {
  const pieces = [piece('sign-off', 1, '2026-01-01'), piece('observed', 2, '2026-01-01'), piece('observed', 2, '2026-02-01')]
  const before = levelsFrom(requirements, pieces, at('2026-03-01'))
  assert.deepEqual([before.level, before.lapsesAt], [2, '2026-04-11T12:00:00.000Z'])
  assert.equal(levelsFrom(requirements, pieces, at('2026-04-12')).level, 1)
  assert.equal(levelsFrom(requirements, [...pieces, piece('observed', 2, '2026-04-01')], at('2026-04-12')).level, 2, 'shown anew')
  assert.equal(
    levelsFrom(requirements, [piece('sign-off', 1, '2026-01-01', { expiresAt: '2026-01-05T00:00:00Z' })], at('2026-01-06')).level,
    0,
  )
})

test('the latest counts: a later "not yet" puts what was shown before it back to open, for its level and those above', () => {
  const pieces = [
    piece('sign-off', 1, '2026-01-01'),
    piece('observed', 2, '2026-01-01'),
    piece('observed', 2, '2026-01-02'),
    piece('sign-off', 3, '2026-01-03'),
  ]
  assert.equal(levelsFrom(requirements, pieces, at('2026-01-05')).level, 3)
  const notYet = piece('sign-off', 3, '2026-01-04', { outcome: 'not-yet' })
  assert.equal(levelsFrom(requirements, [...pieces, notYet], at('2026-01-05')).level, 2)
  const lower = piece('sign-off', 1, '2026-01-04', { outcome: 'not-yet' })
  assert.equal(levelsFrom(requirements, [...pieces, lower], at('2026-01-05')).level, 0)
  assert.equal(levelsFrom(requirements, [...pieces, lower, piece('sign-off', 1, '2026-01-05')], at('2026-01-06')).level, 2)
})

test('showing more never lowers a level', () => {
  let state = 1
  const random = (below: number): number => ((state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff), (state >>> 8) % below)
  const kinds = ['knowledge', 'scenario', 'observed', 'customer', 'sign-off'] as const
  for (let round = 0; round < 3000; round++) {
    const pieces = Array.from({ length: random(14) }, () =>
      piece(kinds[random(5)]!, random(5) || null, `2026-0${1 + random(6)}-1${random(9)}`, { outcome: random(8) === 0 ? 'not-yet' : 'met' }),
    )
    const more = piece(kinds[random(5)]!, random(5) || null, `2026-0${1 + random(6)}-1${random(9)}`)
    const [before, after] = [pieces, [...pieces, more]].map((all) => levelsFrom(defaultRequirements, all, at('2026-07-01')).level)
    assert.ok(after! >= before!, `round ${round}`)
  }
})
