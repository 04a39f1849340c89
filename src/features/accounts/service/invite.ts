// Invitations: a letter to people with e-mail, or a card to hand over. The person chooses the password; nobody else ever knows it.
import { readSettings } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import { noMailServer } from '#platform/mail/outbox/problems.ts'
import { withdrawMails } from '#platform/mail/outbox/queue.ts'
import type { InvitationOutcome, Invitations, NewSheet } from '../contract.ts'
import { queueInvitation } from '../letters.ts'
import { hasNoEmail, nobodyToPrint } from '../problems.ts'
import { findAccountsOf } from '../store/accounts.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { codeAddress, makeCodes, originFor, typedAddress } from './make-codes.ts'
import { printSheet } from './print-sheet.ts'
import { headOf, onCard, peopleToPrint } from './print-sheets.ts'
import { reachPeople } from './reach-person.ts'

export async function invite(ctx: Context, personIds: readonly string[], request: OpenRequest): Promise<Invitations> {
  if (!ctx.platform.config.smtpUrl) throw new Problem(noMailServer, { detail: 'Print invitation cards instead, or set SMTP_URL.' })
  const origin = originFor(ctx.platform.config, request)
  return ctx.write(async (tx) => {
    const reached = await reachPeople(tx, ctx, 'invitations.send', personIds)
    const settings = await readSettings(tx)
    const known = new Map((await findAccountsOf(tx, tx.organisationId, personIds)).map((row) => [row.personId, row]))
    const outcomeOf = (id: string): InvitationOutcome => {
      const card = reached.get(id)
      if (!card) return 'not-allowed'
      if (card.status !== 'active') return 'left'
      if (card.email === null) return 'no-email'
      return known.get(id)?.passwordHash ? 'has-account' : 'sent'
    }
    const items = [...new Set(personIds)].map((personId) => ({ personId, outcome: outcomeOf(personId) }))
    const cards = items.flatMap(({ personId, outcome }) => (outcome === 'sent' ? reached.get(personId)! : []))
    const accounts = await ensureAccounts(tx, ctx, cards)
    const made = await makeCodes(tx, ctx, 'invitation', [...accounts.values()])
    for (const { account, code, expiresAt } of made) {
      const card = reached.get(account.personId)!
      await queueInvitation(tx, ctx, { account, card, settings, link: codeAddress(origin, 'invitation', code), until: expiresAt })
      tx.audit({ action: 'person.invited', subject: { kind: 'person', id: card.id }, details: { by: 'mail' } })
    }
    return { items }
  })
}

/** Cards with a one-time code for people with e-mail who have no password yet; others get a badge. */
export async function printInvitations(ctx: Context, input: NewSheet, request: OpenRequest): Promise<Uint8Array> {
  const origin = originFor(ctx.platform.config, request)
  const { head, settings, made, cards } = await ctx.write(async (tx) => {
    const found = await peopleToPrint(tx, ctx, 'invitations.send', input, (card, account) => card.email !== null && !account?.passwordHash)
    const withEmail = found.filter(({ email }) => email !== null)
    if (withEmail.length === 0) throw new Problem(input.personIds ? hasNoEmail : nobodyToPrint)
    const accounts = await ensureAccounts(tx, ctx, withEmail)
    const open = withEmail.filter(({ id }) => !accounts.get(id)?.passwordHash)
    if (open.length === 0) throw new Problem(nobodyToPrint)
    const made = await makeCodes(
      tx,
      ctx,
      'invitation',
      open.map(({ id }) => accounts.get(id)!),
    )
    for (const { id } of open) {
      void withdrawMails(ctx, tx, id, 'invitation', 'printed')
      tx.audit({ action: 'person.invited', subject: { kind: 'person', id }, details: { by: 'card' } })
    }
    const settings = await readSettings(tx)
    return { settings, head: await headOf(tx, ctx, settings), made, cards: new Map(open.map((card) => [card.id, card])) }
  })
  return printSheet(
    ctx,
    'invitation-cards',
    {
      organisation: head,
      cards: made.map(({ account, code, expiresAt }) => ({
        ...onCard(cards.get(account.personId)!),
        address: typedAddress(origin, 'invitation'),
        qr: codeAddress(origin, 'invitation', code),
        code,
        until: expiresAt,
      })),
    },
    settings,
  )
}
