// The codes that personal columns carry in their comments, and who sees each table. "What is recorded" is made from these comments and the policy.

/** `personal: what; for: purpose; kept: retention` */
export interface PersonalColumn {
  table: string
  column: string
  what: string
  purpose: string
  retention: string
}

const shape = /^personal: ([a-z-]+); for: ([a-z-]+); kept: ([a-z-]+)$/

export function parsePersonalComment(table: string, column: string, comment: string): PersonalColumn | undefined {
  const match = shape.exec(comment)
  return match ? { table, column, what: match[1]!, purpose: match[2]!, retention: match[3]! } : undefined
}

/** How long each retention code means; null: bound to something else than a number of days. Kept by the daily job. */
export const retentionDays: Record<string, number | null> = {
  'employment-and-a-month': 30,
  'three-months-after': 90,
  'two-years': 730,
  'two-years-after-closing': 730,
  'half-a-year': 180,
  'a-day': 1,
  'two-days': 2,
  'a-week': 7,
  'a-month': 30,
  'as-long-as-the-log': null,
  'while-in-use': null,
  'with-the-thing': null,
}

/** The operation that shows a table's personal columns; single columns can say another. */
export const seenThrough: Record<string, string> = {
  people: 'people.details',
  'people.display_name': 'people.read',
  'people.given_name': 'people.read',
  'people.family_name': 'people.read',
  'people.sort_key': 'people.read',
  'people.unit_id': 'people.read',
  'people.job_role_id': 'people.read',
  'people.site_id': 'people.read',
  'people.manager_id': 'people.read',
  'people.leads_unit': 'people.read',
  'people.status': 'people.read',
  person_keys: 'people.details',
  person_words: 'people.read',
  assignments: 'people.details',
  absences: 'people.details',
  message_switches: 'people.take-out',
  people_imports: 'people.import',
  people_import_parts: 'people.import',
}
