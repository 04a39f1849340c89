// My levels on the phone: what is missing and what opens it, an assessment that brings it, a level reached; and a moment of a scenario in practice, offline too.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { until } from '../start/program.ts'
import { complaintsOf, openHouse, type OpenHouse, phone } from '../support/open-house.ts'
import { momentScenario } from '../support/practice-items.ts'
import { asksAs, publishedScenario } from '../support/published-scenario.ts'

let house: OpenHouse
/** 30 euros: more than one may give without a level. */
let question = ''
const count = async (text: string): Promise<number> => Number((await house.sql(text))[0]!['n'])

before(async () => {
  house = await openHouse()
  const ada = await house.signedIn('ada@hollin.example')
  const ask = async (url: string, body: object = {}) => (await house.ask<{ id: string }>(ada, 'POST', url, body)).id
  await ask('/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  await ask('/api/role-grants', { personId: house.ids.ada, role: 'coach', unitId: house.ids.company })
  const principleId = await ask('/api/principles', {
    colour: 'navy',
    icon: 'link',
    texts: { en: { name: 'Keep the promise', meaning: 'We do what we said.' } },
  })
  const texts = { en: { prompt: 'What comes before mending?', accepted: ['sorry'], explanation: 'It opens the ear.' } }
  const itemIds: string[] = []
  for (let i = 0; i < 3; i++) itemIds.push(await ask('/api/items', { principleId, kind: 'short', state: 'live', texts }))
  await ask('/api/assessments', { texts: { en: { title: 'Promises kept', lead: '' } }, state: 'live', mode: 'fixed', itemIds })
  const scenarioId = await ask('/api/scenarios', { language: 'en', text: momentScenario() })
  await ask('/api/role-grants', { personId: house.ids.lea, role: 'author' })
  const reader = await house.signedIn('lea@hollin.example')
  await publishedScenario(scenarioId, asksAs(house, ada), asksAs(house, reader))
  await reader.close()
  await ask('/api/behaviours', {
    principleId,
    jobRoleId: null,
    level: 1,
    texts: { en: { name: 'Says when it comes', poor: 'Soon.', good: 'Names a time and keeps it.', great: 'Calls before it.' } },
  })
  const situationId = await ask('/api/situations', { icon: 'package-off', texts: { en: { name: 'It came broken', words: 'damaged' } } })
  const remedyId = await ask('/api/remedies', { texts: { en: { name: 'Refund it' } } })
  question = `/may-i?s=${situationId}&r=${remedyId}&a=30`
  const definition = {
    situationId,
    remedyId,
    principleId: null,
    measure: 'money',
    currency: 'EUR',
    leastLevel: 0,
    steps: [
      { level: 0, most: 2000 },
      { level: 1, most: 4000 },
    ],
    conditions: [],
    jobRoleIds: [],
    unitIds: [],
    effectiveFrom: '2020-01-01',
    effectiveUntil: null,
    texts: { en: { title: 'Broken', why: 'It broke on our way.', next: [] } },
    cases: [{ title: '18 euros', level: 1, jobRoleId: null, unitId: null, amount: 1800, facts: {}, expected: 'yes' }],
  }
  const ruleId = await ask('/api/rules', { definition })
  await ask(`/api/rules/${ruleId}/publications`)
  await ada.close()
})

test('what is missing leads to what opens it; shown, the level is reached and “May I?” answers differently', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto(question)
  await page.getByText('Not alone').first().waitFor()
  await page.goto('/my-levels')
  await page.getByText('No level yet').waitFor()
  await page.getByText('2 pieces are missing.').waitFor()
  await page.getByText('Names a time and keeps it.').waitFor()
  await page.getByText('2 steps from deciding this alone').waitFor()
  await page.getByText('up to EUR 40, today EUR 20').waitFor()
  await page.getByRole('link', { name: 'To the assessment' }).click()
  await page.getByRole('button', { name: 'Begin' }).click()
  for (let number = 1; number <= 3; number++) {
    await page.getByText(`Question ${number} of 3`).waitFor()
    await page.getByLabel('Your answer').fill('sorry')
    await page.locator('.sitting-sure').getByLabel('Sure', { exact: true }).check()
    await page
      .getByRole('button', { name: number === 3 ? 'Look it over' : 'Next question' })
      .first()
      .click()
  }
  await page.getByRole('button', { name: 'Hand in' }).click()
  await page.getByText('Passed').first().waitFor()
  await page.goto('/my-levels')
  await page.getByText('One piece is missing.').waitFor()
  await page.getByRole('link', { name: 'Promises kept' }).first().waitFor()
  const ada = await house.signedIn('ada@hollin.example')
  await house.ask(ada, 'POST', `/api/people/${house.ids.lea}/sign-offs`, {
    kind: 'sign-off',
    level: 1,
    outcome: 'met',
    words: 'I stand for it.',
  })
  await ada.close()
  await page.reload()
  await page.locator('.mine-level', { hasText: 'Level 1, Connect' }).waitFor()
  await page.getByText('I stand for it.').waitFor({ state: 'attached' })
  await page.goto(question)
  await page.getByText(/^Yes/).first().waitFor()
  assert.deepEqual(complaints, [])
  await lea.close()
})

test('practice ends with a moment of a scenario, answered in flight mode, and it is one row', async () => {
  const lea = await house.signedIn('lea@hollin.example', phone)
  const page = await lea.newPage()
  const complaints = complaintsOf(page)
  await page.goto('/practice')
  await page.locator('.practice-one').waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.reload()
  await page.locator('.practice-one').waitFor()
  await lea.setOffline(true)
  for (let i = 0; i < 8 && (await page.locator('.moment').count()) === 0; i++) {
    const mantra = page.getByLabel('How does it go?')
    if ((await mantra.count()) > 0) await mantra.fill('every parcel')
    else await page.getByLabel('Your answer').fill('sorry')
    await page.getByRole('button', { name: 'Rather sure', exact: true }).click()
    await page.getByRole('button', { name: /Next question|To the end/ }).click()
  }
  await page.getByText('A moment from a scenario').waitFor()
  await page.getByRole('heading', { name: 'It is late' }).waitFor()
  await page.locator('.moment').getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Sure', exact: true }).click()
  await page.getByRole('heading', { name: /^(Right|That can be defended|Not yet)\.$/ }).waitFor()
  await page
    .getByText(/chosen/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'To the end' }).click()
  await page.getByText('That was this week’s practice.').waitFor()
  assert.equal(await count("select count(*)::int as n from practice_reviews where subject_kind = 'scene'"), 0)
  await lea.setOffline(false)
  await until(
    'the moment has arrived',
    async () => (await count("select count(*)::int as n from practice_reviews where subject_kind = 'scene'")) === 1,
  )
  assert.equal(await count("select count(*)::int as n from practice_memories where subject_kind = 'scene' and principle_id is not null"), 1)
  assert.deepEqual(
    complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to load/.test(one)),
    [],
  )
  await lea.close()
})
