import { importFields } from '../fields.ts'
import type { ImportField } from '../fields.ts'
import { headerKey } from './fold-header.ts'
import type { ColumnRef, LeaderRule, Mapping, MappingOverrides, MappingProblem } from './mapping-types.ts'

/** The guess with the user's corrections. A mapping with problems must not be used. */
export function applyMapping(guess: Mapping, overrides: MappingOverrides = {}): { mapping: Mapping; problems: MappingProblem[] } {
  const problems: MappingProblem[] = []
  const find = (ref: ColumnRef): number | null => {
    const found = findColumn(guess.headers, ref)
    if (typeof found === 'number') return found
    problems.push({ code: found, values: { name: String(ref) } })
    return null
  }
  const fields: Mapping['fields'] = overrides.isComplete ? {} : { ...guess.fields }
  for (const field of importFields) {
    const said = overrides.fields?.[field]
    if (said === undefined) continue
    const columns = [said ?? []]
      .flat()
      .map(find)
      .filter((column) => column !== null)
    if (columns.length === 0) delete fields[field]
    else fields[field] = [...new Set(columns)]
  }
  for (const [field, columns] of Object.entries(fields)) {
    if (columns.length > 1 && field !== 'unitPath') problems.push({ code: 'several-columns', values: { field } })
  }
  const identifying: ImportField[] = ['hrNumber', 'email', 'fullName', 'familyName', 'givenName']
  if (!identifying.some((field) => fields[field])) problems.push({ code: 'no-identity-column', values: {} })
  const leaderRules = overrides.leaderRules?.flatMap((rule): LeaderRule[] => {
    const column = find(rule.column)
    return column === null ? [] : [{ ...rule, column }]
  })
  const unitSeparator = overrides.unitSeparator === undefined ? guess.unitSeparator : overrides.unitSeparator
  return { mapping: { headers: guess.headers, fields, unitSeparator, leaderRules: leaderRules ?? guess.leaderRules }, problems }
}

/** By index, by exact name, else by the one name that differs only in case, spaces and punctuation. */
function findColumn(headers: string[], ref: ColumnRef): number | 'unknown-column' | 'ambiguous-column' {
  if (typeof ref === 'number') return Number.isInteger(ref) && ref >= 0 && ref < headers.length ? ref : 'unknown-column'
  const exact = headers.indexOf(ref)
  if (exact >= 0) return exact
  const key = headerKey(ref)
  const near = headers.flatMap((header, column) => (key !== '' && headerKey(header) === key ? [column] : []))
  if (near.length === 1) return near[0]!
  return near.length === 0 ? 'unknown-column' : 'ambiguous-column'
}
