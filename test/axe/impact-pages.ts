// The chain over the demonstration company, for the whole house, for a team, and one number with its rows and its owner; and studies in each of their states.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { jobs as impactJobs } from '#features/impact/jobs.ts'
import { findOrganisations } from '#features/people/public.ts'
import { jobs } from '#features/signals/jobs.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import type { Company } from './company.ts'
import type { PeoplePage } from './people-pages.ts'

/** What was measured is rolled up, as the program's own job does every second. */
export async function settleImpact(company: Company): Promise<void> {
  const { house } = company
  const rounds = jobs.filter((job): job is Round => job.kind === 'round')
  const organisations = await findOrganisations(house.platform.db)
  await settleRounds(
    house.platform,
    rounds,
    organisations.map(({ id }) => id),
  )
  await settleStudies(company)
}

const files = path.resolve(import.meta.dirname, '../../docs/guide/study')
const studies = { planned: '', faulty: '', told: '', refused: '' }
interface Made {
  id: string
  version: number
  teams: { unit: { id: string } }[]
}

/** One being planned, one whose file has a fault, one that says something and one that can’t. */
async function settleStudies({ house, ids, visitors }: Company): Promise<void> {
  await house.ask(visitors.administrator, 'POST', '/api/role-grants', { personId: ids.administrator, role: 'head-of-cx' })
  const { request } = visitors.administrator
  const say = async (method: string, url: string, options: { data?: object; multipart?: object; version?: number } = {}): Promise<Made> => {
    const { version, ...body } = options
    const headers = { origin: house.origin, ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }
    const answer = await request.fetch(house.origin + url, { method, headers, ...body } as Parameters<typeof request.fetch>[1])
    if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as Made
  }
  const fromFile = async (title: string, csv: string): Promise<Made> => {
    const { id } = await say('POST', '/api/studies', { data: { source: 'file', title } })
    const file = { name: 'depots.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    const { version } = await say('PUT', `/api/studies/${id}/file`, { multipart: { file } })
    const data = { unit: 'team', time: 'month', outcome: 'csat', firstTreated: 'trained' }
    return say('PUT', `/api/studies/${id}/columns`, { data, version })
  }
  const run = async (title: string, name: string): Promise<string> => {
    const { id } = await fromFile(title, readFileSync(path.join(files, name), 'utf8'))
    await say('POST', `/api/studies/${id}/registration`, { data: { expectation: 'Two points.' } })
    await say('POST', `/api/studies/${id}/runs`, { data: { kind: 'study' } })
    return id
  }
  const { items } = await house.ask<{ items: { id: string }[] }>(visitors.administrator, 'GET', '/api/units')
  const plan = await say('POST', '/api/studies', { data: { source: 'signals', title: 'Greeting', unitId: items[0]!.id, measure: 'csat' } })
  const starts = plan.teams.map(({ unit }, i) => ({ unitId: unit.id, startDay: i % 3 === 0 ? '2027-03-01' : null }))
  studies.planned = (await say('PUT', `/api/studies/${plan.id}/teams`, { data: { teams: starts }, version: plan.version })).id
  studies.faulty = (await fromFile('Course', 'team,month,csat,trained\nA,2026-01,seventy,2026-03\n')).id
  studies.told = await run('Packing course', 'holds.csv')
  studies.refused = await run('New till', 'cannot-tell.csv')
  const organisations = await findOrganisations(house.platform.db)
  for (const job of impactJobs)
    if (job.kind === 'task')
      for (const { id } of organisations) await job.handle(systemContext(house.platform, id, newId()), {}, new AbortController().signal)
}

const openAll = async (page: Page) => {
  await page.locator('main .study').waitFor()
  // Tests know no DOM.
  await page.locator('main details').evaluateAll((all) => (all as unknown as { open: boolean }[]).forEach((one) => (one.open = true)))
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
  { name: 'all studies', path: '/studies', as: 'administrator' },
  { name: 'studies, none of this state', path: '/studies?state=closed', as: 'administrator' },
  { name: 'a new study', path: '/studies/new', as: 'administrator' },
  {
    name: 'a new study, not filled in',
    path: '/studies/new',
    as: 'administrator',
    async prepare(page) {
      await page.locator('form button[type=submit]').click()
      await page.locator('[aria-invalid=true]').first().waitFor()
    },
  },
  { name: 'a plan', path: () => `/studies/${studies.planned}`, as: 'administrator', prepare: openAll },
  {
    name: 'a plan, drawing by lot',
    path: () => `/studies/${studies.planned}`,
    as: 'administrator',
    async prepare(page) {
      await page.locator('#teams button').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'a plan, nothing run yet', path: () => `/studies/${studies.planned}?tab=study`, as: 'administrator' },
  { name: 'a plan whose file has a fault', path: () => `/studies/${studies.faulty}`, as: 'administrator', prepare: openAll },
  { name: 'a study that says something', path: () => `/studies/${studies.told}`, as: 'administrator', prepare: openAll },
  { name: 'a registered plan', path: () => `/studies/${studies.told}?tab=plan`, as: 'administrator' },
  { name: 'a study that can’t tell', path: () => `/studies/${studies.refused}`, as: 'administrator' },
  { name: 'scores without a unit named', path: '/scores', as: 'leader' },
]
