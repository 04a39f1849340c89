// What a shared device shows before anybody is signed in: its people of the last hours by short name, and who is behind the lock.
import { personCard, readSettings } from '#features/people/public.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import { sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import type { SharedDeviceView } from '../contract.ts'
import { deviceMarkOf, sessionTokenOf } from '../cookies.ts'
import { shortName } from '../rules/names.ts'
import { findSharedDevices } from '../store/devices.ts'
import { accountOfToken } from '../store/sessions.ts'

/** A shift and its hand-over. */
const listedMs = 12 * 3_600_000
export const sharedSince = ({ clock }: Platform): string => new Date(clock.now().getTime() - listedMs).toISOString()

export async function readSharedDevice(platform: Platform, request: OpenRequest): Promise<SharedDeviceView> {
  const none: SharedDeviceView = { sharedDevice: false, name: null, organisation: null, autoLockSeconds: null, people: [] }
  const mark = deviceMarkOf(request)
  if (mark.isNew) return none
  const token = sessionTokenOf(request)
  const [devices, lockedAccountId] = await Promise.all([
    findSharedDevices(platform.db, mark.hash, sharedSince(platform)),
    token === undefined ? undefined : accountOfToken(platform.db, sha256(token)),
  ])
  const view = { ...none }
  for (const device of devices) {
    const { cards, settings } = await platform.db.inOrganisation(device.organisationId, { readOnly: true }, async (tx) => {
      const [cards, settings] = await Promise.all([
        personCard(
          tx,
          device.people.map(({ personId }) => personId),
        ),
        readSettings(tx),
      ])
      return { cards, settings }
    })
    view.sharedDevice = true
    view.name ??= device.deviceName
    view.organisation ??= device.organisationName
    view.autoLockSeconds ??= settings.sharedLockSeconds
    view.people = view.people.concat(
      device.people.flatMap(({ accountId, personId, hasPin, pinLength }) => {
        const card = cards.get(personId)
        if (!card) return []
        const secret = hasPin ? ('pin' as const) : ('password' as const)
        return [{ accountId, name: shortName(card), secret, pinLength, isLockedHere: accountId === lockedAccountId }]
      }),
    )
  }
  return view
}
