import type { Page } from 'playwright-core'
import type { CompanyIds, Visitor } from './company.ts'

export interface PeoplePage {
  name: string
  path: string | ((ids: CompanyIds) => string)
  as: Visitor
  /** Brings the page into the state to look at. Runs in every language: finds things by role and place. */
  prepare?: (page: Page) => Promise<unknown>
}

const option = (page: Page) => page.locator('[role=option]').first().waitFor()
const tab = (at: number) => async (page: Page) => {
  await page.getByRole('tab').nth(at).click()
  await page.getByRole('tabpanel').waitFor()
}
/** What a browser asks of itself before it sends is shown as the house shows it. */
const send = async (page: Page) => {
  await page.locator('form button[type=submit]').click()
  await page.locator('[aria-invalid=true]').first().waitFor()
}

export const peoplePages: PeoplePage[] = [
  { name: 'directory', path: '/people', as: 'administrator' },
  { name: 'directory, filtered and sorted', path: ({ unit }) => `/people?unit=${unit}&leads=true&sort=-name`, as: 'employee' },
  { name: 'directory, nobody found', path: '/people?search=qqqq', as: 'employee' },
  { name: 'directory, those who left', path: '/people?status=left', as: 'administrator' },
  { name: 'add a person', path: '/people/add', as: 'administrator' },
  { name: 'add a person, not filled in', path: '/people/add', as: 'administrator', prepare: send },
  {
    name: 'add a person, choosing the manager',
    path: '/people/add',
    as: 'administrator',
    prepare: async (page) => {
      await page.getByRole('combobox').and(page.locator('input')).fill('an')
      await option(page)
    },
  },
  { name: 'today of an employee', path: '/today', as: 'employee' },
  { name: 'today of a leader', path: '/today', as: 'leader' },
  { name: 'own page of an employee', path: ({ employee }) => `/people/${employee}`, as: 'employee' },
  { name: 'own page of a leader', path: ({ leader }) => `/people/${leader}`, as: 'leader' },
  { name: 'person, for an administrator', path: ({ leader }) => `/people/${leader}`, as: 'administrator' },
  { name: 'person, for the leader', path: ({ employee }) => `/people/${employee}`, as: 'leader' },
  { name: 'person, for a colleague', path: ({ administrator }) => `/people/${administrator}`, as: 'employee' },
  { name: 'person who left', path: ({ leaver }) => `/people/${leaver}`, as: 'administrator' },
  { name: 'person who is not there', path: '/people/019b0000-0000-7000-8000-000000000000', as: 'employee' },
  { name: 'language, deputy, hours', path: ({ employee }) => `/people/${employee}/settings`, as: 'employee' },
  { name: 'change a record', path: ({ employee }) => `/people/${employee}/change`, as: 'administrator' },
  { name: 'move', path: ({ employee }) => `/people/${employee}/move`, as: 'administrator' },
  { name: 'bring back', path: ({ leaver }) => `/people/${leaver}/move`, as: 'administrator' },
  { name: 'leaving and erasure', path: ({ employee }) => `/people/${employee}/leave`, as: 'administrator' },
  {
    name: 'leaving, asked once more',
    path: ({ employee }) => `/people/${employee}/leave`,
    as: 'administrator',
    prepare: async (page) => {
      await page.locator('form button[type=submit]').click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'erasure, asked once more',
    path: ({ leaver }) => `/people/${leaver}/leave`,
    as: 'administrator',
    prepare: async (page) => {
      await page.locator('main .button-stop').click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  { name: 'note an absence', path: ({ employee }) => `/people/${employee}/absence`, as: 'employee' },
  { name: 'own data', path: ({ employee }) => `/people/${employee}/data`, as: 'employee' },
  { name: 'what is recorded', path: '/what-is-recorded', as: 'employee' },
  { name: 'units', path: '/units', as: 'administrator' },
  { name: 'a unit', path: ({ unit }) => `/units?unit=${unit}`, as: 'administrator' },
  { name: 'add a unit', path: ({ unit }) => `/units?unit=${unit}&add=true`, as: 'administrator' },
  { name: 'import', path: '/import', as: 'administrator' },
  { name: 'preview, problems', path: ({ preview }) => `/import/${preview}`, as: 'administrator', prepare: tab(3) },
  { name: 'preview, new', path: ({ preview }) => `/import/${preview}`, as: 'administrator', prepare: tab(0) },
  { name: 'preview, leaving', path: ({ preview }) => `/import/${preview}`, as: 'administrator', prepare: tab(2) },
  { name: 'preview with a question', path: ({ question }) => `/import/${question}`, as: 'administrator' },
  { name: 'import, applied', path: ({ applied }) => `/import/${applied}`, as: 'administrator' },
  { name: 'sites and job roles', path: '/sites', as: 'administrator' },
  { name: 'organisation', path: '/organisation', as: 'administrator' },
  { name: 'audit', path: '/audit', as: 'administrator' },
  { name: 'outbox', path: '/outbox', as: 'administrator' },
  { name: 'contents of a surface', path: '/admin', as: 'administrator' },
  { name: 'nothing at this address', path: '/nowhere', as: 'employee' },
  { name: 'not theirs to open', path: '/audit', as: 'employee' },
]
