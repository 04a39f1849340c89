// CSV for spreadsheets: a cell that a spreadsheet would take for a formula gets an apostrophe in front (trust.md, input and output).
const formulaStart = /^[=+\-@\t\r]/

export const csvCell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value)
  const safe = formulaStart.test(text) && typeof value !== 'number' ? `'${text}` : text
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvLine = (values: readonly (string | number | null)[]): string => values.map(csvCell).join(',')
