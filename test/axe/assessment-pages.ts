// The states of assessments that axe opens.
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

const at = { drawn: '', fixed: '', done: '' }
interface Open {
  id: string
  questions: { itemId: string; text: { options: unknown[] } }[]
}

/** After `settlePractice`: its six items. One assessment that Ada has handed in, sure and mostly wrong, one that waits for Lea. */
export async function settleAssessments(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const add = async (title: string, more: object) =>
    (
      await house.ask<{ id: string }>(ada, 'POST', '/api/assessments', {
        texts: { en: { title, lead: 'Five minutes.' }, de: { title }, ar: { title } },
        state: 'live',
        ...more,
      })
    ).id
  const { items } = await house.ask<{ items: { id: string }[] }>(ada, 'GET', '/api/items?state=live')
  at.drawn = await add('Promises', { mode: 'drawn', count: 6, hasBefore: true })
  at.fixed = await add('First days', { mode: 'fixed', itemIds: items.slice(0, 4).map(({ id }) => id) })
  const ids = ['01a1f000-0000-7000-8000-000000000001', '01a1f000-0000-7000-8000-000000000002']
  const begin = (id: string) => house.ask<Open>(ada, 'POST', '/api/sittings', { id, assessmentId: at.drawn, language: 'en' })
  for (const id of ids) {
    const { questions } = await begin(id)
    await house.ask(ada, 'POST', '/api/sitting-submissions', {
      sittingId: id,
      answers: questions.map(({ itemId, text }) => ({ itemId, places: text.options.length > 0 ? [2] : [], confidence: 'sure' })),
    })
  }
  at.done = ids[1]!
  await ada.close()
}

const begun: PageToCheck['prepare'] = async (page) => {
  await page
    .getByRole('button', { name: /^(Begin|Anfangen|ابدأ)$/ })
    .or(page.getByRole('link', { name: /^(Go on|Weitermachen|تابع)/ }))
    .first()
    .click()
  await page.locator('.sitting-one').waitFor()
}
export const assessmentPages: PageToCheck[] = [
  { name: 'what I know', path: '/learn/assessments', as: 'administrator' },
  { name: 'a question of an assessment', path: '/learn/assessments', as: 'team-leader', prepare: begun },
  {
    name: 'an assessment before handing in',
    path: '/learn/assessments',
    as: 'team-leader',
    async prepare(page, house, context) {
      await begun(page, house, context)
      await page.locator('.sitting-nav > .link-button').click()
      await page.locator('.sitting-summary').waitFor()
    },
  },
  { name: 'my levels', path: '/my-levels', as: 'administrator' },
  { name: 'my levels, the first steps', path: '/my-levels', as: 'team-leader' },
  { name: 'the result of an assessment', path: () => `/learn/sittings/${at.done}`, as: 'administrator' },
  { name: 'assessments', path: '/assessments', as: 'administrator' },
  { name: 'a new assessment', path: '/assessments/new', as: 'administrator' },
  { name: 'an assessment of chosen questions', path: () => `/assessments/${at.fixed}`, as: 'administrator' },
  { name: 'how well an assessment asks', path: () => `/assessments/${at.drawn}/analysis`, as: 'administrator' },
  { name: 'skills of a team', path: '/skills', as: 'team-leader' },
  { name: 'skills of the house in groups', path: '/skills', as: 'administrator' },
]
