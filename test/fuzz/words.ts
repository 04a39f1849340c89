// The words of trust.md, and values of every wrong type. Ids stand as marks, `@people/3@`, and are put in when a request is sent.
import fc from 'fast-check'

export const hostileWords: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'half \udc00 character',
  '__proto__',
  'constructor',
  'prototype',
  '9007199254740992',
  '-1',
  '1e309',
  'NaN',
  '2023-02-29',
  '2024-02-29',
  '2100-02-29',
  '0000-00-00',
  '9999-12-31',
  '-271821-04-20',
  '24:00',
  '\u200f\u202eطرف\u202c',
  '\u2066left\u2069',
  '👩🏽‍🚀🏳️‍🌈',
  'e\u0301'.repeat(40),
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '\tcell',
  '\rcell',
  "'; drop table people; --",
  '%',
  '_\\%',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'null',
  'undefined',
  '{"a":1}',
  '[1,2]',
  'a,b;c\td\r\ne',
  'İıſßẞ',
  '\ufeff',
  '\uffff',
  '\u{10ffff}',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '01900000-0000-7000-8000-00000000000g',
  '01900000-0000-9000-8000-000000000000',
]

export const hostileWord = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...hostileWords) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(201, 401, 10_000, 90_000).map((length) => 'ä'.repeat(length)) },
)

/** Whatever can stand in JSON, in a place where something else belongs. JSON.parse makes `__proto__` a name like any other. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileWord },
  {
    weight: 4,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      0,
      -1,
      1.5,
      -0,
      2 ** 31,
      2 ** 53,
      -(2 ** 53),
      1e308,
      [],
      {},
      [null],
      [[]],
      { toString: 1 },
      { length: 1e9 },
      JSON.parse('{"__proto__":{"isAdmin":true}}'),
      JSON.parse('{"constructor":{"prototype":{}}}'),
    ),
  },
  { weight: 1, arbitrary: fc.array(hostileWord, { maxLength: 300 }) },
)

/** Names of things as people write them, and addresses, times and days that pass. */
export const usualText = fc.constantFrom('Anna', 'Kovač', 'Käthe-Luise', 'شمس', '李小龍', 'O’Brien', 'Shift 7', 'me', 'n8')
export const usualDay = fc.constantFrom('2026-11-30', '2024-02-29', '2027-01-01', '1900-01-01', '2200-12-31', '2026-12-24')
