// What a column of an HR export can mean to us. Everything else is dropped inside the parser.
export const importFields = [
  'hrNumber',
  'fullName',
  'givenName',
  'familyName',
  'preferredName',
  'email',
  'unitPath',
  'unitCode',
  'site',
  'siteTimeZone',
  'jobRole',
  'manager',
  'startedOn',
  'leftOn',
  'language',
  'leadsUnit',
  'status',
] as const

export type ImportField = (typeof importFields)[number]
export type DateField = 'startedOn' | 'leftOn'
export type DateOrder = 'day-first' | 'month-first'

/** How one column writes a path of units: `A > B`, `A/B`, `A\B`, `A|B`, or not at all. */
export const unitSeparators = ['>', '/', '\\', '|'] as const
export type UnitSeparator = (typeof unitSeparators)[number]

/** Longest values that are taken over, in characters: what the tables hold. A given and a family name together stay below 300. */
export const longest = { hrNumber: 100, unitCode: 100, email: 254, personName: 140, name: 200, unitDepth: 12 } as const
