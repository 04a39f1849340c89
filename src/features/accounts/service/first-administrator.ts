import { personCard } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { hasNoEmail } from '../problems.ts'
import { setPassword } from '../store/accounts.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { give } from './role-grants.ts'

/** Inside the transaction that creates the organisation. Returns the account's id. */
export async function createFirstAdministrator(
  tx: WriteTx,
  ctx: Context,
  { personId, passwordHash }: { personId: string; passwordHash: string },
): Promise<string> {
  const card = (await personCard(tx, [personId])).get(personId)!
  if (card.email === null) throw new Problem(hasNoEmail)
  const account = (await ensureAccounts(tx, ctx, [card])).get(personId)!
  await setPassword(tx, account.id, passwordHash)
  await give(tx, ctx, { personId, role: 'administrator', unitId: null })
  return account.id
}
