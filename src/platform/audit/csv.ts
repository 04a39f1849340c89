// CSV for spreadsheets. A cell that begins like a formula would be run on opening, so it gets an apostrophe in front.
const startsFormula = /^[=+\-@\t\r]/

const cell = (value: string): string => `"${(startsFormula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

export const csvLine = (values: readonly (string | null)[]): string =>
  `${values.map((value) => (value === null ? '' : cell(value))).join(',')}\r\n`
