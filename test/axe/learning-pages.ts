// The pages of learning in the states that people meet.
import type { BrowserContext } from 'playwright-core'
import { parseLesson } from '#engines/lesson/parse.ts'
import { installLessonIn } from '#features/learning/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { jobs } from '../../src/assembly.ts'
import { lessonText } from '../support/lesson-text.ts'
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

const at = { taught: '', draft: '', path: '', teams: '' }

/** One lesson that is taught, of which Lea has begun one and is asked about what she said; one that is being written, in review in German. */
export async function settleLearning(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const lea = await house.signedIn('lea@hollin.example')
  for (const personId of [house.ids.ada, house.ids.lea]) await house.ask(ada, 'POST', '/api/role-grants', { personId, role: 'author' })
  await house.ask(ada, 'POST', '/api/job-roles', { name: 'Packer' })
  const { items } = await house.ask<{ items: { id: string; isRetired: boolean }[] }>(ada, 'GET', '/api/principles')
  const principleId = items.find(({ isRetired }) => !isRetired)!.id
  const ctx = systemContext(house.platform, house.ids.organisation, newId())
  const taught = parseLesson(lessonText('listen-first', 'Listen before you solve')).lesson!
  at.taught = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: taught, language: 'en', principleId, note: 'First' }))
  const text = lessonText('keep-it', 'Keep what you promised').replace('What comes first?', '')
  at.draft = (await house.ask<{ id: string }>(ada, 'POST', '/api/lesson-imports', { language: 'en', text })).id
  const german = lessonText('listen-first', 'Erst zuhören, dann lösen')
  await house.ask(ada, 'POST', '/api/lesson-imports', { language: 'de', text: german })
  await house.ask(ada, 'POST', `/api/lessons/${at.taught}/drafts/de/review-requests`)
  const step = { lessonId: at.taught, language: 'en', number: 1 }
  await house.ask(lea, 'POST', '/api/lesson-steps', { id: newId(), ...step, block: 1 })
  await house.ask(lea, 'POST', '/api/commitments', { id: newId(), lessonId: at.taught, words: 'Say it back once a day' })
  await house.sql(`update commitments set asked_from = current_date - 1`)
  await house.ask(lea, 'POST', '/api/commitments', { id: newId(), words: 'Let one person end' })
  await settlePaths(house, { ada, lea })
  await ada.close()
  await lea.close()
}

/** One path that everybody is in and one without leaders, both live and late for one; one draft; Lea has finished, and something stops her. */
async function settlePaths(house: OpenHouse, { ada, lea }: Record<'ada' | 'lea', BrowserContext>): Promise<void> {
  await house.ask(ada, 'POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  const write = async (body: object) => {
    const steps = [{ kind: 'lesson', id: at.taught }]
    const days = { dueDays: 10, leaderDueDays: 5, startsOn: '2026-01-05' }
    return (await house.ask<{ id: string }>(ada, 'POST', '/api/paths', { ...days, steps, ...body })).id
  }
  await write({ title: 'For later' })
  at.path = await write({ title: 'First weeks', unitIds: [house.ids.depot] })
  at.teams = await write({ title: 'Teams only', who: 'teams' })
  for (const id of [at.path, at.teams]) await house.ask(ada, 'POST', `/api/paths/${id}/starts`)
  const rounds = jobs.filter((job): job is Round => job.kind === 'round' && /^(learning|events)\./.test(job.name))
  await settleRounds(house.platform, rounds, [house.ids.organisation])
  await house.sql(`update plan_entries set due_on = current_date - 2 where person_id = $1`, [house.ids.tom])
  for (const words of [{ knows: 'yes' }, { can: 'no' }, { will: 'partly' }])
    await house.ask(lea, 'POST', '/api/buy-ins', { lessonId: at.taught, ...words })
}
const lesson = (more: string) => () => `/learn/lessons/${at.taught}${more}`

export const learningPages: PageToCheck[] = [
  { name: 'kinds of work', path: '/role-families', as: 'administrator' },
  { name: 'my lessons, asked about what I said', path: '/learn', as: 'team-leader' },
  { name: 'a lesson, why', path: lesson(''), as: 'team-leader' },
  { name: 'a lesson, what', path: lesson('?step=4'), as: 'team-leader' },
  {
    name: 'a lesson, a question answered',
    path: lesson('?step=5'),
    as: 'team-leader',
    async prepare(page) {
      const answer = page.locator('.lesson-option input').nth(1)
      if (await answer.isEnabled()) {
        await answer.check()
        await page.locator('.lesson-question button[type=submit]').click()
      }
      await page.locator('.lesson-said').first().waitFor()
    },
  },
  { name: 'a lesson, how', path: lesson('?step=6'), as: 'administrator' },
  { name: 'a lesson, a thought for oneself', path: lesson('?step=8'), as: 'administrator' },
  {
    name: 'a lesson, what I will do',
    path: lesson('?step=9'),
    as: 'administrator',
    prepare: (page) => page.locator('.lesson-suggestion').first().click(),
  },
  { name: 'a lesson finished', path: lesson('?step=done'), as: 'administrator' },
  { name: 'lessons in Studio', path: '/lessons', as: 'administrator' },
  { name: 'lessons in Studio, none', path: '/lessons?state=retired', as: 'administrator' },
  { name: 'a new lesson', path: '/lessons/new', as: 'administrator' },
  {
    name: 'importing a lesson with faults',
    path: '/lessons',
    as: 'administrator',
    async prepare(page) {
      await page.locator('.page-actions button').click()
      await page.locator('[role=dialog] textarea').fill('## whence\nwords')
      await page.locator('[role=dialog] .message').waitFor()
    },
  },
  { name: 'writing a lesson', path: () => `/lessons/${at.draft}?language=en`, as: 'administrator' },
  { name: 'a lesson translated, in review, by its writer', path: () => `/lessons/${at.taught}?language=de`, as: 'administrator' },
  { name: 'a lesson to review', path: () => `/lessons/${at.taught}?language=de`, as: 'team-leader' },
  { name: 'a lesson that is live', path: () => `/lessons/${at.taught}?language=en`, as: 'administrator' },
  { name: 'a lesson without Arabic', path: () => `/lessons/${at.taught}?language=ar`, as: 'administrator' },
  { name: 'a lesson seen as somebody', path: () => `/lessons/${at.taught}?language=en&view=preview`, as: 'administrator' },
  {
    name: 'versions of a lesson',
    path: () => `/lessons/${at.taught}?language=en&view=versions`,
    as: 'administrator',
    async prepare(page) {
      await page.locator('.table button').first().click()
      await page.locator('.preview').waitFor()
    },
  },
  { name: 'about a lesson', path: () => `/lessons/${at.taught}?language=en&view=about`, as: 'administrator' },
  { name: 'paths', path: '/paths', as: 'administrator' },
  { name: 'a path that is written', path: '/paths/new', as: 'administrator' },
  { name: 'a path that is live', path: () => `/paths/${at.path}`, as: 'administrator' },
  {
    name: 'a path seen as somebody it is not for',
    path: () => `/paths/${at.path}`,
    as: 'administrator',
    async prepare(page) {
      await page.locator('.path-reach-title + * [role=combobox], .path-reach-title ~ * [role=combobox]').first().fill('Ada')
      await page.locator('[role=listbox] [role=option]').first().click()
      await page.locator('.path-missing').waitFor()
    },
  },
  {
    name: 'stopping a path',
    path: () => `/paths/${at.path}`,
    as: 'administrator',
    prepare: (page) => page.locator('.button-stop').first().click(),
  },
  { name: 'am I on board, and what stops me', path: lesson('?step=done'), as: 'team-leader' },
  { name: 'who is not taught yet', path: () => `/coverage?pathId=${at.path}`, as: 'administrator' },
  { name: 'who is not taught yet, leaders left out', path: () => `/coverage?pathId=${at.teams}`, as: 'administrator' },
  { name: 'who is not taught yet, late', path: () => `/coverage?pathId=${at.path}&state=overdue&order=-name`, as: 'team-leader' },
  {
    name: 'reminding who has not finished',
    path: () => `/coverage?pathId=${at.path}`,
    as: 'team-leader',
    async prepare(page) {
      await page.locator('main button[class="button"]').first().click()
      await page.locator('[role=alertdialog]').waitFor()
    },
  },
]
