// On which days somebody works: three minutes a week are of working time, and fewer days are fewer minutes.
import type { Context } from '#platform/http/context.ts'
import type { Settings } from '../contract.ts'
import { usualWorkingDays } from '../rules.ts'
import { setWorkingDays, workingDaysOf } from '../store/settings.ts'

export async function readSettings(ctx: Context): Promise<Settings> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  return { workingDays: (await ctx.read((tx) => workingDaysOf(tx, personId!))) ?? usualWorkingDays }
}

export async function changeSettings(ctx: Context, { workingDays }: Settings): Promise<Settings> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  const inOrder = workingDays.toSorted((a, b) => a - b)
  await ctx.write(async (tx) => void (await setWorkingDays(tx, personId!, inOrder)))
  return { workingDays: inOrder }
}
