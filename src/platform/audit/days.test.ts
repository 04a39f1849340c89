import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startOfDay, startOfNextDay } from './days.ts'

test('a day begins where its time zone says', () => {
  const cases: [day: string, zone: string, start: string][] = [
    ['2026-11-30', 'UTC', '2026-11-30T00:00:00.000Z'],
    ['2026-11-30', 'Europe/Berlin', '2026-11-29T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    ['2026-11-30', 'Asia/Kathmandu', '2026-11-29T18:15:00.000Z'],
    ['2026-11-30', 'Pacific/Kiritimati', '2026-11-29T10:00:00.000Z'],
    ['2026-11-30', 'Pacific/Pago_Pago', '2026-11-30T11:00:00.000Z'],
    // Midnight of this day does not exist in Cairo: the clock jumps to one.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    // Samoa skipped this day altogether.
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ]
  for (const [day, zone, start] of cases) assert.equal(startOfDay(day, zone).toISOString(), start, `${day} ${zone}`)
})

test('the day after the last of a month is the first of the next', () => {
  assert.equal(startOfNextDay('2028-02-28', 'UTC').toISOString(), '2028-02-29T00:00:00.000Z')
  assert.equal(startOfNextDay('2026-12-31', 'Europe/Berlin').toISOString(), '2026-12-31T23:00:00.000Z')
})
