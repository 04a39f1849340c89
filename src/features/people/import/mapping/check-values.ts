// Whether the values of a column look like what its header promises.
import { fold } from '#engines/text/fold.ts'
import type { ImportField } from '../fields.ts'
import { cleanText, saidText } from '../values/clean-text.ts'
import { readDate } from '../values/dates.ts'
import { readEmail } from '../values/email.ts'
import { isTimeZone, readLanguage } from '../values/language.ts'
import { readStatus, readYesNo } from '../values/words.ts'

export type Fit = 'fits' | 'open' | 'contradicts'

// Only the shape of a date counts here, so any day will do for the century.
const anyDay = '2000-01-01'
const isNumber = (text: string) => /^[-+]?[\d.,٠-٩]+%?$/.test(text)
const isDate = (text: string) => !/^\d{1,4}$/.test(text) && ['day', 'either', 'open-end'].includes(readDate(text, anyDay).kind)
const isWordy = (text: string) => /\p{L}/u.test(text) && !text.includes('@') && !isDate(text)

/** @param cells the column's first values, as they stand in the file */
export function checkValues(field: ImportField, cells: string[]): Fit {
  const values = cells.map(field.endsWith('Name') ? cleanText : saidText).filter((text) => text !== '')
  if (values.length === 0) return 'open'
  const share = (isGood: (text: string) => boolean) => values.filter(isGood).length / values.length
  const between = (part: number, fits: number, contradicts: number): Fit =>
    part >= fits ? 'fits' : part < contradicts ? 'contradicts' : 'open'
  switch (field) {
    case 'email':
      return between(
        share((text) => readEmail(text) !== null),
        0.8,
        0.4,
      )
    case 'hrNumber':
      return values.some((text) => text.includes(' ') && /\p{L} \p{L}/u.test(text))
        ? 'contradicts'
        : between(distinctShare(values), 0.9, 0.5)
    case 'startedOn':
    case 'leftOn':
      return between(share(isDate), 0.6, 0.3)
    case 'status':
      return between(
        share((text) => readStatus(text) !== null),
        0.8,
        0.5,
      )
    case 'language':
      return between(
        share((text) => readLanguage(text) !== null),
        0.8,
        0.5,
      )
    case 'leadsUnit':
      return between(
        share((text) => readYesNo(text) !== null),
        0.8,
        0.5,
      )
    case 'siteTimeZone':
      return between(share(isTimeZone), 0.8, 0.5)
    case 'manager':
      return share(isDate) > 0.5 && share(isNumber) < 0.5 ? 'contradicts' : 'open'
    case 'unitCode':
      return between(
        share((text) => text.length <= 30),
        0.9,
        0.5,
      )
    case 'jobRole':
      // "Title" may be Dr. and Mrs.
      return share((text) => /^(mr|mrs|ms|miss|dr|prof|herr|frau|ing|dipl)\b/i.test(fold(text))) > 0.5
        ? 'contradicts'
        : between(share(isWordy), 0.7, 0.4)
    case 'fullName':
    case 'givenName':
    case 'familyName':
    case 'preferredName':
    case 'unitPath':
    case 'site':
      return between(share(isWordy), 0.7, 0.4)
  }
}

export const distinctShare = (values: string[]): number => (values.length === 0 ? 0 : new Set(values).size / values.length)

/** How the values of a single column write a path, or null. A slash also stands inside names ("Sales/Marketing"), so most must have one. */
export function unitSeparatorOf(cells: string[]): '>' | '/' | '\\' | '|' | null {
  const values = cells.map(cleanText).filter((text) => text !== '')
  const share = (mark: string) => values.filter((text) => text.includes(mark)).length / Math.max(1, values.length)
  if (share('>') > 0 || share('»') > 0) return '>'
  if (share('\\') > 0) return '\\'
  if (share('|') > 0) return '|'
  return share('/') > 0.5 ? '/' : null
}
