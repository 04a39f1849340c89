// The way in of one person, as those see it who look after it: what there is, never a secret and never when it was used.
import { personCard, unitsById } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Account, AccountState } from '../contract.ts'
import { mayGrant, outranks } from '../rules/authority.ts'
import { type AccountRow, findAccountsOf } from '../store/accounts.ts'
import { openCodesOf } from '../store/codes.ts'
import { grantsOf } from '../store/grants.ts'
import { listSessions } from '../store/sessions.ts'
import { idleSince } from './end-sessions.ts'
import { resourceOf } from './reach-person.ts'

export async function readAccount(ctx: Context, personId: string): Promise<Account> {
  return ctx.read(async (tx) => {
    const [cards, accounts, grants] = await Promise.all([
      personCard(tx, [personId]),
      findAccountsOf(tx, tx.organisationId, [personId]),
      grantsOf(tx, tx.organisationId, [personId]),
    ])
    const card = cards.get(personId)
    if (!card) throw new Problem(problems.notFound)
    const resource = resourceOf(card)
    ctx.require('accounts.read', resource)
    const account = accounts[0]
    const now = ctx.now()
    const [codes, sessions, units] = await Promise.all([
      account ? openCodesOf(tx, account.id, now.toISOString()) : [],
      account ? listSessions(tx, account.id, now.toISOString(), idleSince(now)) : [],
      unitsById(
        tx,
        grants.flatMap(({ unitId }) => unitId ?? []),
      ),
    ])
    const invitedUntil = codes.find(({ purpose }) => purpose === 'invitation')?.expiresAt ?? null
    const placed = grants.map(({ role, unitId }) => ({ role, path: unitId === null ? [] : (units.get(unitId)?.ancestorIds ?? []) }))
    const isBelow = card.status === 'active' && outranks(ctx.actor.grants, placed)
    return {
      personId,
      state: stateOf(account, invitedUntil !== null),
      hasEmail: card.email !== null,
      hasPassword: Boolean(account?.passwordHash),
      hasPin: Boolean(account?.pinHash),
      badgeIssuedOn: account?.badgeIssuedOn ?? null,
      mustChangeSecret: (account?.startPinUntil ?? null) !== null,
      invitedUntil,
      sessions: sessions.length,
      roles: grants.map(({ id, role, unitId, source }) => ({
        id,
        role,
        unit: unitId === null ? null : { id: unitId, name: units.get(unitId)?.name ?? '–' },
        followsUnit: source === 'leads-unit',
      })),
      may: {
        invite: isBelow && card.email !== null && !account?.passwordHash && ctx.may('invitations.send', resource),
        badge: isBelow && ctx.may('badges.issue', resource),
        reset: isBelow && ctx.may('resets.make', resource),
        endSessions: isBelow && ctx.may('sessions.end', resource),
        grant: card.status === 'active' && ctx.may('role-grants.change', resource) && mayGrant(ctx.actor.grants, card.ancestorIds ?? []),
      },
    }
  })
}

function stateOf(account: AccountRow | undefined, isInvited: boolean): AccountState {
  if (!account) return 'none'
  if (account.disabledAt !== null) return 'ended'
  if (account.passwordHash || (account.pinHash && account.badgeHash)) return 'ready'
  return isInvited ? 'invited' : 'none'
}
