// The first step of a badge: who holds it, so that the page can greet. Only the given name; the badge itself says more.
import { personCard, readSettings } from '#features/people/public.ts'
import { Problem } from '#platform/http/problem.ts'
import { networkOf } from '#platform/http/rate-limits.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import type { Platform } from '#platform/platform.ts'
import type { BadgeCheck } from '../contract.ts'
import { deviceMarkOf } from '../cookies.ts'
import { readMantra } from '../mantra.ts'
import { badgeNotValid } from '../problems.ts'
import { codeLimits } from '../rules/guessing.ts'
import { greetingName } from '../rules/names.ts'
import { badgeHashOf } from '../secrets/codes.ts'
import { findByBadge } from '../store/accounts.ts'
import { beginTry } from './guard.ts'

export async function checkBadge(platform: Platform, badge: string, request: OpenRequest): Promise<Reply<BadgeCheck>> {
  const device = deviceMarkOf(request)
  const attempt = await beginTry(platform, codeLimits(networkOf(request.ip)), device.header)
  const account = await findByBadge(platform.db, badgeHashOf(badge), device.hash)
  if (!account) throw new Problem(badgeNotValid, { headers: device.header })
  const body = await platform.db.inOrganisation(account.organisationId, { readOnly: false }, async (tx) => {
    await attempt.wasRight(tx)
    const [cards, settings] = await Promise.all([personCard(tx, [account.personId]), readSettings(tx)])
    const card = cards.get(account.personId)
    if (!card) throw new Problem(badgeNotValid, { headers: device.header })
    return {
      givenName: greetingName(card),
      organisation: settings.name,
      mantra: await readMantra(tx, settings, account.language, platform.clock.now()),
      language: account.language,
      pinLength: account.pinLength ?? 4,
      sharedDevice: account.isSharedDevice,
      autoLockSeconds: settings.sharedLockSeconds,
    }
  })
  return { body, cookies: [device.cookie] }
}
