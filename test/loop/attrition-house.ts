// The 1,470 people of IBM's attrition file as an organisation that starts with Attune: everything through HTTP, as its people would do it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { newId } from '#platform/ids.ts'
import { type Browser, comeInByBadge, type House, type Organisation, startHouse } from '../support/house.ts'
import { type StepName, stepNames } from './bank-round.ts'

export interface Row {
  number: string
  department: string
  jobRole: string
  leads: boolean
}
const file = readFileSync(new URL('../data/people/ibm_emp_attrition.csv', import.meta.url))
/** The file read a second way. */
const read: Record<string, string>[] = parse(file, { columns: true, bom: true })
export const rows: Row[] = read.map((row) => ({
  number: row['EmployeeNumber']!,
  department: row['Department']!,
  jobRole: row['JobRole']!,
  leads: row['JobRole'] === 'Manager' || Number(row['JobLevel']) >= 4,
}))

export interface Team {
  id: string
  department: string
  name: string
  /** Given to each unit, because three teams are called Manager. */
  code: string
}
export interface Somebody {
  id: string
  browser: Browser
  /** Sessions end over a week: once more with badge and PIN. */
  comeBack(): Promise<void>
}
export interface Bank {
  house: House
  organisation: Organisation
  /** In the order of the alphabet, department first. */
  teams: Team[]
  departments: Map<string, string>
  /** Head of customer experience: a manager of Sales. */
  head: Somebody
  /** A sales executive who leads nobody. */
  seller: Somebody
  steps: Record<StepName, string>
  surveyId: string
}

export async function upload(browser: Browser, url: string, name: string, bytes: string, fields: Record<string, string>): Promise<any> {
  const boundary = 'a-boundary-of-this-test'
  const part = (disposition: string, text: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`
  const payload = [
    ...Object.entries(fields).map(([field, value]) => part(`name="${field}"`, value)),
    part(`name="file"; filename="${name}"`, bytes),
    `--${boundary}--\r\n`,
  ].join('')
  const answer = await browser.call('POST', url, undefined, {
    payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
  assert.ok(answer.status === 201 || answer.status === 202, answer.text)
  return answer.body
}

async function importPeople({ admin }: Organisation): Promise<void> {
  const choices = {
    fields: { unitPath: ['Department', 'JobRole'], jobRole: 'JobRole', hrNumber: 'EmployeeNumber' },
    isComplete: true,
    absent: 'keep',
    leaderRules: [
      { column: 'JobRole', equals: 'Manager' },
      { column: 'JobLevel', atLeast: 4 },
    ],
  }
  const { id } = await upload(admin, '/api/people-imports', 'ibm.csv', file.toString('utf8'), { choices: JSON.stringify(choices) })
  const settled = async (): Promise<any> => {
    for (;;) {
      const view = await admin.expect(200, 'GET', `/api/people-imports/${id}`)
      if (view.state !== 'planning' && view.state !== 'applying') return view
    }
  }
  assert.equal((await settled()).counts.newPeople, rows.length)
  await admin.expect(202, 'POST', `/api/people-imports/${id}/applications`, { confirmation: null })
  assert.equal((await settled()).state, 'applied')
}

async function nameTeams({ admin }: Organisation): Promise<Pick<Bank, 'teams' | 'departments'>> {
  const { items } = await admin.expect(200, 'GET', '/api/units')
  const parents = new Map<string, any>(items.map((unit: any) => [unit.id, unit]))
  const leaves = items
    .filter(({ parentId }: any) => parents.get(parentId)?.parentId)
    .map((unit: any) => ({ ...unit, department: parents.get(unit.parentId).name }))
    .sort((a: any, b: any) => (`${a.department} > ${a.name}` < `${b.department} > ${b.name}` ? -1 : 1))
  const teams: Team[] = []
  for (const [i, { id, department, name, version, people, leaders }] of leaves.entries()) {
    const own = rows.filter((row) => row.department === department && row.jobRole === name)
    assert.deepEqual([people, leaders.length], [own.length, own.filter(({ leads }) => leads).length], `${department} > ${name}`)
    const code = `TEAM-${i + 1}`
    await admin.expect(200, 'PATCH', `/api/units/${id}`, { code }, { headers: { 'if-match': `"${version}"` } })
    teams.push({ id, department, name, code })
  }
  const departments = new Map<string, string>(leaves.map(({ department, parentId }: any) => [department, parentId]))
  return { teams, departments }
}

async function comeIn(house: House, organisation: Organisation, row: Row): Promise<Somebody> {
  const { items } = await organisation.admin.expect(
    200,
    'GET',
    `/api/people?search=${encodeURIComponent(`${row.jobRole} ${row.number}`)}&limit=100`,
  )
  const { id } = items.find(({ displayName }: any) => displayName === `${row.jobRole} ${row.number}`)
  return comeInAs(house, organisation, id)
}
export async function comeInAs(house: House, organisation: Organisation, id: string): Promise<Somebody> {
  const { browser, badge, pin } = await comeInByBadge(house, organisation, id)
  return { id, browser, comeBack: () => browser.expect(200, 'POST', '/api/sessions', { method: 'badge', badge, pin }) }
}

const principles = [
  ['sky', 'eye', 'See the person'],
  ['navy', 'link', 'Keep the promise'],
  ['leaf', 'seedling', 'Make it right'],
  ['rose', 'ear', 'Say it plainly'],
]
/** The lab's people make the cards, Sales and all below move the money, Human Resources knows who is who. */
async function mapJourney(head: Browser, { teams, departments }: Pick<Bank, 'teams' | 'departments'>): Promise<Bank['steps']> {
  const { items: roles } = await head.expect(200, 'GET', '/api/job-roles')
  const unit = (unitId: string) => ({ unitId, jobRoleId: null })
  const shapers = {
    'The card comes': { unitId: null, jobRoleId: roles.find(({ name }: any) => name === 'Laboratory Technician').id },
    'The money moves': unit(departments.get('Sales')!),
    'I show who I am': unit(teams.find(({ department, name }) => department === 'Human Resources' && name === department)!.id),
  }
  const { id } = await head.expect(201, 'POST', '/api/journeys', { texts: { name: { en: 'My card' }, summary: {} } })
  const { stages } = await head.expect(201, 'POST', `/api/journeys/${id}/stages`, { texts: { name: { en: 'With the bank' } } })
  let journey: any
  for (const name of stepNames)
    journey = await head.expect(201, 'POST', `/api/journeys/${id}/steps`, {
      stageId: stages[0].id,
      channel: 'none',
      emotion: 'calm',
      evidence: 'partly',
      texts: { name: { en: name }, customer: {}, front: {}, back: {}, support: {} },
      shapers: [{ id: newId(), lane: 'back', ...shapers[name], texts: { sentence: { en: 'I see to it that it works.' }, harm: {} } }],
    })
  return Object.fromEntries(journey.stages[0].steps.map((step: any) => [step.texts.name.en, step.id])) as Bank['steps']
}

export async function openBank(): Promise<Bank> {
  const house = await startHouse()
  const organisation = await house.setUp('Blue River Bank')
  await importPeople(organisation)
  const places = await nameTeams(organisation)
  const head = await comeIn(
    house,
    organisation,
    rows.find(({ department, jobRole }) => department === 'Sales' && jobRole === 'Manager')!,
  )
  await organisation.admin.expect(201, 'POST', '/api/role-grants', { personId: head.id, role: 'head-of-cx' })
  const seller = await comeIn(
    house,
    organisation,
    rows.find(({ jobRole, leads }) => jobRole === 'Sales Executive' && !leads)!,
  )
  for (const [colour, icon, name] of principles)
    await organisation.admin.expect(201, 'POST', '/api/principles', {
      colour,
      icon,
      texts: { en: { name, meaning: `${name}, every time.` } },
    })
  const steps = await mapJourney(head.browser, places)
  const questions = ['csat', 'nps', 'fcr'].map((kind) => ({ kind }))
  const { id: surveyId } = await head.browser.expect(201, 'POST', '/api/surveys', { name: 'After a message', questions })
  await head.browser.expect(200, 'POST', `/api/surveys/${surveyId}/openings`)
  return { house, organisation, ...places, head, seller, steps, surveyId }
}
