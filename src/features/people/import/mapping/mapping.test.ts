import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyMapping } from './apply-mapping.ts'
import { guessMapping } from './guess-mapping.ts'
import { keptColumns } from './kept-columns.ts'
import { isSensitive } from './sensitive-words.ts'

const guessed = (headers: string[], rows: string[][] = []) =>
  Object.fromEntries(guessMapping(headers, rows).columns.flatMap(({ header, field }) => (field ? [[header, field]] : [])))

const exports: [system: string, headers: string[], rows: string[][], expected: Record<string, string>][] = [
  [
    'BambooHR',
    [
      'Employee #',
      'First Name',
      'Last Name',
      'Preferred Name',
      'Work Email',
      'Department',
      'Division',
      'Location',
      'Job Title',
      'Reporting to',
      'Supervisor EID',
      'Hire Date',
      'Termination Date',
      'Employment Status',
      'Gender',
      'Pay rate',
    ],
    [
      [
        '1',
        'Ada',
        'Byron',
        '',
        'ada@example.com',
        'Engine',
        'Mill',
        'Leeds',
        'Analyst',
        'Charles Babbage',
        '2',
        '01/02/2020',
        '',
        'Active',
        'F',
        '9',
      ],
    ],
    {
      'Employee #': 'hrNumber',
      'First Name': 'givenName',
      'Last Name': 'familyName',
      'Preferred Name': 'preferredName',
      'Work Email': 'email',
      Department: 'unitPath',
      Division: 'unitPath',
      Location: 'site',
      'Job Title': 'jobRole',
      'Supervisor EID': 'manager',
      'Hire Date': 'startedOn',
      'Termination Date': 'leftOn',
      'Employment Status': 'status',
    },
  ],
  [
    'SAP SuccessFactors, where managers are named by USERID',
    [
      'STATUS',
      'USERID',
      'FIRSTNAME',
      'LASTNAME',
      'MI',
      'GENDER',
      'EMAIL',
      'MANAGER',
      'HR',
      'DEPARTMENT',
      'JOBCODE',
      'DIVISION',
      'LOCATION',
      'TIMEZONE',
      'HIREDATE',
      'EMPID',
      'TITLE',
      'DEFAULT_LOCALE',
    ],
    [
      [
        'active',
        'u1',
        'A',
        'B',
        '',
        'F',
        'a@example.com',
        'NO_MANAGER',
        'NO_HR',
        'D',
        '1',
        'V',
        'L',
        'Europe/Berlin',
        '2020-01-02',
        '77',
        'Agent',
        'en_US',
      ],
      [
        'active',
        'u2',
        'C',
        'D',
        '',
        'F',
        'c@example.com',
        'u1',
        'NO_HR',
        'D',
        '1',
        'V',
        'L',
        'Europe/Berlin',
        '2020-01-02',
        '78',
        'Agent',
        'en_US',
      ],
    ],
    {
      STATUS: 'status',
      USERID: 'hrNumber',
      FIRSTNAME: 'givenName',
      LASTNAME: 'familyName',
      EMAIL: 'email',
      MANAGER: 'manager',
      DEPARTMENT: 'unitPath',
      DIVISION: 'unitPath',
      LOCATION: 'site',
      TIMEZONE: 'siteTimeZone',
      HIREDATE: 'startedOn',
      TITLE: 'jobRole',
      DEFAULT_LOCALE: 'language',
    },
  ],
  [
    'Workday',
    [
      'Worker',
      'Employee ID',
      'Legal Name - First Name',
      'Legal Name - Last Name',
      'Email - Primary Work',
      'Supervisory Organization',
      'Location',
      'Business Title',
      "Worker's Manager",
      'Hire Date',
      'Original Hire Date',
      'Active Status',
      'Compensation Grade',
    ],
    [
      [
        'Ada Byron',
        '1',
        'Ada',
        'Byron',
        'ada@example.com',
        'Engine',
        'Leeds',
        'Analyst',
        'Charles Babbage',
        '2020-01-02',
        '2019-01-02',
        'Yes',
        'G7',
      ],
    ],
    {
      'Employee ID': 'hrNumber',
      'Legal Name - First Name': 'givenName',
      'Legal Name - Last Name': 'familyName',
      'Email - Primary Work': 'email',
      'Supervisory Organization': 'unitPath',
      Location: 'site',
      'Business Title': 'jobRole',
      "Worker's Manager": 'manager',
      'Hire Date': 'startedOn',
      'Active Status': 'status',
    },
  ],
  [
    'ADP',
    [
      'Associate ID',
      'Payroll Name',
      'Home Department Description',
      'Location Description',
      'Job Title Description',
      'Reports To Name',
      'Hire Date',
      'Position Status',
      'Work Contact: Work Email',
      'Annual Salary',
      'Home Address',
      'Birth Date',
    ],
    [['A1', 'Byron, Ada', 'Engine', 'Leeds', 'Analyst', 'Babbage, Charles', '01/02/2020', 'Active', 'ada@example.com', '9', 'x', '1']],
    {
      'Associate ID': 'hrNumber',
      'Payroll Name': 'fullName',
      'Home Department Description': 'unitPath',
      'Location Description': 'site',
      'Job Title Description': 'jobRole',
      'Reports To Name': 'manager',
      'Hire Date': 'startedOn',
      'Position Status': 'status',
      'Work Contact: Work Email': 'email',
    },
  ],
  [
    'German, where Name stands beside Vorname',
    [
      'Personalnr.',
      'Name',
      'Vorname',
      'E-Mail-Adresse',
      'Bereich',
      'Abteilung',
      'Team',
      'Arbeitsort',
      'Funktion',
      'Vorgesetzte/r',
      'Eintritt',
      'Austritt',
      'Geburtsdatum',
      'Konfession',
      'Steuerklasse',
    ],
    [['1', 'Müller', 'Anna', 'a@example.de', 'B', 'A', 'T', 'Köln', 'Packerin', 'Groß, Jan', '1.2.2020', '', '1', 'rk', '3']],
    {
      'Personalnr.': 'hrNumber',
      Name: 'familyName',
      Vorname: 'givenName',
      'E-Mail-Adresse': 'email',
      Bereich: 'unitPath',
      Abteilung: 'unitPath',
      Team: 'unitPath',
      Arbeitsort: 'site',
      Funktion: 'jobRole',
      'Vorgesetzte/r': 'manager',
      Eintritt: 'startedOn',
      Austritt: 'leftOn',
    },
  ],
  [
    'Arabic',
    [
      'الرقم الوظيفي',
      'الاسم الكامل',
      'القسم',
      'الإدارة',
      'المسمّى الوظيفي',
      'المدير المباشر',
      'تاريخ التعيين',
      'البريد الالكتروني',
      'موقع العمل',
      'الجنسية',
      'الراتب',
      'الحالة الاجتماعية',
      'تاريخ الميلاد',
    ],
    [],
    {
      'الرقم الوظيفي': 'hrNumber',
      'الاسم الكامل': 'fullName',
      القسم: 'unitPath',
      الإدارة: 'unitPath',
      'المسمّى الوظيفي': 'jobRole',
      'المدير المباشر': 'manager',
      'تاريخ التعيين': 'startedOn',
      'البريد الالكتروني': 'email',
      'موقع العمل': 'site',
    },
  ],
  [
    'written by hand, with slips',
    ['EmpID', 'Last, First', 'Deparment', 'Superviser', 'Hire  Date', 'email adress', 'Loction'],
    [],
    {
      EmpID: 'hrNumber',
      'Last, First': 'fullName',
      Deparment: 'unitPath',
      Superviser: 'manager',
      'Hire  Date': 'startedOn',
      'email adress': 'email',
      Loction: 'site',
    },
  ],
]
for (const [system, headers, rows, expected] of exports) {
  test(`guesses the columns: ${system}`, () => assert.deepEqual(guessed(headers, rows), expected))
}

test('levels of the unit tree are put in order from the top down', () => {
  const { mapping } = guessMapping(['Team', 'Department', 'Business Unit', 'Section', 'Division'], [['t', 'd', 'b', 's', 'v']])
  assert.deepEqual(mapping.fields.unitPath, [2, 4, 1, 3, 0])
})

test('the separator of a path is found where values write one', () => {
  const separatorOf = (values: string[]) =>
    guessMapping(
      ['Department'],
      values.map((value) => [value]),
    ).mapping.unitSeparator
  assert.equal(separatorOf(['A > B', 'A']), '>')
  assert.equal(separatorOf(['A\\B']), '\\')
  assert.equal(separatorOf(['A/B', 'A/C', 'A']), '/')
  assert.equal(separatorOf(['Sales/Marketing', 'Finance', 'Ops', 'Legal']), null)
})

test('columns about the person that nobody here needs are never guessed', () => {
  const headers = [
    'Salary',
    'Base Pay',
    'Hourly Rate',
    'Gender',
    'Sex',
    'DOB',
    'Date of Birth',
    'Birthday',
    'Age',
    'Religion',
    'Nationality',
    'Marital Status',
    'Disability',
    'Sick days',
    'Performance Rating',
    'Last Review',
    'IBAN',
    'SSN',
    'Home Email',
    'Home address',
    'Mobile',
    'Manager Rating',
    'Department Bonus',
    'Termination Reason',
    'Gehalt',
    'Stundenlohn',
    'Geschlecht',
    'Anrede',
    'Geburtstag',
    'Familienstand',
    'Staatsangehörigkeit',
    'Schwerbehinderung',
    'Krankenkasse',
    'Leistungsbeurteilung',
    'Kirchensteuer',
    'الراتب الأساسي',
    'الجنس',
    'تاريخ الميلاد',
    'الديانة',
    'تقييم الأداء',
    'رقم الهوية',
  ]
  for (const header of headers) {
    const [column] = guessMapping([header], [['x@example.com']]).columns
    assert.equal(column?.field, null, header)
  }
  for (const header of ['Home Department', 'E-mail address', 'Personal-Nr.', 'Language', 'Manager', 'الحالة', 'Alternate name'])
    assert.equal(isSensitive(header), false, header)
})

test('a header whose values say otherwise is not guessed', () => {
  const reasonOf = (header: string, values: string[]) =>
    guessMapping(
      [header],
      values.map((value) => [value]),
    ).columns[0]?.reason
  assert.equal(reasonOf('Email', ['yes', 'no', 'yes']), 'values-do-not-fit')
  assert.equal(reasonOf('Hire Date', ['Anna', 'Bert']), 'values-do-not-fit')
  assert.equal(reasonOf('Title', ['Dr.', 'Mr', 'Mrs']), 'values-do-not-fit')
  assert.equal(reasonOf('Team Leader', ['Anna Müller', 'Jan Groß']), 'values-do-not-fit')
  assert.equal(reasonOf('Kontakt', ['a@example.com', 'b@example.com']), 'values')
  assert.equal(reasonOf('Shoe size', ['41']), 'unknown')
})

test('the user can correct the guess by name or position, and mistakes are told', () => {
  const guess = guessMapping(['Emp No', 'Name', 'Dept', 'Dept', 'Level'], []).mapping
  const { mapping, problems } = applyMapping(guess, {
    fields: { unitPath: [3, 'emp no'], fullName: null, jobRole: 'LEVEL' },
    leaderRules: [{ column: 'Level', atLeast: 4 }],
  })
  assert.deepEqual(problems, [])
  assert.deepEqual(mapping.fields, { hrNumber: [0], unitPath: [3, 0], jobRole: [4] })
  assert.deepEqual(mapping.leaderRules, [{ column: 4, atLeast: 4 }])
  const codes = (overrides: Parameters<typeof applyMapping>[1]) =>
    applyMapping({ ...guess, headers: ['a', 'B c', 'b-c'], fields: {} }, overrides).problems.map(({ code }) => code)
  assert.deepEqual(codes({ fields: { fullName: 'nobody' } }), ['unknown-column', 'no-identity-column'])
  assert.deepEqual(codes({ fields: { fullName: 'b_c' } }), ['ambiguous-column', 'no-identity-column'])
  assert.deepEqual(codes({ fields: { fullName: ['a', 'B c'] } }), ['several-columns'])
  assert.deepEqual(codes({ fields: { hrNumber: 7 } }), ['unknown-column', 'no-identity-column'])
})

test('a leader rule hands on a yes and nothing else', () => {
  const layout = keptColumns({
    headers: ['a', 'b'],
    fields: { hrNumber: [0] },
    unitSeparator: null,
    leaderRules: [
      { column: 1, equals: 'Manager' },
      { column: 1, atLeast: 4 },
    ],
  })
  const read = layout.leaderSlots.map((slot) => layout.keep[slot]?.read)
  assert.deepEqual(
    ['manager ', 'Managers', '4', '٥', '3.9', '', 'x'].map((cell) => read.map((reader) => reader?.(cell))),
    [
      ['yes', ''],
      ['', ''],
      ['', 'yes'],
      ['', 'yes'],
      ['', ''],
      ['', ''],
      ['', ''],
    ],
  )
})
