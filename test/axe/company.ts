// The demonstration company, with the people who look at the pages and something to see on each of them.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { type OpenHouse, readIn } from '../support/open-house.ts'

export type Visitor = 'administrator' | 'leader' | 'employee'

/** The leader leads Packing, where the employee works and the leaver worked. */
export interface CompanyIds {
  administrator: string
  leader: string
  employee: string
  leaver: string
  /** The employee's unit. */
  unit: string
  /** Imports that wait: with changes and problems, with a question about dates, and one that is applied. */
  preview: string
  question: string
  applied: string
}

export interface Company {
  house: Pick<OpenHouse, 'origin' | 'visitor' | 'ask' | 'platform'>
  ids: CompanyIds
  visitors: Record<Visitor, BrowserContext>
}

const dirtyFiles = path.resolve(import.meta.dirname, '../data/people')
const password = 'four brown kettles'
/** In the depot nobody has e-mail. */
const pin = '7391'

export async function settleCompany(house: Company['house']): Promise<Company> {
  const administrator = await house.visitor()
  const say = <T>(method: string, url: string, body?: object): Promise<T> => house.ask<T>(administrator, method, url, body)
  const { session } = await say<{ session: { person: { id: string } } }>('POST', '/api/demonstrations', {})
  const find = async (search: string) =>
    (await say<{ items: { id: string }[] }>('GET', `/api/people?search=${search}&limit=1`)).items[0]!.id
  const leader = await find('lea%20brandt')
  const { reports, unit } = await say<{ reports: { id: string }[]; unit: { id: string } }>('GET', `/api/people/${leader}`)
  const [employee, leaver] = reports.map(({ id }) => id) as [string, string]

  const inDays = (days: number): string => new Date(house.platform.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  await say('POST', `/api/people/${employee}/absences`, { startsOn: inDays(20), lastDay: inDays(30), deputyId: leader })
  await say('POST', `/api/people/${employee}/assignments`, { startsOn: inDays(40), unitId: unit.id, managerId: session.person.id })
  await say('POST', `/api/people/${leaver}/departures`, { lastDay: inDays(-2) })

  const imported = async (file: string, choices: object): Promise<string> => {
    const answer = await administrator.request.post(`${house.origin}/api/people-imports`, {
      headers: { origin: house.origin },
      multipart: {
        choices: JSON.stringify(choices),
        file: { name: file, mimeType: 'text/csv', buffer: readFileSync(path.join(dirtyFiles, file)) },
      },
    })
    if (!answer.ok()) throw new Error(`${file}: ${answer.status()} ${await answer.text()}`)
    const { id } = (await answer.json()) as { id: string }
    await until(house, administrator, id, 'previewed')
    return id
  }
  const applied = await imported('11-arabic.csv', { absent: 'keep' })
  await say('POST', `/api/people-imports/${applied}/applications`, { confirmation: null })
  await until(house, administrator, applied, 'applied')
  const preview = await imported('09-managers.csv', { absent: 'leave' })
  const question = await imported('07-ambiguous-dates.csv', { absent: 'keep' })

  const come = async (personId: string, secret: string): Promise<BrowserContext> => {
    const { code } = await say<{ code: string }>('POST', '/api/reset-codes', { personId })
    const visitor = await house.visitor()
    await house.ask(visitor, 'POST', '/api/resets', { code, secret })
    return visitor
  }
  const visitors = {
    nobody: await house.visitor(),
    administrator,
    leader: await come(leader, password),
    employee: await come(employee, pin),
  }
  return { house, ids: { administrator: session.person.id, leader, employee, leaver, unit: unit.id, preview, question, applied }, visitors }
}

async function until(house: Company['house'], context: BrowserContext, id: string, wanted: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { state, failure } = await house.ask<{ state: string; failure: string | null }>(context, 'GET', `/api/people-imports/${id}`)
    if (state === wanted) return
    if (state === 'failed') throw new Error(`the import failed: ${failure}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the import is not ${wanted}`)
}

/** Pages follow the language of the person; before signing in, that of the device. */
export async function speak({ house, visitors }: Company, language: string): Promise<void> {
  for (const visitor of ['administrator', 'leader', 'employee'] as const) await readIn(house, visitors[visitor], language)
}
