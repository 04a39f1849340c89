// The chain over the demonstration company: for the whole house, for a team, and one number with its rows and its owner.
import { findOrganisations } from '#features/people/public.ts'
import { jobs } from '#features/signals/jobs.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import type { Company } from './company.ts'
import type { PeoplePage } from './people-pages.ts'

/** What was measured is rolled up, as the program's own job does every second. */
export async function settleImpact({ house }: Company): Promise<void> {
  const rounds = jobs.filter((job): job is Round => job.kind === 'round')
  const organisations = await findOrganisations(house.platform.db)
  await settleRounds(
    house.platform,
    rounds,
    organisations.map(({ id }) => id),
  )
}

export const impactPages: PeoplePage[] = [
  { name: 'the chain of the whole house', path: '/chain', as: 'administrator' },
  { name: 'the chain of a team, four weeks', path: ({ unit }) => `/chain?unitId=${unit}&weeks=4`, as: 'leader' },
  { name: 'one number with its rows', path: '/chain/csat', as: 'administrator' },
  { name: 'one number of a team without units below', path: ({ unit }) => `/chain/decided-alone?unitId=${unit}`, as: 'leader' },
  {
    name: 'one number, naming its owner',
    path: '/chain/thanks',
    as: 'administrator',
    async prepare(page) {
      await page.locator('main .facts ~ .row button').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'scores without a unit named', path: '/scores', as: 'leader' },
]
