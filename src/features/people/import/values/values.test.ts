import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanText, isGarbled, saidText } from './clean-text.ts'
import { decideOrder, noEvidence, weigh } from './date-order.ts'
import { readDate } from './dates.ts'
import { readEmail } from './email.ts'
import { readHrNumber } from './hr-number.ts'
import { isTimeZone, readLanguage } from './language.ts'
import { readName } from './names.ts'
import { readStatus, readYesNo } from './words.ts'

const today = '2026-11-22'

test('a date is read in every form that says one day', () => {
  const forms = [
    '2020-03-12',
    '2020-3-12',
    '2020/03/12',
    '2020.03.12',
    '20200312',
    '2020-03-12T23:00:00Z',
    '2020-03-12 00:00:00.000',
    '2020-03-12T08:00:00+01:00',
    '43902',
    '43902.5',
    '12-Mar-2020',
    '12 March 2020',
    '12. März 2020',
    '12. Mrz. 2020',
    'March 12, 2020',
    'Mar 12 2020',
    'Thu, 12 Mar 2020',
    'Donnerstag, 12. März 2020',
    '12-MAR-20',
    '12th March 2020',
    '٢٠٢٠/٠٣/١٢',
    '۱۲ مارس ۲۰۲۰',
    '12 آذار 2020',
    '="2020-03-12"',
    ' 2020-03-12\u00a0',
  ]
  for (const form of forms) assert.deepEqual(readDate(form, today), { kind: 'day', day: '2020-03-12' }, form)
  const same = ['07/07/2022', '7.7.22', '07-07-2022']
  for (const form of same) assert.deepEqual(readDate(form, today), { kind: 'day', day: '2022-07-07' }, form)
})

test('a numeric date that has two readings gives both', () => {
  assert.deepEqual(readDate('03/04/2020', today), { kind: 'either', dayFirst: '2020-04-03', monthFirst: '2020-03-04' })
  assert.deepEqual(readDate('25/12/2019', today), { kind: 'either', dayFirst: '2019-12-25', monthFirst: null })
  assert.deepEqual(readDate('12/25/2019 12:00:00 AM', today), { kind: 'either', dayFirst: null, monthFirst: '2019-12-25' })
})

test('a year of two digits lies at most ten years ahead', () => {
  assert.deepEqual(readDate('15-Jun-36', today), { kind: 'day', day: '2036-06-15' })
  assert.deepEqual(readDate('15-Jun-37', today), { kind: 'day', day: '1937-06-15' })
})

test('no date, no end and no such day are told apart', () => {
  for (const cell of ['', '-', 'n/a', 'NULL', '00.00.0000', '0000-00-00', '0'])
    assert.deepEqual(readDate(cell, today), { kind: 'nothing' }, cell)
  for (const cell of ['31.12.9999', '9999-12-31', '31-Dec-4712', '12/31/2999'])
    assert.deepEqual(readDate(cell, today), { kind: 'open-end' }, cell)
  for (const cell of ['2020-02-30', '31/02/2020', '2019-02-29', '13/13/2020', '20201301', '31 April 2020', '99-03-12'])
    assert.deepEqual(readDate(cell, today), { kind: 'problem', code: 'impossible-date' }, cell)
  for (const cell of ['soon', '2020', '03/2020', '123456', '12 Foo 2020'])
    assert.deepEqual(readDate(cell, today), { kind: 'problem', code: 'unreadable-date' }, cell)
  for (const cell of ['1441/07/17', '01.01.1800'])
    assert.deepEqual(readDate(cell, today), { kind: 'problem', code: 'date-out-of-range' }, cell)
  assert.deepEqual(readDate('29.02.2020', today), { kind: 'either', dayFirst: '2020-02-29', monthFirst: null })
})

const decide = (values: string[], answer?: 'day-first' | 'month-first') => {
  const evidence = noEvidence()
  for (const [index, value] of values.entries()) weigh(evidence, readDate(value, today), index + 2, value)
  return decideOrder(evidence, answer)
}
test('one unambiguous value decides the order of its column', () => {
  assert.deepEqual(decide(['03/04/2020', '25/12/2019']), { order: 'day-first', reason: 'unambiguous-values' })
  assert.deepEqual(decide(['03/04/2020', '12/25/2019']), { order: 'month-first', reason: 'unambiguous-values' })
  assert.deepEqual(decide(['03-04-2020', '25-12-2019']), { order: 'day-first', reason: 'unambiguous-values' })
})
test('dots mean the day first unless a value says otherwise; then it is asked', () => {
  assert.deepEqual(decide(['03.04.2020', '05.06.2020']), { order: 'day-first', reason: 'dots' })
  assert.equal(decide(['03.04.2020', '12.25.2020']), null)
})
test('a column that tells nothing or contradicts itself is asked, and the answer counts', () => {
  assert.equal(decide(['03/04/2020', '05/06/2021']), null)
  assert.equal(decide(['03/04/2020', '25/12/2019', '12/25/2019']), null)
  assert.equal(decide(['03/04/2020', '25/12/2019', '26/12/2019', '12/25/2019']), null)
  assert.deepEqual(decide(['03/04/2020', '05/06/2021'], 'month-first'), { order: 'month-first', reason: 'told' })
  assert.deepEqual(decide(['2020-01-02', '05/05/2021']), { order: 'day-first', reason: 'not-needed' })
})
test('one contradiction among many is a slip', () => {
  const many = Array.from({ length: 12 }, (_, index) => `${13 + index}/01/2020`)
  assert.deepEqual(decide([...many, '01/31/2020', '03/04/2020']), { order: 'day-first', reason: 'most-values' })
})

test('"Last, First" is split and nothing else', () => {
  const cases: [string, string, string?, string?][] = [
    ['Müller, Anna', 'Anna Müller', 'Anna', 'Müller'],
    ['van der Berg, Jan', 'Jan van der Berg', 'Jan', 'van der Berg'],
    ['Smith Jr., John', 'John Smith Jr.', 'John', 'Smith Jr.'],
    ['King, Martin Luther, Jr.', 'Martin Luther King Jr.', 'Martin Luther', 'King Jr.'],
    ['الأحمد، فاطمة', 'فاطمة الأحمد', 'فاطمة', 'الأحمد'],
    ['Anna Müller', 'Anna Müller'],
    ['Ludwig van Beethoven', 'Ludwig van Beethoven'],
    ['محمد بن عبد الله آل سعود', 'محمد بن عبد الله آل سعود'],
    ['John Smith, PhD', 'John Smith, PhD'],
    ['Müller,', 'Müller'],
    ['', ''],
  ]
  for (const [text, fullName, givenName, familyName] of cases) {
    assert.deepEqual(readName(text), givenName ? { fullName, givenName, familyName } : { fullName }, text)
  }
})

test('e-mail addresses are taken out of what surrounds them, and bad ones are none', () => {
  assert.equal(readEmail('Anna Müller <Anna@Example.COM>'), 'anna@example.com')
  assert.equal(readEmail('mailto:a.b+c@example.co.uk'), 'a.b+c@example.co.uk')
  assert.equal(readEmail('زيد@مثال.السعودية'), 'زيد@مثال.السعودية')
  for (const bad of [
    '',
    'a',
    'a@b',
    'a@@b.de',
    'a b@c.de',
    'a@b..de',
    '.a@b.de',
    'a.@b.de',
    'a@-b.de',
    'a@b.c',
    'a@b.de; c@d.de',
    'a@b.de,c@d.de',
    `${'x'.repeat(250)}@b.de`,
    'a@1.2.3.4',
  ]) {
    assert.equal(readEmail(bad), null, bad)
  }
})

test('staff numbers keep their zeros and lose what a spreadsheet added', () => {
  const value = (text: string) => readHrNumber(cleanText(text)).value
  assert.deepEqual(['0017', '="0017"', '17.0', '17,00', '١٠٠١', 'E-17', '1.5'].map(value), [
    '0017',
    '0017',
    '17',
    '17',
    '1001',
    'E-17',
    '1.5',
  ])
  assert.equal(readHrNumber('1.23E+05').code, 'hr-number-scientific')
  assert.equal(readHrNumber('x'.repeat(101)).code, 'value-too-long')
})

test('languages are known by tag, region and name in three languages', () => {
  for (const text of ['de', 'DE', 'de-AT', 'de_DE', 'German', 'Deutsch', 'الألمانية', 'German (Germany)'])
    assert.equal(readLanguage(text), 'de', text)
  assert.equal(readLanguage('العربية'), 'ar')
  assert.equal(readLanguage('Türkisch'), 'tr')
  assert.equal(readLanguage('Español'), 'es')
  for (const text of ['Klingon', 'xx', 'constructor', '__proto__']) assert.equal(readLanguage(text), null, text)
})

test('words of status, yes and no in three languages', () => {
  assert.deepEqual(['Active', 'aktiv', 'On Leave', 'نشط', 'Terminated', 'ausgeschieden', 'مستقيل', 'maybe'].map(readStatus), [
    'active',
    'active',
    'active',
    'active',
    'terminated',
    'terminated',
    'terminated',
    null,
  ])
  assert.deepEqual(['Yes', 'ja', 'نعم', 'X', 'No', 'nein', 'perhaps'].map(readYesNo), [true, true, true, true, false, false, null])
  assert.deepEqual(['Europe/Berlin', 'UTC', 'Mars/Base', '+01:00', 'CET of old'].map(isTimeZone), [true, true, false, false, false])
})

test('cells lose marks, formula traces and placeholders, names keep their letters', () => {
  assert.equal(cleanText(' \u202eAnna\u202c\u200b \u00a0 Müller\u0000 '), 'Anna Müller')
  assert.equal(cleanText("'=1+1"), '=1+1')
  assert.equal(cleanText("'t Hooft"), "'t Hooft")
  assert.equal(cleanText('Mu\u0308ller'), 'Müller')
  assert.equal(cleanText('می\u200cخواهم'), 'می\u200cخواهم')
  assert.equal(cleanText('Null'), 'Null')
  assert.equal(saidText('NULL'), '')
  assert.ok(isGarbled('MÃ¼ller') && isGarbled('Ø£Ø­Ù…Ø¯') && !isGarbled('São Ãngelo') && !isGarbled('Müller'))
})

test('every day of the calendar is read back, and no other', () => {
  for (let day = Date.UTC(1999, 11, 25); day < Date.UTC(2001, 2, 5); day += 86_400_000) {
    const iso = new Date(day).toISOString().slice(0, 10)
    assert.deepEqual(readDate(iso, today), { kind: 'day', day: iso })
    assert.deepEqual(readDate(String(day / 86_400_000 + 25_569), today), { kind: 'day', day: iso })
  }
  for (const none of ['1900-02-29', '2001-02-29', '2000-00-10', '2000-10-00', '2000-04-31'])
    assert.equal(readDate(none, today).kind, 'problem', none)
})
