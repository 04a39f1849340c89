// "I forgot my password", by mail. The answer is the same at once for every address; the letters are written afterwards, so that time
// tells nothing either. No link is made from what the request claims to be its host.
import { personCard, readSettings } from '#features/people/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { networkOf } from '#platform/http/rate-limits.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { queueReset } from '../letters.ts'
import { resetLimits } from '../rules/guessing.ts'
import { emailKey } from '../rules/names.ts'
import { findAccount, findByEmail } from '../store/accounts.ts'
import { deleteResetRequest, insertResetRequest, nextResetRequest } from '../store/resets.ts'
import { mayTry } from './guard.ts'
import { codeAddress, codeLifeMs, makeCodes, trustedOrigin } from './make-codes.ts'

export async function requestReset(platform: Platform, email: string, request: OpenRequest): Promise<void> {
  const key = emailKey(email)
  const accounts = await findByEmail(platform.db, key, null)
  const isPassed = await mayTry(platform, resetLimits(key, networkOf(request.ip)))
  const origin = trustedOrigin(platform.config, request)
  if (!isPassed || !platform.config.smtpUrl || origin === undefined) {
    if (origin === undefined) platform.log.warn('reset letters are not sent: set PUBLIC_URL, the address that people type')
    return
  }
  const accountIds = accounts.filter(({ disabledAt }) => disabledAt === null).map(({ id }) => id)
  await insertResetRequest(platform.db, {
    id: newId(platform.clock.now().getTime()),
    accountIds,
    origin,
    at: platform.clock.now().toISOString(),
  })
  // Not awaited: what happens from here on differs between known and unknown addresses. The job does what a killed process left.
  sendResets(platform, newId()).catch((err: unknown) => platform.log.error({ err }, 'reset letters wait for the next minute'))
}

/** Writes the letters of all waiting requests; each request is deleted when its letters lie in the outbox. */
export async function sendResets(platform: Platform, requestId: string): Promise<void> {
  for (;;) {
    const hasMore = await platform.db.control(async (tx) => {
      const request = await nextResetRequest(tx)
      if (!request) return false
      for (const accountId of request.accountIds) {
        const account = await findAccount(tx, accountId)
        if (account && account.disabledAt === null) await sendReset(platform, account.organisationId, accountId, request.origin, requestId)
      }
      await deleteResetRequest(tx, request.id)
      return true
    })
    if (!hasMore) return
  }
}

async function sendReset(platform: Platform, organisationId: string, accountId: string, origin: string, requestId: string): Promise<void> {
  const ctx = systemContext(platform, organisationId, requestId)
  await ctx.write(async (tx) => {
    const account = await findAccount(tx, accountId)
    if (!account?.email) return
    const [cards, settings] = await Promise.all([personCard(tx, [account.personId]), readSettings(tx)])
    const card = cards.get(account.personId)
    const [made] = await makeCodes(tx, ctx, 'reset', [account], codeLifeMs.mailedReset)
    if (!card || !made) return
    await queueReset(tx, ctx, { account, card, settings, link: codeAddress(origin, 'reset', made.code), until: made.expiresAt })
    tx.audit({ action: 'reset.mailed', subject: { kind: 'person', id: account.personId } })
  })
}
