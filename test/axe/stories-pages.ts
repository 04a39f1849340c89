// The states of the pages of stories that axe opens.
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

const at = { told: '', asked: '', ready: '', published: '' }

/** Ada tells of Lea: once with all traces, once with Lea asked, once ready to be handed over; Lea tells one that Ada publishes; one was taken back. */
export async function settleStories(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const lea = await house.signedIn('lea@hollin.example')
  for (const [personId, role] of [
    [house.ids.ada, 'head-of-cx'],
    [house.ids.lea, 'author'],
  ])
    // Other pages may have given it already.
    await ada.request.post(`${house.origin}/api/role-grants`, { headers: { origin: house.origin }, data: { personId, role } })
  const { items } = await house.ask<{ items: { id: string; isRetired: boolean }[] }>(ada, 'GET', '/api/principles')
  const principleId = items.find(({ isRetired }) => !isRetired)!.id
  type Told = { version: number; workshop: { points: object[] } | null }
  const put = async (who: typeof ada, id: string, part: string, body: object) => {
    const { version } = await house.ask<Told>(who, 'GET', `/api/stories/${id}`)
    await who.request.put(`${house.origin}/api/stories/${id}/${part}`, {
      headers: { origin: house.origin, 'if-match': `"${version}"` },
      data: body,
    })
  }
  const tell = async (who: typeof ada, n: number, personIds: string[], more: object = {}) => {
    const id = `01a20000-0000-7000-8000-0000000002${String(n).padStart(2, '0')}`
    const words = {
      title: 'The lamp for Sunday',
      happened: 'A customer rang for the second time. I asked what had happened.',
      hard: 'The next van was on Tuesday.',
      did: 'We found a driver who passes her door.',
      felt: 'She laughed for the first time.',
    }
    await house.ask(who, 'POST', '/api/stories', { id, language: 'en', ...words, principleId, personIds, ...more })
    return id
  }
  const other = (text: string) => ({ text, why: 'It is quick, and it costs trust.', kind: 'wrong' })
  const points = [
    { sentence: 'I asked what had happened.', done: 'Ask what happened.', why: '', others: [other('Ask for the number.')] },
    { sentence: 'We found a driver who passes her door.', done: 'Find a driver.', why: '', others: [other('Promise Tuesday.')] },
  ]
  at.told = await tell(ada, 1, [house.ids.lea], { happened: 'Mrs Kaya rang about her order 48213. I asked what had happened.' })
  at.asked = await tell(ada, 2, [house.ids.lea])
  await house.ask(ada, 'POST', `/api/stories/${at.asked}/consent-requests`)
  at.ready = await tell(ada, 3, [])
  at.published = await tell(lea, 4, [])
  for (const [who, id] of [
    [ada, at.ready],
    [lea, at.published],
  ] as const) {
    await put(who, id, 'points', { points })
    await house.ask(who, 'POST', `/api/stories/${id}/scenarios`)
  }
  await house.ask(lea, 'POST', `/api/stories/${at.published}/handovers`)
  await house.ask(ada, 'POST', `/api/stories/${at.published}/reviews`, { isGood: true })
  const gone = await tell(lea, 5, [])
  await put(lea, gone, 'points', { points })
  await house.ask(lea, 'POST', `/api/stories/${gone}/scenarios`)
  await house.ask(lea, 'POST', `/api/stories/${gone}/handovers`)
  await house.ask(ada, 'POST', `/api/stories/${gone}/reviews`, { isGood: true })
  await house.ask(ada, 'POST', `/api/stories/${gone}/prints`, { language: 'en', size: 'a4' })
  await house.ask(ada, 'DELETE', `/api/stories/${gone}`)
  await ada.close()
  await lea.close()
}

export const storiesPages: PageToCheck[] = [
  { name: 'stories', path: '/stories', as: 'team-leader' },
  { name: 'stories that I told', path: '/stories?show=mine', as: 'administrator' },
  { name: 'stories about me', path: '/stories?show=about-me', as: 'team-leader' },
  { name: 'tell a story', path: '/stories/tell', as: 'team-leader' },
  {
    name: 'tell a story, empty form sent',
    path: '/stories/tell',
    as: 'team-leader',
    async prepare(page) {
      await page.locator('form button[type=submit]').click()
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  { name: 'a story', path: () => `/stories/${at.published}`, as: 'administrator' },
  { name: 'a story that asks me', path: () => `/stories/${at.asked}`, as: 'team-leader' },
  {
    name: 'a story of mine, taking it back',
    path: () => `/stories/${at.published}`,
    as: 'team-leader',
    async prepare(page) {
      await page.locator('main button').last().click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'stories in the making, and posters to take down', path: '/stories/workshop', as: 'administrator' },
  { name: 'preparing a story with traces', path: () => `/stories/${at.told}/workshop`, as: 'administrator' },
  { name: 'preparing a story that is ready', path: () => `/stories/${at.ready}/workshop`, as: 'administrator' },
]
