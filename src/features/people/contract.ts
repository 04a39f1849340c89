// Requests and replies of people. The only file that pages and server share.
import { z } from 'zod'
import { day, email, id, language, pageOf, pageQuery, text, time, timeZone } from '#platform/http/fields.ts'
import { importFields, unitSeparators } from './import/fields.ts'

const nullableId = z.string().nullable()
const ref = z.object({ id: z.string(), name: z.string() })
const weekdays = z.array(z.number().int().min(1).max(7)).min(1).max(7)

// organisation
export const organisation = z.object({
  id: z.string(),
  name: z.string(),
  languages: z.array(z.string()),
  defaultLanguage: z.string(),
  timeZone: z.string(),
  workingDays: z.array(z.number()),
  quietFrom: z.string(),
  quietUntil: z.string(),
  isWorksCouncilMode: z.boolean(),
  sharedLockSeconds: z.number(),
  showsFirstDays: z.boolean().describe('The steps of the first days, on the start page of who may do them.'),
  isDemo: z.boolean(),
  version: z.number(),
})
export const organisationChange = z
  .object({
    name: text(200),
    languages: z.array(language()).min(1).max(3),
    defaultLanguage: language(),
    timeZone: timeZone(),
    workingDays: weekdays,
    quietFrom: time(),
    quietUntil: time(),
    isWorksCouncilMode: z.boolean(),
    sharedLockSeconds: z.number().int().min(30).max(3600),
    showsFirstDays: z.boolean(),
  })
  .partial()
  .strict()

// sites and job roles
export const site = z.object({ id: z.string(), name: z.string(), timeZone: z.string(), people: z.number(), version: z.number() })
export const siteList = z.object({ items: z.array(site) })
export const newSite = z.object({ name: text(200), timeZone: timeZone() }).strict()
export const siteChange = newSite.partial().strict()
export const siteParams = z.object({ siteId: id() })
export const jobRole = z.object({ id: z.string(), name: z.string(), people: z.number(), version: z.number() })
export const jobRoleList = z.object({ items: z.array(jobRole) })
export const newJobRole = z.object({ name: text(200) }).strict()
export const jobRoleParams = z.object({ jobRoleId: id() })

// units
export const unit = z.object({
  id: z.string(),
  parentId: nullableId,
  name: z.string(),
  code: z.string().nullable(),
  siteId: nullableId,
  people: z.number(),
  peopleBelow: z.number(),
  leaders: z.array(ref),
  version: z.number(),
})
export const unitList = z.object({ items: z.array(unit) })
export const unitParams = z.object({ unitId: id() })
export const newUnit = z.object({ name: text(200), parentId: id().nullable(), code: text(100).nullish(), siteId: id().nullish() }).strict()
export const unitChange = z
  .object({ name: text(200), parentId: id().nullable(), code: text(100).nullable(), siteId: id().nullable() })
  .partial()
  .strict()

// people
export const personRow = z.object({
  id: z.string(),
  displayName: z.string(),
  isNameless: z.boolean(),
  status: z.enum(['active', 'left', 'erased']),
  unit: ref.nullable(),
  jobRole: ref.nullable(),
  site: ref.nullable(),
  leadsUnit: z.boolean(),
  startedOn: z.string().nullable(),
})
export const personSorts = ['name', '-name', 'started', '-started', 'unit', 'role'] as const
export const personQuery = z.object({
  ...pageQuery,
  search: z.string().max(200).optional(),
  unit: id().optional(),
  site: id().optional(),
  role: id().optional(),
  status: z.enum(['active', 'left', 'all']).default('active'),
  leads: z.enum(['true', 'false']).optional(),
  sort: z.enum(personSorts).default('name'),
})
/** `total` counts up to 1,000; beyond, `isMore` says so. Only the first page carries it. */
export const personPage = pageOf(personRow).extend({ total: z.object({ count: z.number(), isMore: z.boolean() }).nullable() })
export const personParams = z.object({ personId: id() })
export const assignment = z.object({
  id: z.string(),
  unit: ref,
  jobRole: ref.nullable(),
  site: ref.nullable(),
  manager: ref.nullable(),
  leadsUnit: z.boolean(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
})
export const absence = z.object({ id: z.string(), startsOn: z.string(), lastDay: z.string(), deputy: ref.nullable() })
/** `details` is null for those who may see only the directory's part. */
export const person = personRow.extend({
  manager: ref.nullable(),
  reports: z.array(ref),
  unitPath: z.array(ref),
  details: z
    .object({
      givenName: z.string().nullable(),
      familyName: z.string().nullable(),
      email: z.string().nullable(),
      hrNumber: z.string().nullable(),
      language: z.string().nullable(),
      startedOn: z.string().nullable(),
      leftOn: z.string().nullable(),
      deputy: ref.nullable(),
      workingDays: z.array(z.number()).nullable(),
      worksFrom: z.string().nullable(),
      worksUntil: z.string().nullable(),
      quietFrom: z.string().nullable(),
      quietUntil: z.string().nullable(),
      assignments: z.array(assignment),
      absences: z.array(absence),
    })
    .nullable(),
  may: z.object({
    change: z.boolean(),
    settle: z.boolean(),
    move: z.boolean(),
    depart: z.boolean(),
    absences: z.boolean(),
    erase: z.boolean(),
  }),
  whoSees: z.array(z.string()),
  version: z.number(),
})
const placement = {
  unitId: id(),
  jobRoleId: id().nullish(),
  siteId: id().nullish(),
  managerId: id().nullish(),
  leadsUnit: z.boolean().default(false),
}
const identity = {
  givenName: text(200).nullish(),
  familyName: text(200).nullish(),
  email: email().nullish(),
  hrNumber: text(100).nullish(),
  language: language().nullish(),
  startedOn: day().nullish(),
}
export const newPerson = z
  .object({ ...identity, ...placement })
  .strict()
  .refine((value) => value.givenName || value.familyName || value.hrNumber, {
    message: 'needs a name or a staff number',
    path: ['familyName'],
  })
export const personChange = z.object(identity).partial().strict()
export const personSettings = z
  .object({
    language: language().nullable(),
    deputyId: id().nullable(),
    workingDays: weekdays.nullable(),
    worksFrom: time().nullable(),
    worksUntil: time().nullable(),
    quietFrom: time().nullable(),
    quietUntil: time().nullable(),
  })
  .partial()
  .strict()
export const newAssignment = z.object({ ...placement, startsOn: day() }).strict()
export const assignmentParams = z.object({ personId: id(), assignmentId: id() })
export const newDeparture = z.object({ lastDay: day() }).strict()
export const newAbsence = z
  .object({ startsOn: day(), lastDay: day(), deputyId: id().nullish() })
  .strict()
  .refine((value) => value.lastDay >= value.startsOn, { message: 'the last day lies before the first', path: ['lastDay'] })
export const absenceParams = z.object({ personId: id(), absenceId: id() })

// import
export const importParams = z.object({ importId: id() })
const columnRef = z.union([z.number().int().min(0).max(200), z.string().max(300)])
const columnRefs = z.union([columnRef, z.array(columnRef).max(20)]).nullable()
/** What the person says instead of the guess; sent as JSON in the form field `choices`. */
export const importChoices = z
  .object({
    fields: z.partialRecord(z.enum(importFields), columnRefs).optional(),
    unitSeparator: z.enum(unitSeparators).nullable().optional(),
    leaderRules: z
      .array(z.union([z.object({ column: columnRef, equals: z.string().max(200) }), z.object({ column: columnRef, atLeast: z.number() })]))
      .max(10)
      .optional(),
    isComplete: z.boolean().optional(),
    dateOrder: z.partialRecord(z.enum(['startedOn', 'leftOn']), z.enum(['day-first', 'month-first'])).optional(),
    absent: z.enum(['leave', 'keep']).optional(),
    mayHrNumbersChange: z.boolean().optional(),
    separator: z.enum([',', ';', '\t', '|']).optional(),
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1256']).optional(),
  })
  .strict()
export const newImport = z.object({
  choices: z
    .string()
    .max(20_000)
    .optional()
    .transform((value, issues) => {
      if (value === undefined || value === '') return {}
      try {
        return JSON.parse(value) as unknown
      } catch {
        issues.addIssue({ code: 'custom', message: 'is no JSON' })
        return z.NEVER
      }
    })
    .pipe(importChoices),
})
const fieldNames = z.string()
export const importView = z.object({
  id: z.string(),
  state: z.enum(['planning', 'previewed', 'applying', 'applied', 'failed', 'discarded']),
  fileName: z.string(),
  createdAt: z.string(),
  appliedAt: z.string().nullable(),
  progress: z.object({ done: z.number(), total: z.number() }),
  failure: z.string().nullable(),
  shape: z
    .object({
      encoding: z.string(),
      separator: z.string().nullable(),
      columns: z.array(
        z.object({ column: z.number(), header: z.string(), field: fieldNames.nullable(), confidence: z.number(), reason: z.string() }),
      ),
      fields: z.record(z.string(), z.array(z.number())),
      unitSeparator: z.string().nullable(),
      leaderRules: z.array(
        z.union([z.object({ column: z.number(), equals: z.string() }), z.object({ column: z.number(), atLeast: z.number() })]),
      ),
    })
    .nullable(),
  questions: z.array(
    z.object({
      field: fieldNames,
      column: z.string(),
      options: z.array(z.string()),
      examples: z.array(
        z.object({ line: z.number(), value: z.string(), dayFirst: z.string().nullable(), monthFirst: z.string().nullable() }),
      ),
    }),
  ),
  needsConfirmation: z.object({ leaving: z.number(), active: z.number(), reasons: z.array(z.string()) }).nullable(),
  counts: z
    .object({
      rows: z.number(),
      newPeople: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      leaving: z.number(),
      skipped: z.number(),
      alreadyLeft: z.number(),
      repeated: z.number(),
      leaders: z.number(),
      units: z.number(),
      sites: z.number(),
      jobRoles: z.number(),
      errors: z.number(),
      warnings: z.number(),
    })
    .nullable(),
})
export const importList = z.object({ items: z.array(importView) })
export const entryQuery = z.object({
  kind: z.enum(['new', 'changed', 'leaving', 'problems', 'catalogue']),
  part: z.coerce.number().int().min(0).max(10_000).default(0),
})
export const importEntries = z.object({
  items: z.array(
    z.object({
      line: z.number().nullable(),
      name: z.string(),
      place: z.string(),
      changes: z.array(z.object({ field: z.string(), old: z.string().nullable(), new: z.string().nullable() })),
      /** Of a problem: its code, the values of its sentence, and whether the row is left out. */
      problem: z
        .object({
          code: z.string(),
          column: z.string().nullable(),
          values: z.record(z.string(), z.union([z.string(), z.number()])),
          isError: z.boolean(),
        })
        .nullable(),
    }),
  ),
  nextPart: z.number().nullable(),
})
/** `confirmation` repeats the number of people who leave, where the preview asks for it. */
export const newApplication = z.object({ confirmation: z.number().int().min(0).nullish() }).strict()

export type ImportChoices = z.infer<typeof importChoices>
export type ImportView = z.infer<typeof importView>
export type ImportEntries = z.infer<typeof importEntries>

// data protection
export const dataMap = z.object({
  items: z.array(
    z.object({
      what: z.string(),
      purpose: z.string(),
      retention: z.string(),
      days: z.number().nullable(),
      whoSees: z.array(z.string()),
      columns: z.array(z.string()),
    }),
  ),
})
export const takeOut = z.object({
  madeAt: z.string(),
  personId: z.string(),
  sections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
})
export const newErasure = z.object({ confirmation: text(400) }).strict()

export type DataMap = z.infer<typeof dataMap>
export type TakeOut = z.infer<typeof takeOut>
export type Organisation = z.infer<typeof organisation>
export type OrganisationChange = z.infer<typeof organisationChange>
export type Site = z.infer<typeof site>
export type JobRole = z.infer<typeof jobRole>
export type Unit = z.infer<typeof unit>
export type PersonRow = z.infer<typeof personRow>
export type PersonQuery = z.infer<typeof personQuery>
export type PersonPage = z.infer<typeof personPage>
export type Person = z.infer<typeof person>
export type NewPerson = z.infer<typeof newPerson>
export type PersonChangeInput = z.infer<typeof personChange>
export type PersonSettings = z.infer<typeof personSettings>
export type NewAssignment = z.infer<typeof newAssignment>
export type NewAbsence = z.infer<typeof newAbsence>
