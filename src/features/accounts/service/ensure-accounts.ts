// An account comes into being when somebody is given a way in, not with the person: most imports bring more people than sign-ins.
import { type PersonCard, readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { emailKey } from '../rules/names.ts'
import { type AccountRow, findAccountsOf, insertAccounts, setContact } from '../store/accounts.ts'

/** Accounts by person, with the address and language that the directory has now. */
export async function ensureAccounts(tx: Tx, ctx: Context, cards: readonly PersonCard[]): Promise<Map<string, AccountRow>> {
  const { defaultLanguage } = await readSettings(tx)
  const contact = (card: PersonCard) => ({
    email: card.email,
    emailKey: card.email === null ? null : emailKey(card.email),
    language: card.language ?? defaultLanguage,
  })
  const ids = cards.map(({ id }) => id)
  const known = new Map((await findAccountsOf(tx, tx.organisationId, ids)).map((row) => [row.personId, row]))
  const missing = cards.filter(({ id }) => !known.has(id))
  await insertAccounts(
    tx,
    tx.organisationId,
    missing.map((card) => ({ id: newId(), personId: card.id, ...contact(card) })),
    ctx.now().toISOString(),
  )
  for (const card of cards) {
    const row = known.get(card.id)
    const now = contact(card)
    if (row && (row.email !== now.email || row.language !== now.language)) await setContact(tx, row.id, now)
  }
  return new Map((await findAccountsOf(tx, tx.organisationId, ids)).map((row) => [row.personId, row]))
}
