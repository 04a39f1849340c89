import { longest } from '../fields.ts'
import { asciiDigits } from './clean-text.ts'

export type HrNumberReading = { value: string; code: null } | { value: null; code: 'hr-number-scientific' | 'value-too-long' }

/** `123.0` (from a spreadsheet) is 123; `1,2E+05` has lost its digits and can't be used. */
export function readHrNumber(text: string): HrNumberReading {
  const value = asciiDigits(text).replace(/^(\d+)[.,]0+$/, '$1')
  if (/^\d([.,]\d+)?E\+\d+$/i.test(value)) return { value: null, code: 'hr-number-scientific' }
  return value.length > longest.hrNumber ? { value: null, code: 'value-too-long' } : { value, code: null }
}

/** Spreadsheets drop leading zeros. Only for finding what has no exact counterpart. */
export const withoutZeros = (key: string): string => key.replace(/^0+(?=\d)/, '')
