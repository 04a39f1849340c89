// A house with two dozen shops, customers who answer in all of them, and workers that run what studies ask for.
import { seeded } from '#engines/item/seeded.ts'
import { recordSignals } from '#features/signals/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import { jobs } from '../../src/assembly.ts'
import { beforeClosing } from './database.ts'
import { openHouse, type OpenHouse } from './open-house.ts'
import { appRole, silentLog } from './template.ts'

const dayMs = 86_400_000
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export interface Shop {
  id: string
  name: string
}
export interface ShopsHouse extends OpenHouse {
  /** The unit above the regions. */
  shops: string
  teams: Shop[]
  /** The Monday `weeks` whole weeks before the last Sunday's end: with 20, twenty whole weeks lie between it and now. */
  mondayBefore(weeks: number): string
  /** Customers answer in weeks `from` to `to` (counted from mondayBefore(20), the first is 0); twenty a week in each shop, and from its start on a shop satisfies `more` more of a hundred. */
  answers(weeks: { from: number; to: number; since?: ReadonlyMap<string, string>; more?: number }): Promise<void>
}

/** Ada is head of customer experience. */
export async function openShopsHouse(perRegion = 12): Promise<ShopsHouse> {
  const house = await openHouse()
  const { platform, ids } = house
  await installJobs({ ownerUrl: platform.database.ownerUrl, role: appRole, log: silentLog })
  const running = createJobs(platform, jobs)
  platform.enqueue = (tx, name, input) => running.enqueue(tx, name, input)
  platform.wake = (organisationId) => running.wake(organisationId)
  running.start('all')
  beforeClosing(() => running.stop())

  const ada = await house.signedIn('ada@hollin.example')
  const say = <T>(method: string, url: string, body?: object): Promise<T> => house.ask<T>(ada, method, url, body)
  await say('POST', '/api/role-grants', { personId: ids.ada, role: 'head-of-cx' })
  const units = async () => (await say<{ items: Shop[] }>('GET', '/api/units')).items
  const add = async (name: string, parentId: string): Promise<string> => {
    await say('POST', '/api/units', { name, parentId })
    return (await units()).find((one) => one.name === name)!.id
  }
  const shops = await add('Shops', ids.company)
  for (const region of ['North', 'South']) {
    const above = await add(region, shops)
    for (let i = 1; i <= perRegion; i++) await say('POST', '/api/units', { name: `${region} ${i}`, parentId: above })
  }
  const teams = (await units()).filter(({ name }) => /^(North|South) \d+$/.test(name))
  await ada.close()

  const today = systemContext(platform, ids.organisation, newId()).now().getTime()
  const lastMonday = today - ((new Date(today).getUTCDay() + 6) % 7) * dayMs
  const mondayBefore = (weeks: number): string => textOf(lastMonday - weeks * 7 * dayMs)
  const chance = seeded('customers')
  return {
    ...house,
    shops,
    teams,
    mondayBefore,
    async answers({ from, to, since = new Map(), more = 0 }) {
      const signals = teams.flatMap(({ id }, place) => {
        const usual = 11 + (place % 4)
        return Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((week) => {
          const monday = lastMonday - (20 - week) * 7 * dayMs
          const start = since.get(id)
          const hasStarted = start !== undefined && textOf(monday) >= start
          const satisfied = usual + Math.floor(chance() * 3) - 1 + (hasStarted ? more / 5 : 0)
          return Array.from({ length: 20 }, (__, k) => ({
            metric: 'csat',
            unitId: id,
            day: textOf(monday + (k % 5) * dayMs),
            value: Number(k < satisfied),
          }))
        })
      })
      const ctx = systemContext(platform, ids.organisation, newId())
      await ctx.write(async (tx) => recordSignals(ctx, tx, signals))
      await running.settle(ids.organisation)
    },
  }
}
