// Who is signed in and what they may do: the answer that every page begins with. One round trip.
import { personCard, readSettings } from '#features/people/public.ts'
import { type Grant, isThinkable, type Policy } from '#platform/access/policy.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Session } from '../contract.ts'
import { readMantra } from '../mantra.ts'
import { initialsOf } from '../rules/names.ts'
import { surfacesOf } from '../rules/surfaces.ts'
import { type AccountRow, findAccount } from '../store/accounts.ts'

export interface Present {
  personId: string
  /** Perhaps on its way: it is read together with the rest. */
  account: AccountRow | undefined | Promise<AccountRow | undefined>
  grants: readonly Grant[]
  isSharedDevice: boolean
}

/** API tokens have no person, no session and no secret of their own. */
export function signedInPerson(ctx: Context): { personId: string; accountId: string; sessionId: string } {
  if (ctx.actor.kind !== 'person' || ctx.actor.personId === null || !ctx.session)
    throw new Problem(problems.notAllowed, { detail: 'This is for people who are signed in, not for API tokens.' })
  return { personId: ctx.actor.personId, accountId: ctx.actor.accountId, sessionId: ctx.session.sessionId }
}

export async function readWhoAmI(ctx: Context): Promise<Session> {
  const { accountId, personId } = signedInPerson(ctx)
  const isSharedDevice = ctx.session?.isSharedDevice ?? false
  return ctx.read((tx) => {
    const present = { personId, account: findAccount(tx, accountId), grants: ctx.actor.grants, isSharedDevice }
    return describe(tx, ctx.platform.policy, present, ctx.now())
  })
}

export async function describe(tx: Tx, policy: Policy, present: Present, now: Date): Promise<Session> {
  const { personId, grants, isSharedDevice } = present
  const [account, settings, cards] = await Promise.all([present.account, readSettings(tx), personCard(tx, [personId])])
  const card = cards.get(personId)
  if (!card || !account) throw new Problem(problems.signInNeeded)
  const actor = { kind: 'person' as const, organisationId: tx.organisationId, accountId: account.id, personId, grants }
  return {
    person: { id: card.id, displayName: card.displayName, initials: initialsOf(card.displayName) },
    organisation: {
      id: settings.id,
      name: settings.name,
      languages: settings.languages,
      defaultLanguage: settings.defaultLanguage,
      mantra: await readMantra(tx, settings, account.language, now),
    },
    roles: [...new Set(grants.map(({ role }) => role))],
    operations: Object.keys(policy).filter((operation) => isThinkable(policy, actor, operation)),
    surfaces: surfacesOf(grants),
    language: account.language,
    sharedDevice: isSharedDevice,
    autoLockSeconds: isSharedDevice ? settings.sharedLockSeconds : null,
    // Whoever is signed in is at least an employee, but for a session begun with a start PIN.
    mustChangeSecret: grants.length === 0,
    secret: account.passwordHash ? 'password' : 'pin',
    hasPin: account.pinHash !== null,
  }
}
