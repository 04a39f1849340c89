// The states of practice and of the item bank that axe opens.
import type { Page } from 'playwright-core'
import { sha256 } from '#platform/ids.ts'
import type { OpenHouse } from '../support/open-house.ts'
import { itemsOfEachKind } from '../support/practice-items.ts'
import type { PageToCheck } from './page-list.ts'

const at = { draft: '', live: '', stop: '', stopped: '' }

/** A question of every kind in three languages, and a draft that lacks nearly everything. */
export async function settlePractice(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const { items } = await house.ask<{ items: { id: string; isRetired: boolean }[] }>(ada, 'GET', '/api/principles')
  const principleId = items.find(({ isRetired }) => !isRetired)!.id
  for (const language of ['en', 'de', 'ar'] as const)
    await house.ask(ada, 'POST', '/api/item-imports', {
      text: itemsOfEachKind('promise', language),
      language,
      state: 'live',
      principles: { promise: principleId },
    })
  const draft = {
    principleId,
    kind: 'choice',
    texts: { en: { prompt: 'When do you call back?', options: [{ text: 'At five' }, { text: 'At five' }] } },
  }
  at.draft = (await house.ask<{ id: string }>(ada, 'POST', '/api/items', draft)).id
  // Counted as the job does: seven people of Packing, a little of it forgotten.
  await house.sql(
    `insert into practice_predictions select organisation_id, $1, id, date_trunc('week', now() at time zone 'Europe/Berlin')::date, 7, 5.1, 3.8, 4.2, now(), current_date
       from principles where not is_retired`,
    [house.ids.packing],
  )
  // Links as they stand at the foot of letters.
  for (const [name, person, isOff] of [
    ['stop', house.ids.lea, false],
    ['stopped', house.ids.samir, true],
  ] as const) {
    const token = Buffer.concat([Buffer.from(house.ids.organisation.replaceAll('-', ''), 'hex'), Buffer.alloc(16, name)]).toString(
      'base64url',
    )
    at[name] = `/stop/${token}`
    await house.sql('insert into message_switches (organisation_id, person_id, is_off, stop_hash) values ($1, $2, $3, $4)', [
      house.ids.organisation,
      person,
      isOff,
      sha256(token),
    ])
  }
  at.live = (await house.ask<{ items: { id: string }[] }>(ada, 'GET', '/api/items?kind=judgement')).items[0]!.id
  await ada.close()
}

/** Answers what is asked; a week that is done stays as it is. */
const answered = async (page: Page): Promise<void> => {
  const one = page.locator('.practice-one')
  await one.or(page.locator('.empty')).first().waitFor()
  if ((await one.count()) === 0) return
  if ((await one.locator('textarea').count()) > 0) await one.locator('textarea').fill('parcel')
  else if ((await one.locator('select').count()) > 0) {
    for (const [i, select] of (await one.locator('select').all()).entries()) await select.selectOption({ index: i + 1 })
  } else if ((await one.locator('.item-step').count()) > 0) for (const step of await one.locator('.item-step').all()) await step.click()
  else if ((await one.locator('input[type=checkbox], input[type=radio]').count()) > 0)
    await one.locator('input[type=checkbox], input[type=radio]').first().check()
  else await one.locator('input[type=text]').fill('x')
  await page.locator('.practice-sure button').first().click()
  await page.locator('.practice-after').waitFor()
}

/** From a letter: no session is asked, and the page follows the address. */
const fromLetter = (name: 'stop' | 'stopped') => async (page: Page) => {
  const language = String(await page.evaluate('document.documentElement.lang'))
  await page.goto(`${new URL(page.url()).origin}${at[name]}?l=${language}`)
  await page.locator('h1').waitFor()
}

export const practicePages: PageToCheck[] = [
  { name: 'practice, a question', path: '/practice', as: 'team-leader' },
  { name: 'practice, answered', path: '/practice', as: 'team-leader', prepare: answered },
  { name: 'working days', path: '/practice/days', as: 'team-leader' },
  { name: 'messages', path: '/messages', as: 'team-leader' },
  {
    name: 'messages, stopped',
    path: '/messages',
    as: 'administrator',
    async prepare(page) {
      const all = page.getByRole('switch')
      await all.waitFor()
      if (await all.isChecked()) await all.uncheck()
      await page.locator('form').waitFor({ state: 'detached' })
    },
  },
  { name: 'stop all messages', path: '/practice/days', as: 'team-leader', prepare: fromLetter('stop') },
  { name: 'all messages are stopped', path: '/practice/days', as: 'team-leader', prepare: fromLetter('stopped') },
  { name: 'recall map', path: '/recall-map', as: 'team-leader' },
  { name: 'recall map, nothing counted', path: (ids) => `/recall-map?unit=${ids.picking}`, as: 'administrator' },
  { name: 'the item bank', path: '/items', as: 'administrator' },
  { name: 'the item bank, nothing fits', path: '/items?q=zebra', as: 'administrator' },
  { name: 'a new item', path: '/items/new', as: 'administrator' },
  { name: 'a draft with what is missing', path: () => `/items/${at.draft}`, as: 'administrator' },
  {
    name: 'a judgement, tried out',
    path: () => `/items/${at.live}`,
    as: 'administrator',
    async prepare(page) {
      await page
        .locator('.section-actions button, .section button')
        .filter({ hasText: /Try it|Ausprobieren|جرّبه/ })
        .click()
      await page.locator('.well .item').waitFor()
    },
  },
  { name: 'item files', path: '/items/files', as: 'administrator' },
]
