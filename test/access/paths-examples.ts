// Requests of paths, plans, coverage and buy-in that succeed when they are allowed.
import { parseLesson } from '#engines/lesson/parse.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { lessonText } from '../support/lesson-text.ts'
import type { World } from '../support/server.ts'
import type { Relation } from './cells.ts'
import type { Example } from './examples.ts'
import { type AccessWorld, otherCanary } from './world.ts'

const ofThing = ['organisation', 'other'] as const
let count = 0
const ownerOf = (world: AccessWorld, relation: Relation): World => (relation === 'other' ? world.other : world.world)
const ctxOf = (world: AccessWorld, relation: Relation) =>
  systemContext(world.server.platform, ownerOf(world, relation).organisationId, newId())

async function lesson(world: AccessWorld, relation: Relation): Promise<string> {
  const { lesson: text } = parseLesson(lessonText(`path-step-${++count}`, relation === 'other' ? `Step ${otherCanary}` : 'Step'))
  const ctx = ctxOf(world, relation)
  return ctx.write((tx) => installLessonIn(ctx, tx, { lesson: text!, language: 'en', principleId: null }))
}
/** With one step, in the state that the request needs. */
async function path(world: AccessWorld, relation: Relation, state: 'draft' | 'live' = 'draft'): Promise<string> {
  const [id, lessonId] = [newId(), await lesson(world, relation)]
  await ctxOf(world, relation).write(async (tx) => {
    await tx.run(sql`insert into paths (organisation_id, id, title, state, due_days, leader_due_days, starts_on, created_at)
      values (${tx.organisationId}, ${id}, ${relation === 'other' ? `Path ${otherCanary}` : 'Path'}, ${state}, 10, 5, '2026-11-02', now())`)
    await tx.run(
      sql`insert into path_steps (organisation_id, path_id, position, kind, subject_id) values (${tx.organisationId}, ${id}, 1, 'lesson', ${lessonId})`,
    )
  })
  return id
}
const rule = { dueDays: 10, leaderDueDays: 5, startsOn: '2026-11-02' }
const body = { title: 'First weeks', ...rule }
const ofPath = (part: string, more: { body?: object; version?: number } = {}, state: 'draft' | 'live' = 'draft'): Example => ({
  relations: ofThing,
  aim: async (world, _caller, relation) => ({ path: `/api/paths/${await path(world, relation, state)}${part}`, ...more }),
})
const inUnit = ['same', 'below', 'above', 'sibling', 'other'] as const
const own = (aim: Example['aim']): Example => ({ relations: ['self'], aim })

export const pathsExamples: Record<string, Example> = {
  readMyPlan: own(async () => ({ path: '/api/my-plan' })),
  listPaths: { relations: ['organisation'], aim: async () => ({ path: '/api/paths' }) },
  listStepChoices: { relations: ['organisation'], aim: async () => ({ path: '/api/path-step-choices' }) },
  previewPath: { relations: ['organisation'], aim: async () => ({ path: '/api/path-previews', body: { startsOn: '2026-11-02' } }) },
  previewPathAs: {
    relations: ofThing,
    aim: async (world, caller, relation) => ({
      path: '/api/path-person-previews',
      body: { ...rule, personId: await world.freshPerson(caller, relation === 'other' ? 'other' : 'same') },
    }),
  },
  addPath: { relations: ['organisation'], aim: async () => ({ path: '/api/paths', body }) },
  readPath: ofPath(''),
  changePath: ofPath('', { body, version: 1 }),
  startPath: ofPath('/starts'),
  stopPath: ofPath('/stops', {}, 'live'),
  deletePath: ofPath(''),
  readCoverage: {
    relations: inUnit,
    aim: async (world, _caller, relation) => ({ path: `/api/coverage?unitId=${world.units[relation as 'same']}` }),
  },
  exportCoverage: {
    relations: inUnit,
    aim: async (world, _caller, relation) => ({
      path: `/api/coverage-export?pathId=${await path(world, relation, 'live')}&unitId=${world.units[relation as 'same']}`,
    }),
  },
  listPlanned: {
    relations: inUnit,
    aim: async (world, _caller, relation) => ({
      path: `/api/coverage-people?pathId=${await path(world, relation, 'live')}&unitId=${world.units[relation as 'same']}`,
    }),
  },
  exportPlanned: {
    relations: inUnit,
    aim: async (world, _caller, relation) => ({
      path: `/api/coverage-people-export?pathId=${await path(world, relation, 'live')}&unitId=${world.units[relation as 'same']}`,
    }),
  },
  remindOfPath: {
    relations: inUnit,
    aim: async (world, _caller, relation) => ({
      path: '/api/path-reminders',
      body: { pathId: await path(world, relation, 'live'), unitId: world.units[relation as 'same'] },
    }),
  },
  readBuyIn: own(async (world, _caller, relation) => ({ path: `/api/buy-ins/${await lesson(world, relation)}` })),
  sayBuyIn: own(async (world, _caller, relation) => ({
    path: '/api/buy-ins',
    body: { lessonId: await lesson(world, relation), knows: 'yes' },
  })),
  sayWhatStopsMe: own(async (world, _caller, relation) => ({
    path: '/api/buy-in-obstacles',
    body: { lessonId: await lesson(world, relation), title: `The scanner is slow ${++count}` },
  })),
  // No unit is named: everybody reads the one they answer for.
  readBuyInFigures: {
    relations: ['same'],
    aim: async (world, _caller, relation) => ({ path: `/api/buy-in-figures?pathId=${await path(world, relation, 'live')}` }),
  },
}
