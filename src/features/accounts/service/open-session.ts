// What follows a right secret: the browser is noted, an older session of it ends, a new one begins. One transaction.
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import { newId, newSecret, sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import type { SignIn } from '../contract.ts'
import { type DeviceMark, sessionCookie, sessionTokenOf } from '../cookies.ts'
import { deviceLabel } from '../rules/device-label.ts'
import { absoluteMs } from '../rules/session-life.ts'
import { type AccountRow, lockAccount } from '../store/accounts.ts'
import { noteDevice, noteDeviceAccount } from '../store/devices.ts'
import { grantsOf } from '../store/grants.ts'
import { endSessionByToken, insertSession } from '../store/sessions.ts'
import { grantsFrom } from './authenticate.ts'
import { describe } from './who-am-i.ts'

export interface Opening {
  platform: Platform
  request: OpenRequest
  device: DeviceMark
  /** Undefined: as the browser was used so far. */
  isSharedDevice: boolean | undefined
}

export interface Entrance {
  accountId: string
  /** The way in as it was when the secret was looked at; anything else since then (a new badge, a leaver) and nobody comes in. */
  isStillRight: (account: AccountRow) => boolean
  /** By a start PIN. */
  isStart: boolean
}

/** Within a transaction that the caller has opened. Undefined where the account is not any more what it was. */
export async function openSession(tx: Tx, opening: Opening, entrance: Entrance): Promise<Reply<SignIn> | undefined> {
  const { platform, request, device } = opening
  const now = platform.clock.now()
  const at = now.toISOString()
  const [account, settings] = await Promise.all([lockAccount(tx, entrance.accountId), readSettings(tx)])
  if (!account || account.disabledAt !== null || !entrance.isStillRight(account)) return undefined
  const on = dayIn(settings.timeZone, now)
  const known = await noteDevice(tx, {
    id: newId(),
    organisationId: tx.organisationId,
    tokenHash: device.hash,
    isShared: opening.isSharedDevice,
    on,
    at,
  })
  const token = newSecret()
  const lifeMs = absoluteMs(known.isShared)
  const former = sessionTokenOf(request)
  if (former) void endSessionByToken(tx, sha256(former))
  void noteDeviceAccount(tx, known.id, account.id, at)
  void insertSession(tx, {
    id: newId(),
    tokenHash: sha256(token),
    organisationId: tx.organisationId,
    accountId: account.id,
    deviceId: known.id,
    deviceLabel: deviceLabel(request.userAgent),
    lockSeconds: known.isShared ? settings.sharedLockSeconds : null,
    isStart: entrance.isStart,
    at,
    expiresAt: new Date(now.getTime() + lifeMs).toISOString(),
  })
  const rows = await grantsOf(tx, tx.organisationId, [account.personId])
  const grants = grantsFrom(
    rows.map(({ role, unitId }) => [role, unitId] as const),
    entrance.isStart,
  )
  const session = await describe(tx, platform.policy, { personId: account.personId, account, grants, isSharedDevice: known.isShared }, now)
  return {
    body: { outcome: 'signed-in', session },
    cookies: [sessionCookie(request.isSecure, token, known.isShared ? undefined : lifeMs / 1000), device.cookie],
  }
}
