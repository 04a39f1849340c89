// Shared devices: a browser that a team leader or administrator has named. It locks, it offers its people, and it can be forgotten.
import { readSettings, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import type { Device, NewDevice } from '../contract.ts'
import { deviceMarkOf } from '../cookies.ts'
import { absoluteMs } from '../rules/session-life.ts'
import { deleteDevice, findDevice, type ListedDeviceRow, listSharedDevices, registerDevice as saveDevice } from '../store/devices.ts'
import { lockSessionsOnDevice } from '../store/sessions.ts'
import { cursorOf, pageFrom } from './pages.ts'
import { grantPath } from './role-grants.ts'
import { signedInPerson } from './who-am-i.ts'

type Units = Map<string, { name: string; ancestorIds: string[] }>
const describe = ({ unitId, ...row }: ListedDeviceRow, units: Units): Device => ({
  ...row,
  unit: unitId === null ? null : { id: unitId, name: units.get(unitId)?.name ?? '–' },
})
const pathIn = (units: Units, unitId: string | null): string[] => (unitId === null ? [] : (units.get(unitId)?.ancestorIds ?? []))

export async function listDevices(ctx: Context, query: { after?: string | undefined; limit: number }) {
  ctx.require('devices.read', { unitPath: ctx.reach('devices.read').unitIds })
  return ctx.read(async (tx) => {
    const page = pageFrom(await listSharedDevices(tx, tx.organisationId, cursorOf(query.after), query.limit + 1), query.limit)
    const units = await unitsById(
      tx,
      page.items.flatMap(({ unitId }) => unitId ?? []),
    )
    const within = page.items.filter(({ unitId }) => ctx.may('devices.read', { unitPath: pathIn(units, unitId) }))
    return { items: within.map((row) => describe(row, units)), next: page.next }
  })
}

/** Makes the browser that asks a shared device. Whoever is signed in on it stays, behind its lock from now on. */
export async function registerDevice(ctx: Context, input: NewDevice, request: OpenRequest): Promise<Reply<Device>> {
  const { personId } = signedInPerson(ctx)
  const mark = deviceMarkOf(request)
  const body = await ctx.write(async (tx) => {
    const unitId = input.unitId ?? null
    ctx.require('devices.change', { unitPath: await grantPath(tx, unitId) })
    const settings = await readSettings(tx)
    const at = ctx.now()
    const on = dayIn(settings.timeZone, at)
    const id = await saveDevice(tx, {
      id: newId(),
      organisationId: tx.organisationId,
      tokenHash: mark.hash,
      name: input.name,
      unitId,
      by: personId,
      on,
      at: at.toISOString(),
    })
    await lockSessionsOnDevice(tx, id, settings.sharedLockSeconds, new Date(at.getTime() + absoluteMs(true)).toISOString())
    tx.audit({ action: 'device.registered', subject: { kind: 'device', id }, details: { unitId } })
    return describe(
      { id, name: input.name, unitId, isRegistered: true, lastUsedOn: on },
      unitId === null ? new Map() : await unitsById(tx, [unitId]),
    )
  })
  return { body, cookies: [mark.cookie] }
}

/** Forgets a device; whoever is signed in on it is signed out. */
export async function removeDevice(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await findDevice(tx, tx.organisationId, id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('devices.change', { unitPath: row.unitId === null ? [] : pathIn(await unitsById(tx, [row.unitId]), row.unitId) })
    await deleteDevice(tx, tx.organisationId, id)
    tx.audit({ action: 'device.removed', subject: { kind: 'device', id } })
  })
}
