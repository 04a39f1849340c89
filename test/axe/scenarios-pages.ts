// The states of scenarios that axe opens: the list, before, in and after a play, and each part of Studio.
import { readFileSync } from 'node:fs'
import { newId } from '#platform/ids.ts'
import type { OpenHouse } from '../support/open-house.ts'
import { asksAs, publishedScenario } from '../support/published-scenario.ts'
import type { PageToCheck } from './page-list.ts'

const guide = readFileSync(new URL('../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
const example = guide.split('```')[1]?.trimStart() ?? ''
let scenarioId = ''
let reviewId = ''

/** One that is published, with a fault in its draft and a sentence in German. */
export async function settleScenarios(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const made = await house.ask<{ id: string; version: number; text: string }>(ada, 'POST', '/api/scenarios', {
    language: 'en',
    text: example,
  })
  scenarioId = made.id
  const lea = await house.signedIn('lea@hollin.example')
  await publishedScenario(scenarioId, asksAs(house, ada), asksAs(house, lea))
  await lea.close()
  // Everybody has played it once; one has stopped in the middle.
  for (const [index, personId] of [house.ids.ada, house.ids.lea, house.ids.amina, house.ids.samir, house.ids.tom].entries()) {
    const isOpen = index === 4
    const playId = newId()
    await house.sql(
      `insert into scenario_plays (organisation_id, person_id, id, scenario_id, number, language, is_timed, is_first, at_scene, ending, quality, moves, started_at, ended_at)
       values ($1, $2, $3, $4, 1, 'en', false, true, $5, $6, $7, $8, now(), case when $6::text is null then null else now() end)`,
      [
        house.ids.organisation,
        personId,
        playId,
        scenarioId,
        isOpen ? 'tell' : 'calm',
        isOpen ? null : 'calm',
        isOpen ? null : 'good',
        isOpen ? 1 : 2,
      ],
    )
    for (const [position, path] of ['start/1', 'tell/1'].slice(0, isOpen ? 1 : 2).entries())
      await house.sql(
        `insert into scenario_choices (organisation_id, person_id, play_id, position, scenario_id, number, scene, path, state) values ($1, $2, $3, $4, $5, 1, $6, $7, '{}')`,
        [house.ids.organisation, personId, playId, position, scenarioId, path.split('/')[0], path],
      )
  }
  const reviewed = await house.ask<{ id: string }>(ada, 'POST', '/api/scenarios', {
    language: 'en',
    text: example.replace('key: parcel-broken', 'key: to-read'),
  })
  reviewId = reviewed.id
  await house.ask(ada, 'POST', `/api/scenarios/${reviewId}/review-requests`)
  const words = {
    title: { from: 'It came broken', words: 'Zerbrochen angekommen' },
    about: { from: 'An older sentence.', words: 'Ein älterer Satz.' },
  }
  await house.ask(ada, 'PUT', `/api/scenarios/${scenarioId}/translations/de`, { words })
  await house.ask(ada, 'POST', '/api/scenarios', {
    language: 'en',
    text: example.replace('key: parcel-broken', 'key: second').replace('-> paid', '-> nowhere'),
  })
  await ada.close()
}

const at = (part = '') => `/scenarios/${scenarioId}${part}`
const player = (): string => `/learn/scenarios/${scenarioId}`
const start: PageToCheck['prepare'] = async (page) => {
  await page.locator('.next-actions button').last().click()
  await page.locator('.way').first().waitFor()
}

export const scenariosPages: PageToCheck[] = [
  { name: 'scenarios to play', path: '/learn/scenarios', as: 'team-leader' },
  { name: 'before a scenario', path: player, as: 'team-leader' },
  { name: 'in a scenario', path: player, as: 'team-leader', prepare: start },
  {
    name: 'after a scenario',
    path: player,
    as: 'team-leader',
    async prepare(page, house, context) {
      await start(page, house, context)
      await page.locator('.way').first().click()
      await page.locator('.changes').waitFor()
      await page.locator('.way').first().click()
      await page.locator('.ending-quality').waitFor()
      await page.locator('.steps-taken summary').first().click()
    },
  },
  { name: 'scenarios in studio', path: '/scenarios', as: 'administrator' },
  { name: 'a new scenario', path: '/scenarios/new', as: 'administrator' },
  { name: 'writing a scenario', path: () => at(), as: 'administrator' },
  {
    name: 'the map of a scenario with a fault',
    path: '/scenarios?search=second',
    as: 'administrator',
    async prepare(page) {
      await page.locator('main table a, main [data-row] a').first().click()
      await page.locator('.scenario-text').waitFor()
      await page.locator('.studio-side [role=tab]').nth(1).click()
      await page.locator('.map-faulty').first().waitFor()
    },
  },
  {
    name: 'the signs of the text form',
    path: () => at(),
    as: 'administrator',
    async prepare(page) {
      await page.locator('.studio-side [role=tab]').nth(2).click()
      await page.locator('.signs').waitFor()
    },
  },
  { name: 'translating a scenario', path: () => at('?part=de'), as: 'administrator' },
  { name: 'translating a scenario into Arabic', path: () => at('?part=ar'), as: 'administrator' },
  { name: 'a scenario to review', path: () => `/scenarios/${reviewId}`, as: 'team-leader' },
  { name: 'a scenario that waits for its reader', path: () => `/scenarios/${reviewId}`, as: 'administrator' },
  {
    name: 'versions of a scenario, compared',
    path: () => at('?part=versions'),
    as: 'administrator',
    async prepare(page) {
      await page.locator('.table button').first().click()
      await page.locator('main select').first().selectOption('draft')
      await page.locator('main .empty, main .compared').first().waitFor()
    },
  },
  {
    name: 'what people chose',
    path: () => at('?part=report'),
    as: 'administrator',
    prepare: (page) => page.locator('.report-sums').waitFor(),
  },
]
