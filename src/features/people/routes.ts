import { problems } from '#platform/http/problem.ts'
import { type AnyRoute, defineRoute } from '#platform/http/route.ts'
import * as contract from './contract.ts'
import * as problem from './problems.ts'
import { noteAbsence, removeAbsence } from './service/absences.ts'
import { addPerson } from './service/add-person.ts'
import * as catalogue from './service/catalogue.ts'
import { changePerson, settlePerson } from './service/change-person.ts'
import { departPerson, takeBackDeparture } from './service/depart-person.ts'
import { exportPeople } from './service/export-people.ts'
import { listPeople } from './service/list-people.ts'
import { movePerson, takeBackMove } from './service/move-person.ts'
import { readPerson } from './service/read-person.ts'
import { returnPerson } from './service/return-person.ts'
import { changeOrganisation, readOrganisation } from './service/settings.ts'
import * as units from './service/units.ts'

const versioned = <Body extends { version: number }>(body: Body) => ({ body, etag: body.version })

const organisationRoutes = [
  defineRoute({
    id: 'readOrganisation',
    method: 'GET',
    path: '/api/organisation',
    summary: 'Settings of the organisation',
    access: { operation: 'organisation.read' },
    reply: contract.organisation,
    handle: async (ctx) => versioned(await readOrganisation(ctx)),
  }),
  defineRoute({
    id: 'changeOrganisation',
    method: 'PATCH',
    path: '/api/organisation',
    summary: 'Change settings of the organisation',
    access: { operation: 'organisation.change' },
    isVersioned: true,
    body: contract.organisationChange,
    reply: contract.organisation,
    replay: async (ctx) => versioned(await readOrganisation(ctx)),
    handle: async (ctx, { version, body }) => versioned(await changeOrganisation(ctx, version, body)),
  }),
]

const catalogueRoutes = [
  defineRoute({
    id: 'listSites',
    method: 'GET',
    path: '/api/sites',
    summary: 'Sites, each with its time zone',
    access: { operation: 'organisation.read' },
    reply: contract.siteList,
    handle: async (ctx) => ({ body: await catalogue.listSites(ctx) }),
  }),
  defineRoute({
    id: 'addSite',
    method: 'POST',
    path: '/api/sites',
    summary: 'Add a site',
    access: { operation: 'catalogue.change' },
    body: contract.newSite,
    status: 201,
    reply: contract.site,
    problems: [problem.nameTaken],
    replay: async (ctx, id) => versioned(await catalogue.readSite(ctx, id)),
    handle: async (ctx, { body }) => versioned(await catalogue.addSite(ctx, body)),
  }),
  defineRoute({
    id: 'changeSite',
    method: 'PATCH',
    path: '/api/sites/:siteId',
    summary: 'Rename a site or set its time zone',
    access: { operation: 'catalogue.change' },
    params: contract.siteParams,
    isVersioned: true,
    body: contract.siteChange,
    reply: contract.site,
    problems: [problem.nameTaken],
    replay: async (ctx, _id, { params }) => versioned(await catalogue.readSite(ctx, params.siteId)),
    handle: async (ctx, { params, version, body }) => versioned(await catalogue.changeSite(ctx, params.siteId, version, body)),
  }),
  defineRoute({
    id: 'removeSite',
    method: 'DELETE',
    path: '/api/sites/:siteId',
    summary: 'Remove a site that nothing refers to',
    access: { operation: 'catalogue.change' },
    params: contract.siteParams,
    problems: [problem.stillInUse],
    handle: async (ctx, { params }) => ({ body: await catalogue.removeSite(ctx, params.siteId) }),
  }),
  defineRoute({
    id: 'listJobRoles',
    method: 'GET',
    path: '/api/job-roles',
    summary: 'Job roles',
    access: { operation: 'organisation.read' },
    reply: contract.jobRoleList,
    handle: async (ctx) => ({ body: await catalogue.listJobRoles(ctx) }),
  }),
  defineRoute({
    id: 'addJobRole',
    method: 'POST',
    path: '/api/job-roles',
    summary: 'Add a job role',
    access: { operation: 'catalogue.change' },
    body: contract.newJobRole,
    status: 201,
    reply: contract.jobRole,
    problems: [problem.nameTaken],
    replay: async (ctx, id) => versioned(await catalogue.readJobRole(ctx, id)),
    handle: async (ctx, { body }) => versioned(await catalogue.addJobRole(ctx, body)),
  }),
  defineRoute({
    id: 'changeJobRole',
    method: 'PATCH',
    path: '/api/job-roles/:jobRoleId',
    summary: 'Rename a job role',
    access: { operation: 'catalogue.change' },
    params: contract.jobRoleParams,
    isVersioned: true,
    body: contract.newJobRole,
    reply: contract.jobRole,
    problems: [problem.nameTaken],
    replay: async (ctx, _id, { params }) => versioned(await catalogue.readJobRole(ctx, params.jobRoleId)),
    handle: async (ctx, { params, version, body }) => versioned(await catalogue.changeJobRole(ctx, params.jobRoleId, version, body)),
  }),
  defineRoute({
    id: 'removeJobRole',
    method: 'DELETE',
    path: '/api/job-roles/:jobRoleId',
    summary: 'Remove a job role that nobody ever had',
    access: { operation: 'catalogue.change' },
    params: contract.jobRoleParams,
    problems: [problem.stillInUse],
    handle: async (ctx, { params }) => ({ body: await catalogue.removeJobRole(ctx, params.jobRoleId) }),
  }),
]

const unitRoutes = [
  defineRoute({
    id: 'listUnits',
    method: 'GET',
    path: '/api/units',
    summary: 'The whole tree of units, parents first',
    access: { operation: 'units.read' },
    reply: contract.unitList,
    handle: async (ctx) => ({ body: await units.listUnits(ctx) }),
  }),
  defineRoute({
    id: 'readUnit',
    method: 'GET',
    path: '/api/units/:unitId',
    summary: 'One unit',
    access: { operation: 'units.read' },
    params: contract.unitParams,
    reply: contract.unit,
    handle: async (ctx, { params }) => versioned(await units.readUnit(ctx, params.unitId)),
  }),
  defineRoute({
    id: 'addUnit',
    method: 'POST',
    path: '/api/units',
    summary: 'Add a unit below another',
    access: { operation: 'units.change' },
    body: contract.newUnit,
    status: 201,
    reply: contract.unit,
    problems: [problem.nameTaken, problem.unknownReference],
    replay: async (ctx, id) => versioned(await units.readUnit(ctx, id)),
    handle: async (ctx, { body }) => versioned(await units.addUnit(ctx, body)),
  }),
  defineRoute({
    id: 'changeUnit',
    method: 'PATCH',
    path: '/api/units/:unitId',
    summary: 'Rename a unit or move it, with everything below',
    access: { operation: 'units.change' },
    params: contract.unitParams,
    isVersioned: true,
    body: contract.unitChange,
    reply: contract.unit,
    problems: [problem.nameTaken, problem.unknownReference, problem.wouldBeCircle],
    replay: async (ctx, _id, { params }) => versioned(await units.readUnit(ctx, params.unitId)),
    handle: async (ctx, { params, version, body }) => versioned(await units.changeUnit(ctx, params.unitId, version, body)),
  }),
  defineRoute({
    id: 'closeUnit',
    method: 'DELETE',
    path: '/api/units/:unitId',
    summary: 'Close a unit without people or units; history keeps its name',
    access: { operation: 'units.change' },
    params: contract.unitParams,
    problems: [problem.stillInUse],
    handle: async (ctx, { params }) => ({ body: await units.closeUnit(ctx, params.unitId) }),
  }),
]

const { limit: _limit, sort: _sort, after: _after, ...filters } = contract.personQuery.shape
const personFilters = contract.personQuery.pick(
  Object.fromEntries(Object.keys(filters).map((name) => [name, true])) as Record<keyof typeof filters, true>,
)

const directoryRoutes = [
  defineRoute({
    id: 'listPeople',
    method: 'GET',
    path: '/api/people',
    summary: 'The directory: search, filter, sort, page',
    access: { operation: 'people.read' },
    query: contract.personQuery,
    reply: contract.personPage,
    handle: async (ctx, { query }) => ({ body: await listPeople(ctx, query) }),
  }),
  defineRoute({
    id: 'exportPeople',
    method: 'GET',
    path: '/api/people-export',
    summary: 'The directory as CSV, within your reach',
    access: { operation: 'people.list-export' },
    query: personFilters,
    produces: 'text/csv; charset=utf-8',
    problems: [problems.stepUpNeeded],
    handle: async (ctx, { query }) => ({
      body: await exportPeople(ctx, query),
      headers: { 'content-disposition': 'attachment; filename="people.csv"' },
    }),
  }),
  defineRoute({
    id: 'addPerson',
    method: 'POST',
    path: '/api/people',
    summary: 'Add a person to a unit',
    access: { operation: 'people.add' },
    body: contract.newPerson,
    status: 201,
    reply: contract.person,
    problems: [problem.emailTaken, problem.hrNumberTaken, problem.unknownReference],
    replay: async (ctx, id) => versioned(await readPerson(ctx, id)),
    handle: async (ctx, { body }) => versioned(await readPerson(ctx, (await addPerson(ctx, body)).id)),
  }),
  defineRoute({
    id: 'readPerson',
    method: 'GET',
    path: '/api/people/:personId',
    summary: 'One person; details for those who may see them',
    access: { operation: 'people.read' },
    params: contract.personParams,
    reply: contract.person,
    handle: async (ctx, { params }) => versioned(await readPerson(ctx, params.personId)),
  }),
]

/** Most changes of a person answer with the person as it is now. */
const answerPerson = async (ctx: Parameters<typeof readPerson>[0], personId: string) => versioned(await readPerson(ctx, personId))
const replayPerson = (ctx: Parameters<typeof readPerson>[0], _id: string, { params }: { params: { personId: string } }) =>
  answerPerson(ctx, params.personId)

const personRoutes = [
  defineRoute({
    id: 'changePerson',
    method: 'PATCH',
    path: '/api/people/:personId',
    summary: 'Change name, e-mail, staff number, language or start',
    access: { operation: 'people.change' },
    params: contract.personParams,
    isVersioned: true,
    body: contract.personChange,
    reply: contract.person,
    problems: [problem.emailTaken, problem.hrNumberTaken],
    replay: replayPerson,
    handle: async (ctx, { params, version, body }) => {
      await changePerson(ctx, params.personId, version, body)
      return answerPerson(ctx, params.personId)
    },
  }),
  defineRoute({
    id: 'settlePerson',
    method: 'PATCH',
    path: '/api/people/:personId/settings',
    summary: 'Language, deputy, working and quiet hours',
    access: { operation: 'people.settle' },
    params: contract.personParams,
    isVersioned: true,
    body: contract.personSettings,
    reply: contract.person,
    problems: [problem.unknownReference],
    replay: replayPerson,
    handle: async (ctx, { params, version, body }) => {
      await settlePerson(ctx, params.personId, version, body)
      return answerPerson(ctx, params.personId)
    },
  }),
  defineRoute({
    id: 'movePerson',
    method: 'POST',
    path: '/api/people/:personId/assignments',
    summary: 'A dated move; what was before stays as history',
    access: { operation: 'people.move' },
    params: contract.personParams,
    body: contract.newAssignment,
    status: 201,
    reply: contract.person,
    problems: [problem.unknownReference, problem.hasLeft, problem.laterMoveExists, problem.wouldBeCircle],
    replay: replayPerson,
    handle: async (ctx, { params, body }) => {
      await movePerson(ctx, params.personId, body)
      return answerPerson(ctx, params.personId)
    },
  }),
  defineRoute({
    id: 'takeBackMove',
    method: 'DELETE',
    path: '/api/people/:personId/assignments/:assignmentId',
    summary: 'Take back a move that has not come yet',
    access: { operation: 'people.move' },
    params: contract.assignmentParams,
    handle: async (ctx, { params }) => ({ body: await takeBackMove(ctx, params.personId, params.assignmentId) }),
  }),
  defineRoute({
    id: 'departPerson',
    method: 'POST',
    path: '/api/people/:personId/departures',
    summary: 'The last day; today or earlier ends the sign-in at once',
    access: { operation: 'people.depart' },
    params: contract.personParams,
    body: contract.newDeparture,
    status: 201,
    reply: contract.person,
    problems: [problem.hasLeft, problems.conflict],
    replay: replayPerson,
    handle: async (ctx, { params, body }) => {
      await departPerson(ctx, params.personId, body.lastDay)
      return answerPerson(ctx, params.personId)
    },
  }),
  defineRoute({
    id: 'takeBackDeparture',
    method: 'DELETE',
    path: '/api/people/:personId/departures',
    summary: 'Take back a departure that has not come yet',
    access: { operation: 'people.depart' },
    params: contract.personParams,
    problems: [problem.hasLeft],
    handle: async (ctx, { params }) => ({ body: await takeBackDeparture(ctx, params.personId) }),
  }),
  defineRoute({
    id: 'returnPerson',
    method: 'POST',
    path: '/api/people/:personId/returns',
    summary: 'Somebody comes back, with the history they had',
    access: { operation: 'people.depart' },
    params: contract.personParams,
    body: contract.newAssignment,
    status: 201,
    reply: contract.person,
    problems: [problem.unknownReference, problems.conflict],
    replay: replayPerson,
    handle: async (ctx, { params, body }) => {
      await returnPerson(ctx, params.personId, body)
      return answerPerson(ctx, params.personId)
    },
  }),
  defineRoute({
    id: 'noteAbsence',
    method: 'POST',
    path: '/api/people/:personId/absences',
    summary: 'Away from a day to a day, and who stands in; never why',
    access: { operation: 'absences.note' },
    params: contract.personParams,
    body: contract.newAbsence,
    status: 201,
    reply: contract.person,
    problems: [problem.unknownReference, problem.hasLeft, problem.overlappingAbsence],
    replay: replayPerson,
    handle: async (ctx, { params, body }) => {
      await noteAbsence(ctx, params.personId, body)
      return answerPerson(ctx, params.personId)
    },
  }),
  defineRoute({
    id: 'removeAbsence',
    method: 'DELETE',
    path: '/api/people/:personId/absences/:absenceId',
    summary: 'Remove an absence',
    access: { operation: 'absences.note' },
    params: contract.absenceParams,
    handle: async (ctx, { params }) => ({ body: await removeAbsence(ctx, params.personId, params.absenceId) }),
  }),
]

export const routes: AnyRoute[] = [...organisationRoutes, ...catalogueRoutes, ...unitRoutes, ...directoryRoutes, ...personRoutes]
