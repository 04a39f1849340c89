// Every problem that an import can report: its parameters and an English sentence (for the command line; pages have their own
// message files). Codes are stable: they stand in replies and in people's scripts.
export const problemSentences = {
  // the file cannot be read
  'file-empty': 'The file is empty.',
  'file-too-large': 'The file has {bytes} bytes; at most {limit} are read.',
  'file-is-workbook': 'This is a workbook. Save it as CSV (UTF-8) and import that.',
  'file-is-binary': 'This is not a text file. Export the people as CSV.',
  'line-too-long': 'A row has more than {limit} characters. Is it a CSV file?',
  'too-many-rows': 'The file has more than {limit} rows.',
  'too-many-columns': 'The file has {columns} columns; at most {limit} are read.',
  'no-rows': 'There is a header but no row below it.',
  // columns
  'unknown-column': 'There is no column “{name}”.',
  'ambiguous-column': 'More than one column is called “{name}”. Give its position.',
  'several-columns': 'Only one column can be “{field}”.',
  'no-identity-column': 'Choose a column with the staff number, the e-mail or the name.',
  'duplicate-header': 'Columns {first} and {second} are both called “{name}”.',
  'no-header': 'The file has no row of column names; its {columns} columns are numbered.',
  // rows
  'row-too-short': 'The row has {cells} cells instead of {expected}.',
  'row-too-long': 'The row has {cells} cells instead of {expected}. Is a separator not in quotes?',
  'unclosed-quote': 'A quotation mark is opened and not closed.',
  'stray-quote': 'There is a quotation mark in the middle of a quoted cell.',
  'cell-too-long': 'A cell has more than {limit} characters.',
  'nul-character': 'A character that can’t be stored was left out.',
  'unreadable-character': 'A character could not be read. Is the file’s encoding right?',
  'blank-row': 'Blank rows left out from here on: {count}.',
  'total-row': 'This looks like a total below the table, not like a person.',
  'no-identity': 'The row has no staff number, e-mail or name.',
  'duplicate-row': 'The same row stands in line {first}; it counts once.',
  'conflicting-rows': 'Lines {lines} have the same key and say different things.',
  'same-person-twice': 'Lines {lines} are the same person.',
  'ambiguous-person': 'More than one person is called “{name}” in this unit. Give a staff number or an e-mail.',
  'possible-duplicate': 'Somebody called “{name}” is in this unit already, with another staff number or e-mail.',
  'already-left': 'This person has left and is not known here; nothing to do.',
  // cells
  'missing-name': 'The name is missing. The person shows as job role and number.',
  'garbled-text': '“{value}” looks as if it was saved in a wrong encoding.',
  'value-too-long': 'The value has more than {limit} characters and is ignored.',
  'hr-number-scientific': '“{value}” is a number that a spreadsheet has shortened. Export the column as text.',
  'hr-number-changed': 'The e-mail belongs to the person with the number {old}, the row says {new}.',
  'leading-zeros-differ': 'The number {value} is taken for {existing}: only the zeros in front differ.',
  'bad-email': '“{value}” is no e-mail address.',
  'duplicate-email': 'Lines {lines} have the same e-mail {value}; it is ignored.',
  'email-taken': 'Somebody else has the e-mail {value} already; it is ignored.',
  'unreadable-date': '“{value}” can’t be read as a date.',
  'impossible-date': '“{value}” is no day of the calendar.',
  'date-out-of-range': '“{value}” lies too far from today.',
  'date-contradicts-column': '“{value}” is not {order}, as the rest of the column is.',
  'left-before-started': 'The end {leftOn} lies before the start {startedOn}.',
  'unknown-status': '“{value}” is no status that we know; the person counts as active.',
  'status-contradicts-left-date': 'The status says active but the end was {leftOn}; the status counts.',
  'unknown-language': '“{value}” is no language that we know.',
  'unknown-yes-no': '“{value}” is neither yes nor no.',
  // units, sites
  'missing-unit': 'The unit is missing.',
  'unit-too-deep': 'The unit lies more than {limit} levels deep.',
  'unit-code-conflict': 'The unit code {code} stands for several units; it is ignored.',
  'unit-has-several-codes': 'The unit {unit} has several codes; they are ignored.',
  'unit-renamed': 'The unit with the code {code} is called “{old}” here and “{new}” in the file; nothing is renamed.',
  'bad-time-zone': '“{value}” is no time zone such as Europe/Berlin.',
  'site-time-zone-conflict': 'The site {site} has several time zones; none is set.',
  'site-time-zone-differs': 'The site {site} has the time zone {old} here and {new} in the file; nothing is changed.',
  // managers
  'manager-unknown': 'The manager “{value}” is not known.',
  'manager-ambiguous': 'The manager “{value}” can be {count} people. Give a staff number or an e-mail.',
  'manager-self': 'The person is their own manager; no manager is set.',
  'manager-skipped': 'The manager “{value}” is in line {line}, which has an error.',
  'manager-left': 'The manager “{value}” has left.',
  'manager-cycle': 'Lines {lines} are managers of each other in a circle; they get no manager.',
} as const

export type ImportCode = keyof typeof problemSentences

/** The names of the parameters of a code, as they stand in its sentence. */
export const parametersOf = (code: ImportCode): string[] => [...problemSentences[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)

/** The English sentence with its parameters. */
export function sentenceOf(code: ImportCode, values: Record<string, string | number>): string {
  return problemSentences[code].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
