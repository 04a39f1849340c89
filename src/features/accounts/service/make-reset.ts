// A reset that somebody hands over: a one-time code, on the screen or as a card, always on record. The old secret keeps working until the
// code is used, so that a card that went astray locks nobody out; the use ends all sessions.
import { personCard, readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import type { OpenRequest } from '#platform/http/route.ts'
import type { ResetCode } from '../contract.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { codeAddress, type MadeCode, makeCodes, originFor, typedAddress } from './make-codes.ts'
import { printSheet } from './print-sheet.ts'
import { headOf, onCard } from './print-sheets.ts'
import { reachPerson } from './reach-person.ts'

async function make(tx: WriteTx, ctx: Context, personId: string) {
  const card = await reachPerson(tx, ctx, 'resets.make', personId)
  const accounts = await ensureAccounts(tx, ctx, [card])
  const [made] = (await makeCodes(tx, ctx, 'reset', [accounts.get(personId)!])) as [MadeCode]
  tx.audit({ action: 'reset.made', subject: { kind: 'person', id: personId } })
  return { card, made }
}

export async function makeResetCode(ctx: Context, personId: string, request: OpenRequest): Promise<ResetCode> {
  const { made } = await ctx.write((tx) => make(tx, ctx, personId))
  const address = codeAddress(originFor(ctx.platform.config, request), 'reset', made.code)
  return { personId, code: made.code, address, expiresAt: made.expiresAt.toISOString() }
}

export async function printReset(ctx: Context, personId: string, request: OpenRequest): Promise<Uint8Array> {
  const { card, made, head, settings, issuer } = await ctx.write(async (tx) => {
    const done = await make(tx, ctx, personId)
    const settings = await readSettings(tx)
    const by = ctx.actor.personId
    const issuer = by === null ? undefined : (await personCard(tx, [by])).get(by)?.displayName
    return { ...done, settings, head: await headOf(tx, ctx, settings), issuer }
  })
  const origin = originFor(ctx.platform.config, request)
  return printSheet(
    ctx,
    'reset-cards',
    {
      organisation: head,
      cards: [
        {
          ...onCard(card),
          address: typedAddress(origin, 'reset'),
          qr: codeAddress(origin, 'reset', made.code),
          code: made.code,
          until: made.expiresAt,
          ...(issuer ? { issuedBy: issuer } : {}),
        },
      ],
    },
    settings,
  )
}
