// Sheets for people without e-mail: badges to cut out, and PIN slips to hand over apart from them. For a unit, only those who need one
// yet; for people by name, whoever is named. What is printed stands nowhere else, so printing again makes new ones.
import { type PersonCard, peopleBelow, personCard, readSettings, type SettingsRow, unitPathOf } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { NewBadgeSheet, NewSheet } from '../contract.ts'
import { readMantra } from '../mantra.ts'
import { nobodyToPrint } from '../problems.ts'
import { isStartPin } from '../secrets/pins.ts'
import { type AccountRow, findAccountsOf } from '../store/accounts.ts'
import { giveBadges, giveStartPins, startPinEnd } from './issue-badges.ts'
import { printLanguage, printSheet } from './print-sheet.ts'
import { reachPeople } from './reach-person.ts'

const mostOnSheets = 1000

type Needs = (card: PersonCard, account: AccountRow | undefined) => boolean
const needsBadge: Needs = (card, account) => card.email === null && (account?.badgeHash ?? null) === null
const needsPin: Needs = (card, account) => card.email === null && (!account?.pinHash || isStartPin(account.pinHash))

/** Who is printed for, in the directory's order; refuses when that is nobody. */
export async function peopleToPrint(tx: WriteTx, ctx: Context, operation: string, input: NewSheet, needs: Needs): Promise<PersonCard[]> {
  let ids = input.personIds ?? []
  if (input.unitId) {
    const path = await unitPathOf(tx, input.unitId)
    if (path.length === 0) throw new Problem(problems.notFound)
    ctx.require(operation, { unitPath: path })
    const below = await peopleBelow(tx, input.unitId, 20_000)
    const [cards, accounts] = await Promise.all([personCard(tx, below), findAccountsOf(tx, tx.organisationId, below)])
    const byPerson = new Map(accounts.map((row) => [row.personId, row]))
    ids = below.filter((id) => needs(cards.get(id)!, byPerson.get(id))).slice(0, mostOnSheets)
    if (ids.length === 0) throw new Problem(nobodyToPrint)
  }
  const reached = await reachPeople(tx, ctx, operation, ids)
  const cards = [...new Set(ids)].flatMap((id) => reached.get(id) ?? []).filter(({ status }) => status === 'active')
  if (cards.length === 0) throw new Problem(nobodyToPrint)
  return cards
}

export const onCard = (card: PersonCard) => ({
  name: card.displayName,
  ...(card.unitName ? { unit: card.unitName } : {}),
  ...(card.siteName ? { site: card.siteName } : {}),
  language: printLanguage(card.language),
})

export async function headOf(tx: WriteTx, ctx: Context, settings: SettingsRow): Promise<{ name: string; mantra: string }> {
  return { name: settings.name, mantra: (await readMantra(tx, settings, settings.defaultLanguage, ctx.now())) ?? '' }
}

export async function printBadges(ctx: Context, input: NewBadgeSheet, origin: string): Promise<Uint8Array> {
  const { head, settings, made } = await ctx.write(async (tx) => {
    const cards = await peopleToPrint(tx, ctx, 'badges.issue', input, needsBadge)
    const settings = await readSettings(tx)
    return { settings, head: await headOf(tx, ctx, settings), made: await giveBadges(tx, ctx, cards, origin) }
  })
  const badges = made.map(({ card, address }) => ({ ...onCard(card), qr: address }))
  return printSheet(ctx, 'badge-sheet', { organisation: head, ground: input.ground, badges }, settings)
}

export async function printPins(ctx: Context, input: NewSheet): Promise<Uint8Array> {
  const { head, settings, made } = await ctx.write(async (tx) => {
    const cards = await peopleToPrint(tx, ctx, 'badges.issue', input, needsPin)
    const settings = await readSettings(tx)
    return { settings, head: await headOf(tx, ctx, settings), made: await giveStartPins(tx, ctx, cards) }
  })
  const slips = made.map(({ card, pin }) => ({ ...onCard(card), pin, until: startPinEnd(ctx) }))
  return printSheet(ctx, 'pin-slips', { organisation: head, slips }, settings)
}
