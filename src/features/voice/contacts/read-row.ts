// One row of a file as a contact, or why it can't be one. Pure: the same cells, places and day give the same answer, when it is shown and when it is applied.
import { fold } from '#engines/text/fold.ts'
import type { ContactField } from '../contract.ts'
import type { Cells } from '../store/intakes.ts'

export type FaultCode =
  | 'id-missing'
  | 'day-missing'
  | 'day-unreadable'
  | 'day-unclear'
  | 'day-to-come'
  | 'unit-unknown'
  | 'unit-unclear'
  | 'step-unknown'
  | 'email-unreadable'
  | 'too-long'
  | 'row-broken'
export interface Fault {
  code: FaultCode
  field: ContactField | null
  value: string
}
export interface Places {
  /** By folded name and by folded code; null: several have it. */
  units: ReadonlyMap<string, string | null>
  steps: ReadonlyMap<string, string>
  defaultUnitId: string
}
export type DateOrder = 'dmy' | 'mdy' | null

export interface ReadContact {
  externalId: string
  happenedOn: string
  unitId: string
  stepId: string | null
  customer: string | null
  name: string | null
  email: string | null
  phone: string | null
  language: string | null
}

const longest: Partial<Record<ContactField, number>> = { externalId: 200, customer: 200, name: 200, email: 254, phone: 40 }

export function readRow(
  cells: Cells,
  places: Places,
  dateOrder: DateOrder,
  today: string,
): { contact: ReadContact; faults: [] } | { contact: null; faults: Fault[] } {
  const faults: Fault[] = []
  const cell = (field: ContactField): string | null => cells[field]?.trim() || null
  const fault = (code: FaultCode, field: ContactField) => void faults.push({ code, field, value: (cell(field) ?? '').slice(0, 100) })
  for (const [field, most] of Object.entries(longest) as [ContactField, number][])
    if ((cell(field)?.length ?? 0) > most) fault('too-long', field)
  const externalId = cell('externalId')
  if (externalId === null) fault('id-missing', 'externalId')
  const day = readDay(cell('happenedOn'), dateOrder)
  if ('code' in day) fault(day.code, 'happenedOn')
  else if (day.day > today) fault('day-to-come', 'happenedOn')
  const email = cell('email')
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) fault('email-unreadable', 'email')
  const unit = cell('unit')
  const unitId = unit === null ? places.defaultUnitId : places.units.get(fold(unit))
  if (unitId === undefined) fault('unit-unknown', 'unit')
  if (unitId === null) fault('unit-unclear', 'unit')
  const step = cell('step')
  const stepId = step === null ? null : places.steps.get(fold(step))
  if (stepId === undefined) fault('step-unknown', 'step')
  if (faults.length > 0 || 'code' in day) return { contact: null, faults }
  return {
    contact: {
      externalId: externalId!,
      happenedOn: day.day,
      unitId: unitId!,
      stepId: stepId ?? null,
      customer: cell('customer'),
      name: cell('name'),
      email,
      phone: cell('phone'),
      language: readLanguage(cell('language')),
    },
    faults: [],
  }
}

const languageNames: Record<string, string> = {
  english: 'en',
  englisch: 'en',
  deutsch: 'de',
  german: 'de',
  arabic: 'ar',
  arabisch: 'ar',
  العربيه: 'ar',
  عربي: 'ar',
}
/** en, de-AT, Deutsch; what we do not speak is null, and the customer is asked in the language of the house. */
const readLanguage = (text: string | null): string | null => {
  if (text === null) return null
  const plain = fold(text)
  return languageNames[plain] ?? /^(en|de|ar)\b/.exec(plain)?.[1] ?? null
}

type Day = { day: string } | { code: 'day-missing' | 'day-unreadable' | 'day-unclear' }
function readDay(text: string | null, order: DateOrder): Day {
  if (text === null) return { code: 'day-missing' }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text)
  if (iso) return asDay(iso[1]!, iso[2]!, iso[3]!)
  const local = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})(?:[T ,].*)?$/.exec(text)
  if (!local) return { code: 'day-unreadable' }
  const [, first, separator, second, yearText] = local as unknown as [string, string, string, string, string]
  const year = yearText.length === 2 ? `20${yearText}` : yearText
  // Points are the way of those who write the day first.
  const isDayFirst = separator === '.' || Number(first) > 12 ? true : Number(second) > 12 ? false : order === null ? null : order === 'dmy'
  if (isDayFirst === null) return first === second ? asDay(year, second, first) : { code: 'day-unclear' }
  return isDayFirst ? asDay(year, second, first) : asDay(year, first, second)
}
function asDay(year: string, month: string, date: string): Day {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const parsed = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(day) || year < '1990' ? { code: 'day-unreadable' } : { day }
}

/** What the days of a whole column say about their order: 25/03 shows that the day stands first. Null: nothing does, and somebody has to say. */
export function dateOrderOf(days: readonly string[]): { order: DateOrder; isOpen: boolean } {
  let isOpen = false
  let order: DateOrder = null
  for (const text of days) {
    const parts = /^(\d{1,2})[/-](\d{1,2})[/-](?:\d{4}|\d{2})\b/.exec(text.trim())
    if (!parts) continue
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (first > 12 && second <= 12) order ??= 'dmy'
    else if (second > 12 && first <= 12) order ??= 'mdy'
    else if (first !== second) isOpen = true
  }
  return { order, isOpen: isOpen && order === null }
}
