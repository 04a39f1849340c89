import type { Platform } from '#platform/platform.ts'
import { sweepCodes } from '../store/codes.ts'
import { sweepDeviceAccounts, sweepDevices } from '../store/devices.ts'
import { sweepLimits } from '../store/limits.ts'
import { sweepSessions } from '../store/sessions.ts'
import { sweepTokens } from '../store/tokens.ts'
import { idleSince } from './end-sessions.ts'

const dayMs = 86_400_000

/** Deletes what has had its time: the retentions that the columns' comments promise. */
export async function sweepAccounts(platform: Platform): Promise<void> {
  const now = platform.clock.now()
  const ago = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString()
  await platform.db.control((tx) => sweepSessions(tx, now.toISOString(), idleSince(now)))
  await platform.db.control((tx) => sweepLimits(tx, ago(2)))
  await platform.db.control((tx) => sweepCodes(tx, ago(30)))
  await platform.db.control((tx) => sweepDeviceAccounts(tx, ago(180)))
  await platform.db.control((tx) => sweepDevices(tx, ago(180).slice(0, 10)))
  await platform.db.control((tx) => sweepTokens(tx, ago(730)))
}
