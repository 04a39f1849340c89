// Changing one's own password or PIN: the present one first (never on trust of an open session alone), then all other sessions end.
import { personCard, readSettings } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import { queueSecretNotice } from '../letters.ts'
import { hasNoEmail, secretRefused } from '../problems.ts'
import { type AccountRow, findAccount, lockAccount } from '../store/accounts.ts'
import { endSessionsOf, proveSession, startSession } from '../store/sessions.ts'
import { checkNewSecret, hashNewSecret, type SecretKind, storeSecret } from './choose-secret.ts'
import { beginTry } from './guard.ts'
import { verifyOwnSecret } from './verify-own-secret.ts'
import { signedInPerson } from './who-am-i.ts'

/** A session stands for a known device: its wrong tries slow only itself. */
const ownTry = (ctx: Context) =>
  beginTry(ctx.platform, [{ key: `device ${ctx.actor.accountId} session ${ctx.session!.sessionId}`, kind: 'device' }])

export async function stepUp(ctx: Context, secret: string): Promise<void> {
  const { accountId, sessionId } = signedInPerson(ctx)
  const attempt = await ownTry(ctx)
  const account = await ctx.read((tx) => findAccount(tx, accountId))
  if (!(await verifyOwnSecret(ctx.platform, secret, account))) throw new Problem(secretRefused)
  await ctx.write(async (tx) => {
    await attempt.wasRight(tx)
    await proveSession(tx, sessionId, ctx.now().toISOString())
  })
}

export interface SecretChange {
  kind: SecretKind
  current?: string | undefined
  next: string
}
export async function changeSecret(ctx: Context, { kind, current, next }: SecretChange, request: OpenRequest): Promise<void> {
  const { accountId, sessionId, personId } = signedInPerson(ctx)
  const { account, words } = await ctx.read(async (tx) => {
    const [account, cards, settings] = await Promise.all([findAccount(tx, accountId), personCard(tx, [personId]), readSettings(tx)])
    return { account, words: [cards.get(personId)?.displayName ?? '', settings.name] }
  })
  if (!account) throw new Problem(problems.signInNeeded)
  if (kind === 'password' && account.email === null)
    throw new Problem(hasNoEmail, { detail: 'Without e-mail you sign in by badge and PIN.' })
  checkNewSecret(kind, next, [...words, account.email ?? ''], kind === 'pin' ? '/pin' : '/password')
  const attempt = await ownTry(ctx)
  // Who comes in with a start PIN has typed it a moment ago, and it is worth nothing any more.
  const isStart = kind === 'pin' && account.startPinUntil !== null && ctx.actor.grants.length === 0
  if (!isStart && !(await verifyOwnSecret(ctx.platform, current ?? '', account))) throw new Problem(secretRefused)
  if (isStart && (await verifyOwnSecret(ctx.platform, next, account)))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/pin', detail: 'choose another PIN than the start PIN' }] })
  const hash = await hashNewSecret(ctx.platform, kind, next)
  await ctx.write(async (tx) => {
    const now = await lockAccount(tx, accountId)
    if (!isSame(now, account)) throw new Problem(problems.conflict, { detail: 'It was changed elsewhere in the meantime.' })
    await attempt.wasRight(tx)
    await storeSecret(tx, accountId, kind, hash, next.length)
    await endSessionsOf(tx, [accountId], sessionId)
    await proveSession(tx, sessionId, ctx.now().toISOString())
    await startSession(tx, sessionId)
    tx.audit({ action: kind === 'pin' ? 'pin.changed' : 'password.changed', subject: { kind: 'person', id: personId } })
    if (account.email !== null && !isStart) await queueSecretNotice(tx, ctx, account, request)
  })
}

const isSame = (now: AccountRow | undefined, before: AccountRow): boolean =>
  now?.passwordHash === before.passwordHash && now.pinHash === before.pinHash && now.disabledAt === null
