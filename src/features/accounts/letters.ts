// The letters of accounts, written into the transaction that gives rise to them. Links lie encrypted in the outbox until they are sent.
import { type PersonCard, personCard, readSettings, type SettingsRow } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import { queueMail, withdrawMails } from '#platform/mail/outbox/queue.ts'
import { isMailLanguage, type MailLanguage } from '#platform/mail/render.ts'
import { readMantra } from './mantra.ts'
import { deviceLabel } from './rules/device-label.ts'
import { trustedOrigin } from './service/make-codes.ts'
import type { AccountRow } from './store/accounts.ts'

/** The page with one's own sessions. */
const sessionsPage = '/sessions'

export interface LetterTo {
  account: AccountRow
  card: PersonCard
  settings: SettingsRow
}
export interface CodeLetter extends LetterTo {
  link: string
  until: Date
}

const spoken = (language: string): MailLanguage => (isMailLanguage(language) ? language : 'en')
async function always(tx: Tx, ctx: Context, { account, card, settings }: LetterTo) {
  const mantra = (await readMantra(tx, settings, account.language, ctx.now())) ?? ''
  return { organisation: { name: settings.name, mantra, timeZone: settings.timeZone }, name: card.displayName }
}

async function queueCode(tx: WriteTx, ctx: Context, kind: 'invitation' | 'reset', letter: CodeLetter): Promise<void> {
  const { account, card, link, until } = letter
  if (account.email === null) return
  await withdrawMails(ctx, tx, card.id, kind, 'replaced')
  const by = ctx.actor.personId
  const invitedBy = kind === 'invitation' && by !== null ? (await personCard(tx, [by])).get(by)?.displayName : undefined
  const data = { ...(await always(tx, ctx, letter)), link, until, ...(invitedBy ? { invitedBy } : {}) }
  queueMail(ctx, tx, { kind, personId: card.id, address: account.email, language: spoken(account.language), data, expiresAt: until })
}
export const queueInvitation = (tx: WriteTx, ctx: Context, letter: CodeLetter) => queueCode(tx, ctx, 'invitation', letter)
export const queueReset = (tx: WriteTx, ctx: Context, letter: CodeLetter) => queueCode(tx, ctx, 'reset', letter)

async function noticeTo(tx: Tx, ctx: Context, account: AccountRow) {
  if (account.email === null || !ctx.platform.config.smtpUrl) return undefined
  const [cards, settings] = await Promise.all([personCard(tx, [account.personId]), readSettings(tx)])
  const card = cards.get(account.personId)
  if (!card) return undefined
  const data = { ...(await always(tx, ctx, { account, card, settings })), at: ctx.now() }
  return { to: { personId: card.id, address: account.email, language: spoken(account.language) }, data }
}

const linkIn = (ctx: Context, request: OpenRequest): string | undefined => {
  const origin = trustedOrigin(ctx.platform.config, request)
  return origin === undefined ? undefined : `${origin}${sessionsPage}`
}

/** "Your password or PIN was changed", by whomever. Nothing goes to people without e-mail, or who had neither so far. */
export async function queueSecretNotice(tx: WriteTx, ctx: Context, account: AccountRow, request: OpenRequest): Promise<void> {
  if (!account.passwordHash && !account.pinHash) return
  const notice = await noticeTo(tx, ctx, account)
  const link = linkIn(ctx, request)
  if (notice) queueMail(ctx, tx, { kind: 'secret-changed', ...notice.to, data: { ...notice.data, ...(link ? { link } : {}) } })
}

/** "A new sign-in, on a device that we had not seen before." */
export async function queueSignInNotice(tx: WriteTx, ctx: Context, account: AccountRow, request: OpenRequest): Promise<void> {
  const link = linkIn(ctx, request)
  const notice = link && (await noticeTo(tx, ctx, account))
  if (notice)
    queueMail(ctx, tx, { kind: 'sign-in-notice', ...notice.to, data: { ...notice.data, link, device: deviceLabel(request.userAgent) } })
}

/** To the old address: "From now on you sign in with another one." */
export async function queueAddressNotice(tx: WriteTx, ctx: Context, before: AccountRow): Promise<void> {
  const notice = await noticeTo(tx, ctx, before)
  if (notice) queueMail(ctx, tx, { kind: 'address-changed', ...notice.to, data: notice.data })
}
