import { problems } from '#platform/http/problem.ts'
import { defineRoute } from '#platform/http/route.ts'
import * as contract from '../contract.ts'
import * as problem from '../problems.ts'
import { noteAbsence, removeAbsence } from '../service/absences.ts'
import { changePerson, settlePerson } from '../service/change-person.ts'
import { departPerson, takeBackDeparture } from '../service/depart-person.ts'
import { movePerson, takeBackMove } from '../service/move-person.ts'
import { returnPerson } from '../service/return-person.ts'
import { answerPerson, replayPerson } from './versioned.ts'

export const personRoutes = [
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
