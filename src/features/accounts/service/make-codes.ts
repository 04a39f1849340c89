import type { Config } from '#platform/config.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
// One-time codes: the same twelve characters in a letter's link, on a card, or read out.
import type { OpenRequest } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { codeHash, newTypedCode } from '../secrets/codes.ts'
import type { AccountRow } from '../store/accounts.ts'
import { type CodePurpose, insertCodes } from '../store/codes.ts'

const dayMs = 86_400_000
/** A letter that was asked for on the spot is read soon; a card goes through a shift plan. */
export const codeLifeMs = { invitation: 14 * dayMs, reset: 3 * dayMs, mailedReset: 2 * 3_600_000 }

export interface MadeCode {
  account: AccountRow
  code: string
  expiresAt: Date
}

/** Replaces unused codes of the same purpose. The codes themselves stand nowhere but in the answer. */
export async function makeCodes(
  tx: WriteTx,
  ctx: Context,
  purpose: CodePurpose,
  accounts: readonly AccountRow[],
  lifeMs: number = codeLifeMs[purpose],
): Promise<MadeCode[]> {
  const expiresAt = new Date(ctx.now().getTime() + lifeMs)
  const made = accounts.map((account) => ({ account, code: newTypedCode(), expiresAt }))
  await insertCodes(
    tx,
    tx.organisationId,
    purpose,
    made.map(({ account, code }) => ({ id: newId(), accountId: account.id, codeHash: codeHash(code, ctx.platform.secrets.pepper) })),
    { by: ctx.actor.personId, at: ctx.now().toISOString(), expiresAt: expiresAt.toISOString() },
  )
  return made
}

/** Behind the #, so that it never reaches a log; the page exchanges it at once. */
export const codeAddress = (origin: string, purpose: CodePurpose, code: string): string => `${origin}/${purpose}#${code}`
export const typedAddress = (origin: string, purpose: CodePurpose): string => `${origin.replace(/^https?:\/\//, '')}/${purpose}`

/** The address for links that a signed-in person has asked for: their browser says truly where it is. */
export const originFor = (config: Config, request: OpenRequest): string => config.publicUrl ?? request.origin

/**
 * The address for links that anybody can have sent: never the Host header of the request, which a stranger could point at a server of
 * their own. Undefined: it is not known, and no such letters go out.
 */
export function trustedOrigin(config: Config, request: OpenRequest): string | undefined {
  if (config.publicUrl) return config.publicUrl
  return request.isSecure ? undefined : request.origin
}
