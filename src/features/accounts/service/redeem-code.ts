// The other end of an invitation or a reset: look at the code, then choose a password or PIN with it, which signs in at once.
import { personCard, readSettings } from '#features/people/public.ts'
import { systemContext } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { networkOf } from '#platform/http/rate-limits.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import type { Platform } from '#platform/platform.ts'
import type { CodeCheck, CodeUse, SignIn } from '../contract.ts'
import { deviceMarkOf } from '../cookies.ts'
import { queueSecretNotice } from '../letters.ts'
import { readMantra } from '../mantra.ts'
import { codeNotValid } from '../problems.ts'
import { codeLimits } from '../rules/guessing.ts'
import { greetingName } from '../rules/names.ts'
import { codeHash } from '../secrets/codes.ts'
import { findAccount } from '../store/accounts.ts'
import { type CodePurpose, type CodeRow, dropCodesOf, findCode, spendCode } from '../store/codes.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { checkNewSecret, hashNewSecret, storeSecret } from './choose-secret.ts'
import { beginTry, type Try } from './guard.ts'
import { openSession } from './open-session.ts'

async function look(
  platform: Platform,
  code: string,
  purpose: CodePurpose | null,
  request: OpenRequest,
): Promise<{ row: CodeRow; attempt: Try }> {
  const attempt = await beginTry(platform, codeLimits(networkOf(request.ip)))
  const row = await findCode(platform.db, codeHash(code, platform.secrets.pepper), purpose, platform.clock.now().toISOString())
  if (!row) throw new Problem(codeNotValid)
  return { row, attempt }
}

/** Does not use the code up. */
export async function checkCode(platform: Platform, code: string, request: OpenRequest): Promise<CodeCheck> {
  const { row, attempt } = await look(platform, code, null, request)
  return platform.db.inOrganisation(row.organisationId, { readOnly: false }, async (tx) => {
    await attempt.wasRight(tx)
    const [account, cards, settings] = await Promise.all([findAccount(tx, row.accountId), personCard(tx, [row.personId]), readSettings(tx)])
    const card = cards.get(row.personId)
    if (!card || !account) throw new Problem(codeNotValid)
    return {
      purpose: row.purpose,
      givenName: greetingName(card),
      organisation: settings.name,
      mantra: await readMantra(tx, settings, account.language, platform.clock.now()),
      language: account.language,
      email: account.email,
      secret: account.email === null ? 'pin' : 'password',
    }
  })
}

export async function redeemCode(
  platform: Platform,
  purpose: CodePurpose,
  input: CodeUse,
  request: OpenRequest,
  requestId: string,
): Promise<Reply<SignIn>> {
  const { row, attempt } = await look(platform, input.code, purpose, request)
  const ctx = systemContext(platform, row.organisationId, requestId)
  const { account, words } = await ctx.read(async (tx) => {
    const [account, cards, settings] = await Promise.all([findAccount(tx, row.accountId), personCard(tx, [row.personId]), readSettings(tx)])
    return { account, words: [cards.get(row.personId)?.displayName ?? '', settings.name] }
  })
  if (!account) throw new Problem(codeNotValid)
  const kind = account.email === null ? 'pin' : 'password'
  checkNewSecret(kind, input.secret, [...words, account.email ?? ''], '/secret')
  const hash = await hashNewSecret(platform, kind, input.secret)
  const device = deviceMarkOf(request)
  const reply = await ctx.write(async (tx) => {
    if (!(await spendCode(tx, row.id, ctx.now().toISOString()))) throw new Problem(codeNotValid)
    await attempt.wasRight(tx)
    await storeSecret(tx, account.id, kind, hash, input.secret.length)
    await endSessionsOf(tx, [account.id])
    await dropCodesOf(tx, [account.id])
    const action = purpose === 'invitation' ? 'invitation.accepted' : 'reset.used'
    if (purpose === 'reset') await queueSecretNotice(tx, ctx, account, request)
    tx.audit({ action, subject: { kind: 'person', id: account.personId } })
    return openSession(
      tx,
      { platform, request, device, isSharedDevice: input.isSharedDevice },
      { accountId: account.id, isStillRight: () => true, isStart: false },
    )
  })
  if (!reply) throw new Problem(codeNotValid)
  return reply
}
