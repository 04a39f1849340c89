// The states of recognition's pages that axe opens.
import type { OpenHouse } from '../support/open-house.ts'
import type { PageToCheck } from './page-list.ts'

const at = { first: '', reported: '' }

/** Lea was thanked in public, in private, and once reported it; the principle is the house's first. */
export async function settleRecognition(house: OpenHouse): Promise<void> {
  const ada = await house.signedIn('ada@hollin.example')
  const lea = await house.signedIn('lea@hollin.example')
  const { items } = await house.ask<{ items: { id: string; isRetired: boolean }[] }>(ada, 'GET', '/api/principles')
  const principleId = items.find(({ isRetired }) => !isRetired)!.id
  const say = async (n: number, more: object) => {
    const id = `01a20000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`
    await house.ask(ada, 'POST', '/api/thanks', { id, toPersonIds: [house.ids.lea], principleId, ...more })
    return id
  }
  at.first = await say(1, { happened: 'You stayed until the last van had left.', effect: 'All six lamps went out the same day.' })
  await say(2, { happened: 'You asked how I was doing.', isPrivate: true })
  at.reported = await say(3, { happened: 'You laughed about the new label.' })
  await house.ask(lea, 'PUT', `/api/thanks/${at.reported}/hiding`, { isHidden: true, isReported: true })
  await ada.close()
  await lea.close()
}

export const recognitionPages: PageToCheck[] = [
  { name: 'say thanks', path: '/thanks/give', as: 'team-leader' },
  { name: 'say thanks to somebody', path: (ids) => `/thanks/give?person=${ids.ada}`, as: 'team-leader' },
  {
    name: 'say thanks, empty form sent',
    path: '/thanks/give',
    as: 'team-leader',
    async prepare(page) {
      await page.locator('form button[type=submit]').click()
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  { name: 'thanks of my units', path: '/thanks', as: 'team-leader' },
  { name: 'thanks to me, private and reported', path: '/thanks?show=received', as: 'team-leader' },
  { name: 'thanks from me, none', path: '/thanks?show=given', as: 'team-leader' },
  { name: 'reported thanks', path: '/thanks?show=reported', as: 'administrator' },
  { name: 'one thanks', path: () => `/thanks/${at.first}`, as: 'team-leader' },
  {
    name: 'one thanks, reporting it',
    path: () => `/thanks/${at.first}`,
    as: 'team-leader',
    async prepare(page) {
      await page.locator('main button').last().click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'whom thanks reach', path: '/thanks/reach', as: 'team-leader' },
  { name: 'a person who was thanked', path: (ids) => `/people/${ids.lea}`, as: 'administrator' },
]
