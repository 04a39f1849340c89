import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, mondayOf, periodsIn, placeIn, sundayOf } from './days.ts'
import { choicesFor, guessColumns } from './plan/guess-columns.ts'
import { digitsOf, isTold, tickDigits, ticksBetween } from './scale.ts'

test('columns are guessed by their names, each for one thing at most', () => {
  const none = { unit: '', time: '', outcome: '', firstTreated: '', cluster: '' }
  assert.deepEqual(guessColumns(['team', 'month', 'csat', 'trained']), {
    ...none,
    unit: 'team',
    time: 'month',
    outcome: 'csat',
    firstTreated: 'trained',
  })
  assert.deepEqual(guessColumns(['Region', 'Filiale', 'Monat', 'NPS-Wert', 'Schulungsbeginn']), {
    unit: 'Filiale',
    time: 'Monat',
    outcome: 'NPS-Wert',
    firstTreated: 'Schulungsbeginn',
    cluster: 'Region',
  })
  assert.deepEqual(guessColumns(['countyreal', 'year', 'lemp', 'first.treat']), {
    ...none,
    unit: 'countyreal',
    time: 'year',
    firstTreated: 'first.treat',
  })
  assert.deepEqual(guessColumns([]), none)
  assert.equal(new Set(Object.values(guessColumns(['id', 'id_2'])).filter(Boolean)).size, 1)
})

test('what was chosen before stays, as far as the file still has it', () => {
  const before = { unit: 'team', time: 'month', outcome: 'csat', firstTreated: 'began', cluster: null }
  const columns = { ...before, covariates: [], control: 'notyet' as const, anticipation: 0, isRandomised: false }
  assert.equal(choicesFor(['team', 'month', 'nps', 'began'], columns).outcome, '')
  assert.equal(choicesFor(['team', 'month', 'csat', 'began'], columns).firstTreated, 'began')
})

test('weeks go from Monday to Sunday, over the ends of months and years', () => {
  assert.equal(mondayOf('2026-11-25'), '2026-11-23')
  assert.equal(mondayOf('2026-11-23'), '2026-11-23')
  assert.equal(sundayOf('2026-12-31'), '2027-01-03')
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
  for (const unfinished of ['', '2026-1', '2026-13-40']) assert.equal(mondayOf(unfinished), '')
  assert.equal(periodsIn('2026-11-02', '2026-11-29', 1), 4)
  assert.equal(periodsIn('2026-11-02', '2026-11-29', 4), 1)
  assert.equal(periodsIn('2026-11-02', '2026-11-22', 2), 1)
  assert.equal(placeIn('2026-11-16', '2026-11-02', '2026-11-29'), 0.5)
  assert.equal(placeIn('2020-01-01', '2026-11-02', '2026-11-29'), 0)
})

test('a range has two figures of its width, and an end that is not zero does not read as zero', () => {
  assert.equal(digitsOf({ lower: 0.9, upper: 3.3 }), 1)
  assert.equal(digitsOf({ lower: -12, upper: 21 }), 0)
  assert.equal(digitsOf({ lower: 0.41, upper: 20.7 }), 1)
  assert.equal(digitsOf({ lower: 0.02, upper: 0.05 }), 3)
  assert.equal(digitsOf({ lower: 5, upper: 5 }), 1)
  assert.ok(Number.isFinite(digitsOf({ lower: 0, upper: 0 })))
  assert.deepEqual(
    [isTold({ lower: -1, upper: 1 }), isTold({ lower: 0.1, upper: 1 }), isTold({ lower: -2, upper: -1 })],
    [false, true, true],
  )
})

test('ticks are round and lie between the ends', () => {
  assert.deepEqual(ticksBetween(-12, 21, 5), [-10, 0, 10, 20])
  assert.deepEqual(ticksBetween(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1])
  assert.deepEqual(ticksBetween(3, 3, 5), [3])
  assert.equal(tickDigits([0, 0.2, 0.4]), 1)
  assert.equal(tickDigits([0, 10]), 0)
})
