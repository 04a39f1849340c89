// Requests of learning that succeed when they are allowed.
import { parseLesson } from '#engines/lesson/parse.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { World } from '../support/server.ts'
import type { Relation } from './cells.ts'
import type { Aimed, Example } from './examples.ts'
import { type AccessWorld, otherCanary } from './world.ts'

const ofThing = ['organisation', 'other'] as const
let count = 0
const ownerOf = (world: AccessWorld, relation: Relation): World => (relation === 'other' ? world.other : world.world)
const ctxOf = (world: AccessWorld, relation: Relation) =>
  systemContext(world.server.platform, ownerOf(world, relation).organisationId, newId())

const whole = 'word '.repeat(110)
const source = (title: string) => `---
key: example-${++count}
title: ${title}
level: 1
---
## why company
${whole}
## why me
${whole}
## why customer
${whole}
## what
${whole}${whole}
## how delivery
${whole}
## how warehouse
${whole}
## question single
Which?
- [x] This
  > Yes.
- [ ] That
  > No.
## I will
What will you do?
`
/** Taught, and with a draft in the state that the request needs. */
async function lesson(world: AccessWorld, relation: Relation, draft?: 'writing' | 'in-review' | 'approved'): Promise<string> {
  const text = source(relation === 'other' ? `Lesson ${otherCanary}` : 'Example')
  const read = parseLesson(text)
  if (!read.lesson) throw new Error(JSON.stringify(read.faults))
  const ctx = ctxOf(world, relation)
  const { admin } = ownerOf(world, relation)
  return ctx.write(async (tx) => {
    const id = await installLessonIn(ctx, tx, { lesson: read.lesson, language: 'en', principleId: null })
    if (draft)
      await tx.run(sql`insert into lesson_drafts (organisation_id, lesson_id, language, title, blocks, state, reviewed_by, version, updated_at)
        select organisation_id, lesson_id, language, title, blocks, ${draft}, ${draft === 'approved' ? admin.personId : null}, 1, published_at
          from lesson_versions where organisation_id = ${tx.organisationId} and lesson_id = ${id}`)
    return id
  })
}
const ofLesson = (path: (id: string) => string, more: Omit<Aimed, 'path'> = {}, draft?: 'writing' | 'in-review' | 'approved'): Example => ({
  relations: ofThing,
  aim: async (world, _caller, relation) => ({ path: path(await lesson(world, relation, draft)), ...more }),
})
const draftAt = (id: string) => `/api/lessons/${id}/drafts/en`
const own = (aim: Example['aim']): Example => ({ relations: ['self'], aim })

export const learningExamples: Record<string, Example> = {
  listRoleFamilies: { relations: ['organisation'], aim: async () => ({ path: '/api/role-families' }) },
  changeRoleFamily: {
    relations: ofThing,
    async aim(world, _caller, relation) {
      const made = await world.server.call(ownerOf(world, relation).admin, 'POST', '/api/job-roles', {
        body: { name: `Packer ${++count}` },
      })
      return { path: `/api/role-families/${made.body.id}`, body: { family: 'delivery' } }
    },
  },
  listLessons: { relations: ['organisation'], aim: async () => ({ path: '/api/lessons' }) },
  addLesson: {
    relations: ['organisation'],
    aim: async () => ({ path: '/api/lessons', body: { title: `Example ${++count}`, language: 'en', level: 1 } }),
  },
  importLesson: {
    relations: ['organisation'],
    aim: async () => ({ path: '/api/lesson-imports', body: { language: 'en', text: source('Imported') } }),
  },
  readLesson: ofLesson((id) => `/api/lessons/${id}`),
  changeLesson: ofLesson((id) => `/api/lessons/${id}`, { body: { level: 2 }, version: 2 }),
  writeLessonDraft: ofLesson((id) => draftAt(id), { body: { title: 'Draft', blocks: [] }, version: 0 }),
  discardLessonDraft: ofLesson((id) => draftAt(id), {}, 'writing'),
  askLessonReview: ofLesson((id) => `${draftAt(id)}/review-requests`, {}, 'writing'),
  reviewLesson: ofLesson((id) => `${draftAt(id)}/reviews`, { body: { verdict: 'good' }, version: 1 }, 'in-review'),
  publishLesson: ofLesson((id) => `${draftAt(id)}/publications`, { body: {} }, 'approved'),
  listLessonVersions: ofLesson((id) => `/api/lessons/${id}/versions/en`),
  readLessonVersion: ofLesson((id) => `/api/lessons/${id}/versions/en/1`),
  exportLesson: ofLesson((id) => `/api/lessons/${id}/text/en`),
  addLessonFile: ofLesson((id) => `/api/lessons/${id}/files`, { upload: { name: 'ear.svg', bytes: Buffer.from('<svg/>') } }),

  listMyLessons: own(async () => ({ path: '/api/my-lessons' })),
  readMyLesson: own(async (world, _caller, relation) => ({ path: `/api/my-lessons/${await lesson(world, relation)}` })),
  noteLessonStep: own(async (world, _caller, relation) => ({
    path: '/api/lesson-steps',
    body: { id: newId(), lessonId: await lesson(world, relation), language: 'en', number: 1, block: 1 },
  })),
  answerLessonQuestion: own(async (world, _caller, relation) => ({
    path: '/api/lesson-answers',
    body: { id: newId(), lessonId: await lesson(world, relation), language: 'en', number: 1, block: 6, chosen: [0] },
  })),
  listCommitments: own(async () => ({ path: '/api/commitments' })),
  addCommitment: own(async () => ({ path: '/api/commitments', body: { id: newId(), words: 'I will listen.' } })),
  sayCommitmentOutcome: {
    relations: ['self', 'same', 'other'],
    async aim(world, caller, relation) {
      const ctx = ctxOf(world, relation)
      const owner = relation === 'self' ? caller.who.personId : await world.freshPerson(caller, relation)
      const id = newId()
      // A key stands for nobody: there is no promise of its own.
      if (owner)
        await ctx.write((tx) =>
          tx.run(sql`insert into commitments (organisation_id, person_id, id, words, made_at, asked_from)
            values (${tx.organisationId}, ${owner}, ${id}, 'I will listen.', now(), now()::date)`),
        )
      return { path: `/api/commitments/${id}/outcomes`, body: { outcome: 'did' } }
    },
  },
  readLessonFile: own(async (world, _caller, relation) => {
    const id = await lesson(world, relation)
    const ctx = ctxOf(world, relation)
    await ctx.write((tx) =>
      tx.run(sql`insert into lesson_files (organisation_id, lesson_id, name, media_type, bytes, created_at)
        values (${tx.organisationId}, ${id}, 'ear.svg', 'image/svg+xml', '<svg/>', now()) on conflict do nothing`),
    )
    return { path: `/api/lessons/${id}/files/ear.svg` }
  }),
}
