// For each route a request that succeeds when it is allowed, aimed at a thing in a given relation to the caller.
import { openFollowup } from '#features/followups/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Answer, CallOptions } from '../support/server.ts'
import { assessmentExamples } from './assessment-examples.ts'
import { authorityExamples, evidenceExamples } from './authority-examples.ts'
import { cardsExamples } from './cards-examples.ts'
import type { Relation } from './cells.ts'
import { huddlesExamples } from './huddles-examples.ts'
import { impactExamples } from './impact-examples.ts'
import { itemsExamples } from './items-examples.ts'
import { journeysExamples } from './journeys-examples.ts'
import { learningExamples } from './learning-examples.ts'
import { obstaclesExamples } from './obstacles-examples.ts'
import { pathsExamples } from './paths-examples.ts'
import { practiceExamples } from './practice-examples.ts'
import { recognitionExamples } from './recognition-examples.ts'
import { scenariosExamples } from './scenarios-examples.ts'
import { storiesExamples } from './stories-examples.ts'
import { studiesElsewhere, studiesExamples } from './studies-examples.ts'
import { voiceElsewhere, voiceExamples } from './voice-examples.ts'
import { type AccessWorld, type Caller } from './world.ts'

export interface Aimed extends CallOptions {
  path: string
  upload?: { name: string; bytes: Buffer }
}
export interface Example {
  relations: readonly Relation[]
  aim(world: AccessWorld, caller: Caller, relation: Relation): Promise<Aimed>
  /** Statuses that only somebody who is allowed can get. */
  passes?: readonly number[]
  /** For answers that refuse inside a 200. */
  isRefused?(answer: Answer): boolean
}

const ofPerson = ['self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
const ofUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const ofOrganisation = ['organisation'] as const
let count = 0
const fresh = () => `Example ${++count}`

const reading = (path: string, relations: readonly Relation[] = ofOrganisation): Example => ({ relations, aim: async () => ({ path }) })
/** A list that is cut to the caller's own reach: allowed where the caller's own unit is. */
const readingOwn = (path: string): Example => reading(path, ['same'])

const person = (
  part: string,
  more: (world: AccessWorld, id: string, relation: Relation) => Promise<CallOptions> | CallOptions = () => ({}),
  passes?: number[],
): Example => ({
  relations: ofPerson,
  ...(passes ? { passes } : {}),
  async aim(world, caller, relation) {
    const id = await world.freshPerson(caller, relation)
    return { path: `/api/people/${id}${part}`, ...(await more(world, id, relation)) }
  },
})
const versioned =
  (body: unknown) =>
  async (world: AccessWorld, id: string, relation: Relation): Promise<CallOptions> => ({
    body,
    version: await world.versionOf('people', id, relation),
  })

const personInBody = (path: string, body: (id: string) => unknown, extra: Partial<Example> = {}): Example => ({
  relations: ofPerson,
  async aim(world, caller, relation) {
    return { path, body: body(await world.freshPerson(caller, relation)) }
  },
  ...extra,
})

/** A site or role of one's own organisation, or of the other one. */
const catalogue = (table: 'sites' | 'job_roles', part: 'sites' | 'job-roles', body?: unknown): Example => ({
  relations: ['organisation', 'other'],
  async aim(world, _caller, relation) {
    const owner = relation === 'other' ? world.other : world.world
    const made = await world.server.call(owner.admin, 'POST', `/api/${part}`, {
      body: { name: fresh(), ...(table === 'sites' ? { timeZone: 'Europe/Berlin' } : {}) },
    })
    return { path: `/api/${part}/${made.body.id}`, ...(body ? { body, version: 1 } : {}) }
  },
})
const importOf = (part: string, body?: unknown): Example => ({
  relations: ['organisation', 'other'],
  async aim(world, _caller, relation) {
    const owner = relation === 'other' ? world.other : world.world
    const made = await world.server.upload(owner.admin, '/api/people-imports', staffFile(), { choices: JSON.stringify({ absent: 'keep' }) })
    const path = `/api/people-imports/${made.body.id}`
    for (let tries = 0; tries < 500; tries++) {
      const view = await world.server.call(owner.admin, 'GET', path)
      if (view.body.state !== 'planning') break
    }
    return { path: `${path}${part}`, ...(body ? { body } : {}) }
  },
})
const staffFile = () => ({
  name: 'staff.csv',
  bytes: Buffer.from(`Employee ID,First name,Last name,Department\nIM${++count},Im,Port,Imported\n`),
})

const newPrinciple = () => ({ colour: 'sky', icon: 'eye', texts: { en: { name: fresh(), meaning: 'What it means.' } } })
const principleIds = new Map<string, string>()
/** One of one's own organisation, or of the other one; made once, because only eight can live. */
async function principleIn(world: AccessWorld, relation: Relation): Promise<string> {
  const owner = relation === 'other' ? world.other : world.world
  const known = principleIds.get(owner.organisationId)
  if (known) return known
  const made = await world.server.call(owner.admin, 'POST', '/api/principles', { body: newPrinciple() })
  principleIds.set(owner.organisationId, made.body.id)
  return made.body.id
}
const ofPrinciple = (part: string, body?: () => unknown): Example => ({
  relations: ['organisation', 'other'],
  async aim(world, _caller, relation) {
    const id = await principleIn(world, relation)
    const owner = relation === 'other' ? world.other : world.world
    const { version } = (await world.server.call(owner.admin, 'GET', `/api/principles/${id}`)).body
    return { path: `/api/principles/${id}${part}`, ...(body ? { body: body(), version } : {}) }
  },
})
// Whether a poster can be printed is not asked here; that it would be is what the 409 says.
const ofPoster = (form: 'pdf' | 'svg'): Example => ({ ...reading(`/api/posters/principles/${form}`), passes: [409] })

export const examples: Record<string, Example> = {
  ...journeysExamples,
  ...obstaclesExamples,
  ...voiceExamples,
  ...huddlesExamples,
  ...evidenceExamples,
  ...authorityExamples,
  ...learningExamples,
  ...pathsExamples,
  ...scenariosExamples,
  ...cardsExamples,
  ...itemsExamples,
  ...assessmentExamples,
  ...practiceExamples,
  ...recognitionExamples,
  ...storiesExamples,
  readToday: { relations: ['self'], aim: async () => ({ path: '/api/today' }) },
  ...impactExamples,
  ...studiesExamples,
  readOrganisation: reading('/api/organisation'),
  changeOrganisation: {
    relations: ofOrganisation,
    aim: async (world) => ({
      path: '/api/organisation',
      body: { quietFrom: '20:00' },
      version: await world.versionOf('organisation_settings', world.world.organisationId, 'organisation'),
    }),
  },
  listSites: reading('/api/sites'),
  addSite: { relations: ofOrganisation, aim: async () => ({ path: '/api/sites', body: { name: fresh(), timeZone: 'Europe/Berlin' } }) },
  changeSite: catalogue('sites', 'sites', { timeZone: 'Europe/Paris' }),
  removeSite: catalogue('sites', 'sites'),
  listJobRoles: reading('/api/job-roles'),
  addJobRole: { relations: ofOrganisation, aim: async () => ({ path: '/api/job-roles', body: { name: fresh() } }) },
  changeJobRole: {
    ...catalogue('job_roles', 'job-roles'),
    aim: async (world, caller, relation) => ({
      ...(await catalogue('job_roles', 'job-roles').aim(world, caller, relation)),
      body: { name: fresh() },
      version: 1,
    }),
  },
  removeJobRole: catalogue('job_roles', 'job-roles'),
  listUnits: reading('/api/units'),
  readUnit: { relations: ofUnit, aim: async (world, _caller, relation) => ({ path: `/api/units/${world.units[relation as 'same']}` }) },
  addUnit: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({ path: '/api/units', body: { name: fresh(), parentId: world.units[relation as 'same'] } }),
  },
  changeUnit: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: `/api/units/${await world.freshUnit(relation)}`,
      body: { name: fresh() },
      version: 1,
    }),
  },
  closeUnit: { relations: ofUnit, aim: async (world, _caller, relation) => ({ path: `/api/units/${await world.freshUnit(relation)}` }) },
  listPeople: reading('/api/people'),
  exportPeople: readingOwn('/api/people-export'),
  addPerson: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/people',
      body: { givenName: fresh(), unitId: world.units[relation as 'same'] },
    }),
  },
  readPerson: person(''),
  changePerson: person('', versioned({ familyName: 'Changed' })),
  settlePerson: person('/settings', versioned({ quietFrom: '18:00' })),
  movePerson: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const id = await world.freshPerson(caller, relation)
      const unit = relation === 'report' ? 'sibling' : relation === 'self' ? 'same' : relation
      return { path: `/api/people/${id}/assignments`, body: { unitId: world.units[unit as 'same'], startsOn: '2027-01-01' } }
    },
    // The caller's own move is noted already when the next cell tries.
    passes: [409],
  },
  departPerson: person('/departures', () => ({ body: { lastDay: '2027-12-31' } }), [409]),
  takeBackDeparture: person('/departures'),
  noteAbsence: person('/absences', () => ({ body: { startsOn: '2027-03-01', lastDay: '2027-03-02' } }), [409]),
  listImports: reading('/api/people-imports'),
  startImport: { relations: ofOrganisation, aim: async () => ({ path: '/api/people-imports', upload: staffFile() }) },
  readImport: importOf(''),
  readImportEntries: importOf('/entries?kind=new'),
  applyImport: importOf('/applications', {}),
  discardImport: importOf(''),
  readDataMap: reading('/api/data-map'),
  printDataMap: reading('/api/data-map-record'),
  takeOutPerson: person('/personal-data'),
  takeOutPersonCsv: person('/personal-data-table'),
  erasePerson: {
    ...person('/erasures'),
    async aim(world, caller, relation) {
      const id = await world.freshPerson(caller, relation)
      const owner = relation === 'other' ? world.other : world.world
      const read = await world.server.call(owner.admin, 'GET', `/api/people/${id}`)
      return { path: `/api/people/${id}/erasures`, body: { confirmation: read.body.displayName } }
    },
    passes: [409],
  },
  readAccount: person('/account'),
  endSessionsOfPerson: {
    ...person('/sessions'),
    // Ending one's own would end the caller; that cell belongs to DELETE /api/sessions.
    relations: ofPerson.filter((relation) => relation !== 'self'),
  },
  issueBadge: personInBody('/api/badges', (personId) => ({ personId }), { relations: ofPerson.filter((relation) => relation !== 'self') }),
  printBadges: personInBody('/api/badge-sheets', (id) => ({ personIds: [id] }), {
    relations: ofPerson.filter((relation) => relation !== 'self'),
  }),
  printPins: personInBody('/api/pin-sheets', (id) => ({ personIds: [id] }), {
    relations: ofPerson.filter((relation) => relation !== 'self'),
  }),
  invite: personInBody('/api/invitations', (id) => ({ personIds: [id] }), {
    relations: ofPerson.filter((relation) => relation !== 'self'),
    isRefused: (answer) => answer.body.items.every((item: { outcome: string }) => item.outcome === 'not-allowed'),
  }),
  printInvitations: personInBody('/api/invitation-cards', (id) => ({ personIds: [id] }), {
    relations: ofPerson.filter((relation) => relation !== 'self'),
  }),
  makeResetCode: personInBody('/api/reset-codes', (personId) => ({ personId }), {
    relations: ofPerson.filter((relation) => relation !== 'self'),
  }),
  printReset: personInBody('/api/reset-cards', (personId) => ({ personId }), {
    relations: ofPerson.filter((relation) => relation !== 'self'),
  }),
  listRoleGrants: readingOwn('/api/role-grants'),
  grantRole: {
    relations: ofUnit,
    async aim(world, caller, relation) {
      const personId = await world.freshPerson(caller, relation === 'other' ? 'other' : 'same')
      return { path: '/api/role-grants', body: { personId, role: 'coach', unitId: world.units[relation as 'same'] } }
    },
  },
  listApiTokens: readingOwn('/api/api-tokens'),
  createApiToken: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/api-tokens',
      body: { name: fresh(), role: 'auditor', unitId: world.units[relation as 'same'] },
    }),
  },
  listDevices: readingOwn('/api/devices'),
  registerDevice: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({ path: '/api/devices', body: { name: fresh(), unitId: world.units[relation as 'same'] } }),
  },
  listFollowups: reading('/api/followups?owner=me', ['self']),
  readFollowup: {
    relations: ofPerson,
    async aim(world, caller, relation) {
      const ownerId = await world.freshPerson(caller, relation)
      const { organisationId } = relation === 'other' ? world.other : world.world
      const ctx = systemContext(world.server.platform, organisationId, newId())
      const subject = { kind: 'example', id: newId(), link: '/examples' }
      const id = await ctx.write((tx) => openFollowup(ctx, tx, { subject, ownerId, visibility: 'leaders', dueAt: ctx.now() }))
      return { path: `/api/followups/${id}` }
    },
  },
  listAuditEntries: reading('/api/audit-entries'),
  exportAuditEntries: reading('/api/audit-entries-export'),
  listMails: reading('/api/mails'),
  // No mail server answers here: it says so, to whoever may ask.
  sendTestMail: {
    relations: ofOrganisation,
    aim: async () => ({ path: '/api/test-mails', body: { address: 'a@hollin.example' } }),
    passes: [409],
  },
  readMantra: reading('/api/mantra'),
  wordMantra: {
    relations: ofOrganisation,
    aim: async () => ({
      path: '/api/mantra-versions',
      body: { texts: { en: { wording: fresh() } }, reason: 'Clearer', overrideReason: 'Many at once' },
    }),
  },
  listMantraVersions: reading('/api/mantra-versions'),
  listPrinciples: reading('/api/principles'),
  readPrinciple: ofPrinciple(''),
  listPrincipleUses: ofPrinciple('/uses?kind=rule'),
  addPrinciple: { relations: ofOrganisation, aim: async () => ({ path: '/api/principles', body: newPrinciple() }), passes: [409] },
  changePrinciple: ofPrinciple('', newPrinciple),
  addExample: ofPrinciple('/examples', () => ({ jobRoleId: null, texts: { en: { looksLike: 'Asks.', doesNot: 'Hopes.' } } })),
  listBehaviours: reading('/api/behaviours'),
  addBehaviour: {
    relations: ofOrganisation,
    aim: async (world) => ({
      path: '/api/behaviours',
      body: {
        principleId: await principleIn(world, 'organisation'),
        jobRoleId: null,
        level: 1,
        texts: { en: { name: fresh(), poor: 'Hopes.', good: 'Asks.', great: 'Sees.' } },
      },
    }),
  },
  printPoster: ofPoster('pdf'),
  drawPoster: ofPoster('svg'),
  readSignature: { ...reading('/api/signature', ['self']) },
  listPlacements: readingOwn('/api/placements'),
  notePlacement: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/placements',
      body: { kind: 'mantra-poster', place: fresh(), unitId: world.units[relation as 'same'], language: 'en' },
    }),
    // There are no words yet where nobody wrote a mantra; only who may note one hears of that.
    passes: [409],
  },
  listWallboards: readingOwn('/api/wallboards'),
  makeWallboard: {
    relations: ofUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/wallboards',
      body: { name: fresh(), unitId: world.units[relation as 'same'], language: 'en' },
    }),
  },
}

/** Routes whose cells stand elsewhere, each with the reason. */
export const elsewhere: Record<string, string> = {
  wordPart: 'needs a sentence that shapes the caller’s own place; journeys.test.ts',
  ...voiceElsewhere,
  ...studiesElsewhere,
  takeBackMove: 'needs a noted move first; people.test.ts',
  removeAbsence: 'needs a noted absence first; people.test.ts',
  returnPerson: 'needs somebody who left; people.test.ts',
  endRole: 'needs a given role first; the accounts tests',
  revokeApiToken: 'needs a token first; the accounts tests',
  removeDevice: 'needs a registered device first; the accounts tests',
  withdrawMantra: 'needs a planned wording first; language.test.ts',
  retirePrinciple: 'needs a principle of its own, of which only eight can live; language.test.ts',
  bringBackPrinciple: 'needs a retired principle first; language.test.ts',
  orderPrinciples: 'takes every live principle exactly once; language.test.ts',
  changeExample: 'needs an example first; language.test.ts',
  removeExample: 'needs an example first; language.test.ts',
  readBehaviour: 'needs a behaviour first; language.test.ts',
  changeBehaviour: 'needs a behaviour first; language.test.ts',
  retireBehaviour: 'needs a behaviour first; language.test.ts',
  bringBackBehaviour: 'needs a retired behaviour first; language.test.ts',
  renewPlacement: 'needs a placement first; artefacts.test.ts',
  takeDownPlacement: 'needs a placement first; artefacts.test.ts',
  takeBackWallboard: 'needs a screen first; artefacts.test.ts',
  retryMail: 'needs a letter first; outbox.test.ts',
}
