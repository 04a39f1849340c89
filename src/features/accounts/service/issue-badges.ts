// A badge is a QR code that stands for its holder, together with a PIN. Issuing a new one kills the old one and every session it opened,
// in one transaction: on the phone of a team leader, in front of somebody who lost theirs.
import type { PersonCard } from '#features/people/public.ts'
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import { newSecret, sha256 } from '#platform/ids.ts'
import type { IssuedBadge } from '../contract.ts'
import { queueSecretNotice } from '../letters.ts'
import { badgeAddress } from '../secrets/codes.ts'
import { hashStartPin, newStartPin } from '../secrets/pins.ts'
import { lockAccount, setBadges, setStartPins } from '../store/accounts.ts'
import { dropCodesOf } from '../store/codes.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { originFor } from './make-codes.ts'
import { reachPerson } from './reach-person.ts'

const startPinMs = 14 * 86_400_000
export const startPinEnd = (ctx: Context): Date => new Date(ctx.now().getTime() + startPinMs)

/** New badge and start PIN for one person; the answer is the only place where they stand. */
export async function issueBadge(ctx: Context, personId: string, request: OpenRequest): Promise<IssuedBadge> {
  const origin = originFor(ctx.platform.config, request)
  return ctx.write(async (tx) => {
    const card = await reachPerson(tx, ctx, 'badges.issue', personId)
    const account = (await ensureAccounts(tx, ctx, [card])).get(personId)!
    await lockAccount(tx, account.id)
    const [badge] = await giveBadges(tx, ctx, [card], origin)
    const [pin] = await giveStartPins(tx, ctx, [card])
    await queueSecretNotice(tx, ctx, account, request)
    return { personId, name: card.displayName, address: badge!.address, startPin: pin!.pin }
  })
}

export async function giveBadges(
  tx: WriteTx,
  ctx: Context,
  cards: readonly PersonCard[],
  origin: string,
): Promise<{ card: PersonCard; address: string }[]> {
  const accounts = await ensureAccounts(tx, ctx, cards)
  const { timeZone } = await readSettings(tx)
  const made = cards.map((card) => ({ card, account: accounts.get(card.id)!, token: newSecret() }))
  await setBadges(
    tx,
    made.map(({ account, token }) => ({ id: account.id, badgeHash: sha256(token) })),
    dayIn(timeZone, ctx.now()),
  )
  await endSessionsOf(
    tx,
    made.map(({ account }) => account.id),
  )
  for (const { card } of made) tx.audit({ action: 'badge.issued', subject: { kind: 'person', id: card.id } })
  return made.map(({ card, token }) => ({ card, address: badgeAddress(origin, token) }))
}

export async function giveStartPins(tx: WriteTx, ctx: Context, cards: readonly PersonCard[]): Promise<{ card: PersonCard; pin: string }[]> {
  const accounts = await ensureAccounts(tx, ctx, cards)
  const made = cards.map((card) => ({ card, account: accounts.get(card.id)!, pin: newStartPin() }))
  await setStartPins(
    tx,
    made.map(({ account, pin }) => ({
      id: account.id,
      pinHash: hashStartPin(pin, account.id, ctx.platform.secrets.pepper),
      pinLength: pin.length,
    })),
    startPinEnd(ctx).toISOString(),
  )
  const ids = made.map(({ account }) => account.id)
  await endSessionsOf(tx, ids)
  await dropCodesOf(tx, ids)
  for (const { card } of made) tx.audit({ action: 'pin.issued', subject: { kind: 'person', id: card.id } })
  return made.map(({ card, pin }) => ({ card, pin }))
}
