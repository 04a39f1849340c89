// From rows of text to what each row says. Problems of single cells are told here.
import type { TableRow } from '#engines/tabular/table.ts'
import { longest } from '../fields.ts'
import type { ImportField } from '../fields.ts'
import type { KeptLayout } from '../mapping/kept-columns.ts'
import { cleanText, isGarbled, saidText } from '../values/clean-text.ts'
import { readEmail } from '../values/email.ts'
import { readHrNumber } from '../values/hr-number.ts'
import { isTimeZone, readLanguage } from '../values/language.ts'
import { readName } from '../values/names.ts'
import { readStatus, readYesNo } from '../values/words.ts'
import { newDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import type { Pace, Steps } from './pace.ts'
import type { ProblemList } from './problem-list.ts'
import { readDateCell } from './read-dates.ts'
import type { DateColumns } from './read-dates.ts'
import type { UnitPaths } from './unit-paths.ts'

export interface RowReader {
  layout: KeptLayout
  dates: DateColumns
  today: string
  problems: ProblemList
  paths: UnitPaths
}

/** One draft per row; a broken row keeps only what tells whose it is. */
export function* readDrafts(rows: readonly TableRow[], reader: RowReader, pace: Pace): Steps<Draft[]> {
  const drafts: Draft[] = []
  yield* pace.each(rows, (row) => drafts.push(row.isBroken ? brokenDraft(row, reader) : readRow(row, reader)))
  return drafts
}

function brokenDraft(row: TableRow, { layout }: RowReader): Draft {
  const draft = newDraft(row.line, row.cells)
  const [hrSlot] = layout.slots.hrNumber
  const [emailSlot] = layout.slots.email
  draft.hrNumber = readHrNumber(saidText(row.cells[hrSlot ?? -1] ?? '')).value || undefined
  draft.email = readEmail(saidText(row.cells[emailSlot ?? -1] ?? '')) ?? undefined
  draft.isSkipped = true
  draft.isBroken = true
  return draft
}

function readRow(row: TableRow, reader: RowReader): Draft {
  const { layout, problems } = reader
  const draft = newDraft(row.line, row.cells)
  const slotOf = (field: ImportField) => layout.slots[field][0]
  const cell = (field: ImportField) => row.cells[slotOf(field) ?? -1] ?? ''
  const errorsBefore = problems.all.length
  const short = (field: ImportField, text: string, limit: number): string | undefined => {
    if (text.length <= limit) return text === '' ? undefined : text
    problems.warn(row.line, 'value-too-long', field, { limit })
  }

  if (isTotalRow(row.cells)) {
    problems.error(row.line, 'total-row', null)
    draft.isSkipped = true
    return draft
  }
  readIdentity(draft, saidText(cell('hrNumber')), saidText(cell('email')), problems)
  readNames(draft, cell, short)
  for (const field of ['fullName', 'givenName', 'familyName'] as const) {
    const name = draft[field]
    if (name !== undefined && slotOf(field) !== undefined && isGarbled(name))
      problems.warn(row.line, 'garbled-text', field, { value: name })
  }
  draft.unitCode = short('unitCode', saidText(cell('unitCode')), longest.unitCode)
  draft.site = short('site', saidText(cell('site')), longest.name)
  draft.jobRole = short('jobRole', saidText(cell('jobRole')), longest.name)
  draft.preferredName = short('preferredName', cleanText(cell('preferredName')), longest.personName)
  const timeZone = saidText(cell('siteTimeZone'))
  if (timeZone !== '' && !isTimeZone(timeZone)) problems.warn(row.line, 'bad-time-zone', 'siteTimeZone', { value: timeZone })
  else if (timeZone !== '') draft.siteTimeZone = timeZone
  readUnitPath(draft, row, reader)
  if (slotOf('manager') !== undefined) draft.manager = saidText(cell('manager')) || null
  readEmployment(draft, cell, reader)
  readWords(draft, row, cell, reader)

  const hasNameColumn = (['fullName', 'givenName', 'familyName'] as const).some((field) => slotOf(field) !== undefined)
  if (draft.fullName === undefined && draft.hrNumber === undefined && draft.email === undefined)
    problems.error(row.line, 'no-identity', null)
  else if (hasNameColumn && draft.fullName === undefined)
    problems.warn(row.line, 'missing-name', slotOf('fullName') === undefined ? 'familyName' : 'fullName')
  draft.isSkipped = problems.all.slice(errorsBefore).some((problem) => problem.severity === 'error')
  return draft
}

const totalWord =
  /^(grand total|total|sub-?total|sum|summe|gesamt(summe)?|insgesamt|anzahl|count|end of (report|file|list)|المجموع|الإجمالي|العدد)([\s:.=]|$)/i

/** Reports end with such a row; beside its word there are at most numbers. */
function isTotalRow(cells: string[]): boolean {
  const first = cells.findIndex((cell) => cell.trim() !== '')
  return first >= 0 && totalWord.test(cells[first]!.trim()) && cells.slice(first + 1).every((cell) => /^[\d.,٠-٩\s]*$/.test(cell))
}

function readIdentity(draft: Draft, hrText: string, emailText: string, problems: ProblemList): void {
  const { value, code } = readHrNumber(hrText)
  if (code) problems.error(draft.line, code, 'hrNumber', { value: hrText, limit: longest.hrNumber })
  else if (value !== '') draft.hrNumber = value
  if (emailText === '') return
  const email = readEmail(emailText)
  if (email !== null) draft.email = email
  // Without a number the address was all that could tell whose row this is.
  else if (draft.hrNumber === undefined) problems.error(draft.line, 'bad-email', 'email', { value: emailText })
  else problems.warn(draft.line, 'bad-email', 'email', { value: emailText })
}

function readNames(
  draft: Draft,
  cell: (field: ImportField) => string,
  short: (field: ImportField, text: string, limit: number) => string | undefined,
): void {
  const whole = readName(short('fullName', cleanText(cell('fullName')), longest.name) ?? '')
  const given = short('givenName', cleanText(cell('givenName')), longest.personName)
  const family = short('familyName', cleanText(cell('familyName')), longest.personName)
  // Half a name beside a whole one says less than the whole one.
  const [givenName, familyName] = whole.fullName === '' || (given && family) ? [given, family] : [whole.givenName, whole.familyName]
  draft.givenName = givenName
  draft.familyName = familyName
  const fullName = [givenName, familyName].filter(Boolean).join(' ') || whole.fullName
  if (fullName !== '') draft.fullName = fullName
}

function readUnitPath(draft: Draft, row: TableRow, { layout, problems, paths }: RowReader): void {
  const columns = layout.slots.unitPath
  if (columns.length === 0 && layout.slots.unitCode.length === 0) return
  const path = paths.read(columns.map((slot) => row.cells[slot] ?? ''))
  if (path.length === 0 && draft.unitCode === undefined)
    problems.warn(row.line, 'missing-unit', columns.length > 0 ? 'unitPath' : 'unitCode')
  else if (path.length > longest.unitDepth) problems.warn(row.line, 'unit-too-deep', 'unitPath', { limit: longest.unitDepth })
  else if (path.some((step) => step.length > longest.name)) problems.warn(row.line, 'value-too-long', 'unitPath', { limit: longest.name })
  else draft.unitPath = path
}

function readEmployment(draft: Draft, cell: (field: ImportField) => string, { layout, dates, today, problems }: RowReader): void {
  if (layout.slots.startedOn.length > 0) {
    const startedOn = readDateCell(cell('startedOn'), 'startedOn', dates, today, draft.line, problems)
    if (startedOn) draft.startedOn = startedOn
  }
  if (layout.slots.leftOn.length > 0) {
    const leftOn = readDateCell(cell('leftOn'), 'leftOn', dates, today, draft.line, problems)
    if (leftOn !== undefined) draft.leftOn = leftOn
  }
  readStatusCell(draft, saidText(cell('status')), today, problems)
  const { startedOn, leftOn } = draft
  if (startedOn && leftOn && leftOn < startedOn) problems.error(draft.line, 'left-before-started', 'leftOn', { startedOn, leftOn })
}

function readStatusCell(draft: Draft, status: string, today: string, problems: ProblemList): void {
  if (status === '') return
  const said = readStatus(status)
  if (said === null) problems.warn(draft.line, 'unknown-status', 'status', { value: status })
  else draft.isTerminated = said === 'terminated'
  // Somebody who was hired again often keeps the old end in the HR system.
  if (said === 'active' && draft.leftOn && draft.leftOn <= today) {
    problems.warn(draft.line, 'status-contradicts-left-date', 'status', { leftOn: draft.leftOn })
    draft.leftOn = null
  }
}

function readWords(draft: Draft, row: TableRow, cell: (field: ImportField) => string, { layout, problems }: RowReader): void {
  const languageText = saidText(cell('language'))
  const language = languageText === '' ? null : readLanguage(languageText)
  if (language !== null) draft.language = language
  else if (languageText !== '') problems.warn(draft.line, 'unknown-language', 'language', { value: languageText })

  const { leaderSlots } = layout
  if (leaderSlots.length === 0 && layout.slots.leadsUnit.length === 0) return
  const text = cleanText(cell('leadsUnit'))
  const said = text === '' ? false : readYesNo(text)
  if (said === null) problems.warn(draft.line, 'unknown-yes-no', 'leadsUnit', { value: text })
  const isByRule = leaderSlots.some((slot) => row.cells[slot] === 'yes')
  if (said !== null || isByRule) draft.leadsUnit = isByRule || said === true
}
