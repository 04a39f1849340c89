// The pages of evidence and authority in the states that people meet.
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

/** Ids of what the pages open; filled by settleAuthority. */
const at = { situation: '', remedy: '', beyond: '', rule: '', draft: '', escalation: '' }

/** Two rules, one that Lea may use and one that takes two, a draft that fails, and something noted, asked and not understood. */
export async function settleAuthority(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const lea = await house.signedIn('lea@hollin.example')
  const say = <T>(method: string, url: string, body?: object) => house.ask<T>(ada, method, url, body)
  const made = async (url: string, body: object) => (await say<{ id: string }>('POST', url, body)).id
  await say('POST', '/api/role-grants', { personId: house.ids.ada, role: 'head-of-cx' })
  await house.sql('update people set manager_id = $1 where id = $2', [house.ids.ada, house.ids.lea])
  const names = (en: string, de: string, ar: string) => ({ texts: { en: { name: en }, de: { name: de }, ar: { name: ar } } })
  at.situation = await made('/api/situations', {
    icon: 'package-off',
    ...names('Parcel arrived broken', 'Paket kam kaputt an', 'وصل الطرد مكسورًا'),
  })
  at.remedy = await made('/api/remedies', names('refund the shipping', 'den Versand erstatten', 'رد رسوم الشحن'))
  at.beyond = await made('/api/remedies', names('refund the order', 'die Bestellung erstatten', 'رد ثمن الطلب'))
  const definition = (remedyId: string, leastLevel: number, expected: string) => ({
    situationId: at.situation,
    remedyId,
    principleId: null,
    measure: 'money',
    currency: 'EUR',
    leastLevel,
    steps: [{ level: leastLevel, most: 4000 }],
    conditions: [{ kind: 'confirm', key: 'photo', texts: { en: 'There is a photo', de: 'Es gibt ein Foto', ar: 'توجد صورة' } }],
    jobRoleIds: [],
    unitIds: [],
    effectiveFrom: '2026-01-01',
    effectiveUntil: null,
    texts: { en: { title: 'Broken on arrival', why: 'It broke on our way.', next: ['Send a new one today.'] } },
    cases: [{ title: '18 euros', level: 4, jobRoleId: null, unitId: null, amount: 1800, facts: { photo: true }, expected }],
  })
  at.rule = await made('/api/rules', { definition: definition(at.remedy, 0, 'yes') })
  const second = await made('/api/rules', { definition: definition(at.beyond, 3, 'yes') })
  for (const id of [at.rule, second]) await say('POST', `/api/rules/${id}/publications`)
  at.draft = await made('/api/rules', {
    definition: definition(await made('/api/remedies', names('send a new one', 'ein neues schicken', 'إرسال بديل')), 1, 'not-alone'),
  })
  const asked = (remedyId: string) => ({
    ruleId: null,
    ruleVersion: null,
    situationId: at.situation,
    remedyId,
    amount: 1800,
    currency: 'EUR',
  })
  const note = { id: '01a20000-0000-7000-8000-000000000001', ...asked(at.remedy), facts: { photo: true }, shown: 'yes' }
  await house.ask(lea, 'POST', '/api/decisions', note)
  at.escalation = (
    await house.ask<{ id: string }>(lea, 'POST', '/api/escalations', { id: '01a20000-0000-7000-8000-000000000002', ...asked(at.beyond) })
  ).id
  await house.ask(lea, 'POST', '/api/authority-gaps', { reason: 'not-understood', words: 'gift wrapping' })
  await house.ask(lea, 'POST', `/api/people/${house.ids.tom}/sign-offs`, {
    kind: 'observed',
    level: 1,
    outcome: 'met',
    words: 'Packed with care.',
  })
  await ada.close()
  await lea.close()
}

const question =
  (remedy: 'remedy' | 'beyond', more = '') =>
  () =>
    `/may-i?s=${at.situation}&r=${at[remedy]}&a=18${more}`

export const authorityPages: PageToCheck[] = [
  { name: 'may I', path: '/may-i', as: 'team-leader' },
  { name: 'may I, not understood', path: '/may-i?q=zzzz', as: 'team-leader' },
  { name: 'may I, remedies', path: () => `/may-i?s=${at.situation}`, as: 'team-leader' },
  { name: 'may I, yes if', path: question('remedy'), as: 'team-leader' },
  { name: 'may I, yes', path: question('remedy', '&f=photo:yes'), as: 'team-leader' },
  { name: 'may I, not alone', path: question('beyond'), as: 'team-leader' },
  {
    name: 'may I, not alone, noting why',
    path: question('beyond'),
    as: 'team-leader',
    async prepare(page) {
      await page.locator('.may-act button').last().click()
      await page.locator('.may-act textarea').waitFor()
    },
  },
  { name: 'my decisions', path: '/decisions', as: 'team-leader' },
  { name: 'decisions of a team, none', path: '/decisions?show=team', as: 'team-leader' },
  { name: 'questions passed on', path: '/decisions?show=asked-by-me', as: 'team-leader' },
  { name: 'a question, waiting', path: () => `/escalations/${at.escalation}`, as: 'team-leader' },
  { name: 'a question, to be answered', path: () => `/escalations/${at.escalation}`, as: 'administrator' },
  { name: 'what was shown, form', path: (ids) => `/people/${ids.tom}/sign-off`, as: 'team-leader' },
  {
    name: 'what was shown, empty form sent',
    path: (ids) => `/people/${ids.tom}/sign-off`,
    as: 'team-leader',
    async prepare(page) {
      await page.locator('form button[type=submit]').click()
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  { name: 'a person with a level', path: (ids) => `/people/${ids.tom}`, as: 'team-leader' },
  { name: 'levels', path: '/levels', as: 'administrator' },
  { name: 'rules', path: '/rules', as: 'administrator' },
  { name: 'rules, none ended', path: '/rules?state=ended', as: 'administrator' },
  { name: 'a rule', path: () => `/rules/${at.rule}`, as: 'administrator' },
  { name: 'a draft that fails', path: () => `/rules/${at.draft}`, as: 'administrator' },
  { name: 'write a rule', path: '/rules/new', as: 'administrator' },
  { name: 'change a draft', path: () => `/rules/${at.draft}/edit`, as: 'administrator' },
  { name: 'situations and remedies', path: '/situations', as: 'administrator' },
  {
    name: 'change a situation',
    path: '/situations',
    as: 'administrator',
    async prepare(page) {
      await page.locator('table button').first().click()
      await page.locator('form').waitFor()
    },
  },
  { name: 'gaps', path: '/gaps', as: 'administrator' },
  {
    name: 'a gap, answering',
    path: '/gaps',
    as: 'administrator',
    async prepare(page) {
      await page.locator('table button').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
]
