import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guessColumns, isKnownHeader } from './columns.ts'
import { dateOrderOf, type Places, readRow } from './read-row.ts'

const places: Places = {
  units: new Map([
    ['packing', 'u-packing'],
    ['shop', null],
  ]),
  steps: new Map([['delivery', 's-delivery']]),
  defaultUnitId: 'u-all',
}
const read = (cells: Parameters<typeof readRow>[0], order: 'dmy' | 'mdy' | null = null) => readRow(cells, places, order, '2026-11-30')
const codes = (cells: Parameters<typeof readRow>[0]) => read(cells).faults.map(({ code }) => code)

test('headers are recognised in three languages, however they are written', () => {
  assert.deepEqual(guessColumns(['Order No.', 'Closed on', 'Customer e-mail', 'Shop'], []), ['externalId', 'happenedOn', 'email', 'unit'])
  assert.deepEqual(guessColumns(['Vorgangsnummer', 'DATUM', 'Kunden-Nr.', 'Telefon', 'Sprache'], []), [
    'externalId',
    'happenedOn',
    'customer',
    'phone',
    'language',
  ])
  assert.deepEqual(guessColumns(['رقم الطلب', 'التاريخ', 'البريد الإلكتروني'], []), ['externalId', 'happenedOn', 'email'])
  assert.equal(isKnownHeader('colour'), false)
})

test('a column with a strange header is known by what stands in it', () => {
  assert.deepEqual(
    guessColumns(
      ['A', 'B', 'C', 'D'],
      [
        ['k-1', 'a@b.example', '2026-11-02', 'x'],
        ['k-2', 'c@d.example', '2026-11-03', 'y'],
      ],
    ),
    [null, 'email', 'happenedOn', null],
  )
})

test('a field is taken once: the first column wins', () => {
  assert.deepEqual(guessColumns(['E-Mail', 'Mail', 'Order', 'Ticket'], []), ['email', null, 'externalId', null])
})

test('a row becomes a contact, with the unit of the file where it names none', () => {
  const { contact } = read({
    externalId: ' A-1 ',
    happenedOn: '2026-11-02T10:00:00Z',
    step: 'Delivery',
    language: 'Deutsch',
    email: 'a@b.example',
  })
  assert.deepEqual(contact, {
    externalId: 'A-1',
    happenedOn: '2026-11-02',
    unitId: 'u-all',
    stepId: 's-delivery',
    customer: null,
    name: null,
    email: 'a@b.example',
    phone: null,
    language: 'de',
  })
  assert.equal(read({ externalId: 'A', happenedOn: '02.11.2026', unit: 'PACKING' }).contact?.unitId, 'u-packing')
})

test('a row that can’t be read says why, with every reason', () => {
  assert.deepEqual(codes({}), ['id-missing', 'day-missing'])
  assert.deepEqual(codes({ externalId: 'A', happenedOn: '31.02.2026' }), ['day-unreadable'])
  assert.deepEqual(codes({ externalId: 'A', happenedOn: '2027-01-01' }), ['day-to-come'])
  assert.deepEqual(codes({ externalId: 'A', happenedOn: '2026-11-01', unit: 'Moon', step: 'Take-off', email: 'x' }), [
    'email-unreadable',
    'unit-unknown',
    'step-unknown',
  ])
  assert.deepEqual(codes({ externalId: 'A', happenedOn: '2026-11-01', unit: 'shop' }), ['unit-unclear'])
  assert.deepEqual(codes({ externalId: 'A'.repeat(201), happenedOn: '2026-11-01' }), ['too-long'])
})

test('days are read as the file means them, and never guessed', () => {
  const day = (text: string, order: 'dmy' | 'mdy' | null = null) => {
    const { contact, faults } = read({ externalId: 'A', happenedOn: text }, order)
    return contact?.happenedOn ?? faults[0]?.code
  }
  assert.equal(day('3.4.2026'), '2026-04-03')
  assert.equal(day('25/03/2026'), '2026-03-25')
  assert.equal(day('03/25/26'), '2026-03-25')
  assert.equal(day('03/04/2026'), 'day-unclear')
  assert.equal(day('03/04/2026', 'dmy'), '2026-04-03')
  assert.equal(day('03/04/2026', 'mdy'), '2026-03-04')
  assert.equal(day('04/04/2026'), '2026-04-04')
  assert.equal(day('yesterday'), 'day-unreadable')
  assert.deepEqual(dateOrderOf(['03/04/2026', '25/04/2026']), { order: 'dmy', isOpen: false })
  assert.deepEqual(dateOrderOf(['03/04/2026']), { order: null, isOpen: true })
  assert.deepEqual(dateOrderOf(['2026-04-03']), { order: null, isOpen: false })
})
