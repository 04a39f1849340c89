// What happens to a person happens to their access in the same transaction: leaders gain and lose the role of their unit, leavers are out
// at once, a new address is the one to sign in with.
import { type PersonCard, personCard, type PersonChange, type PersonParticipant, readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { eraseMailsTo } from '#platform/mail/outbox/queue.ts'
import { queueAddressNotice } from '../letters.ts'
import { outranks } from '../rules/authority.ts'
import { emailKey } from '../rules/names.ts'
import { type AccountRow, deleteAccount, disableAccounts, enableAccounts, findAccountsOf, setContact } from '../store/accounts.ts'
import { dropCodesOf } from '../store/codes.ts'
import { deleteGrantsOf, insertGrants } from '../store/grants.ts'
import { forgetPerson, ownAccessRows } from '../store/own-access.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { isSystem, placedGrants } from './reach-person.ts'
import { keepOneAdministrator } from './role-grants.ts'

const secretColumns = [
  'accounts.password_hash',
  'accounts.pin_hash',
  'accounts.pin_length',
  'accounts.badge_hash',
  'sessions.token_hash',
  'devices.token_hash',
  'one_time_codes.code_hash',
  'api_tokens.token_hash',
]

export const accountsFollowPeople: PersonParticipant = {
  name: 'accounts',
  personalTables: {
    accounts: 'accounts.read',
    // Fingerprints of secrets are for the program alone.
    ...Object.fromEntries(secretColumns.map((column) => [column, ''])),
    role_grants: 'role-grants.read',
    devices: 'devices.read',
    device_accounts: 'accounts.read',
    sessions: 'accounts.read',
    one_time_codes: 'accounts.read',
    api_tokens: 'api-tokens.read',
  },
  async onChanges(tx, ctx, changes) {
    const idsOf = (...kinds: PersonChange['kind'][]) => changes.filter(({ kind }) => kinds.includes(kind)).map(({ personId }) => personId)
    await endAccess(tx, ctx, idsOf('left'))
    const returned = idsOf('returned')
    if (returned.length > 0) await enableAccounts(tx, tx.organisationId, returned)
    await followLeadership(tx, ctx, changes)
    await followContacts(tx, ctx, idsOf('changed', 'moved', 'returned'))
  },
  exportPerson: (tx, personId) => ownAccessRows(tx, personId),
  async erasePerson(tx, _ctx, personId) {
    await keepOneAdministrator(tx, [personId])
    await deleteGrantsOf(tx, tx.organisationId, [personId], null)
    await deleteAccount(tx, tx.organisationId, personId)
    await forgetPerson(tx, personId)
    await eraseMailsTo(tx, personId)
  },
}

/** Leavers: sessions, badge, codes and roles end. The account itself waits for erasure, closed; somebody who returns gets roles anew. */
async function endAccess(tx: WriteTx, ctx: Context, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await keepOneAdministrator(tx, personIds)
  const accounts = await findAccountsOf(tx, tx.organisationId, personIds)
  const accountIds = accounts.map(({ id }) => id)
  await disableAccounts(tx, tx.organisationId, personIds, ctx.now().toISOString())
  await endSessionsOf(tx, accountIds)
  await dropCodesOf(tx, accountIds)
  for (const row of await deleteGrantsOf(tx, tx.organisationId, personIds, null))
    tx.audit({ action: 'role.ended', subject: { kind: 'person', id: row.personId }, details: { role: row.role, unitId: row.unitId } })
  for (const { personId } of accounts) tx.audit({ action: 'account.closed', subject: { kind: 'person', id: personId } })
}

async function followLeadership(tx: WriteTx, ctx: Context, changes: readonly PersonChange[]): Promise<void> {
  const leads = (standing: PersonChange['after']): string | null => (standing?.leadsUnit ? standing.unitId : null)
  const changed = changes.filter(({ kind, before, after }) => kind !== 'left' && kind !== 'erased' && leads(before) !== leads(after))
  if (changed.length === 0) return
  const ended = await deleteGrantsOf(
    tx,
    tx.organisationId,
    changed.map(({ personId }) => personId),
    'leads-unit',
  )
  const begun = changed.flatMap(({ personId, after }) => {
    const unitId = leads(after)
    return unitId === null ? [] : [{ id: newId(), personId, role: 'team-leader', unitId, source: 'leads-unit' as const, grantedBy: null }]
  })
  await insertGrants(tx, tx.organisationId, begun, ctx.now().toISOString())
  for (const row of ended)
    tx.audit({ action: 'role.ended', subject: { kind: 'person', id: row.personId }, details: { role: row.role, unitId: row.unitId } })
  for (const row of begun)
    tx.audit({ action: 'role.follows', subject: { kind: 'person', id: row.personId }, details: { role: row.role, unitId: row.unitId } })
}

/** The address to sign in with, and the language, are those of the directory. */
async function followContacts(tx: WriteTx, ctx: Context, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const accounts = await findAccountsOf(tx, tx.organisationId, personIds)
  if (accounts.length === 0) return
  const cards = await personCard(
    tx,
    accounts.map(({ personId }) => personId),
  )
  const { defaultLanguage } = await readSettings(tx)
  const moved = accounts.filter((account) => account.email !== (cards.get(account.personId)?.email ?? null))
  const kept = await whoseAddressStays(tx, ctx, moved)
  for (const account of accounts) {
    const card = cards.get(account.personId)
    if (!card) continue
    const after = contactAfter(account, card, defaultLanguage, kept.has(account.id))
    if (after.email === account.email && after.language === account.language) continue
    await setContact(tx, account.id, after)
    if (after.email === account.email) continue
    if (account.passwordHash) await queueAddressNotice(tx, ctx, account)
    await dropCodesOf(tx, [account.id])
    tx.audit({ action: 'account.address-changed', subject: { kind: 'person', id: account.personId } })
  }
}

function contactAfter(account: AccountRow, card: PersonCard, defaultLanguage: string, isKept: boolean) {
  const email = isKept ? account.email : card.email
  return { email, emailKey: email === null ? null : emailKey(email), language: card.language ?? defaultLanguage }
}

/**
 * Whoever can change an address could have a new password sent to it. So the sign-in follows the directory only where the one who changed
 * it might hand this person a new way in; for anybody with more rights the old address stays, until somebody above changes it.
 */
async function whoseAddressStays(tx: WriteTx, ctx: Context, accounts: readonly AccountRow[]): Promise<Set<string>> {
  if (accounts.length === 0 || isSystem(ctx)) return new Set()
  const placed = await placedGrants(
    tx,
    accounts.map(({ personId }) => personId),
  )
  const staying = accounts.filter(({ personId }) => !outranks(ctx.actor.grants, placed.get(personId) ?? []))
  for (const { personId } of staying) tx.audit({ action: 'account.address-kept', subject: { kind: 'person', id: personId } })
  return new Set(staying.map(({ id }) => id))
}
