// Who may be sent what they did not ask for, and the switch that stops it all, by hand or through the link at the foot of a letter.
import type { Tx } from '#platform/db/database.ts'
import { type Context, systemContext, type WriteTx } from '#platform/http/context.ts'
import { hmacSha256, isUuid, sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { maySendTo } from '../rules/may-send.ts'
import * as store from '../store/messages.ts'
import { readSettings } from '../store/organisations.ts'

/** What the outbox asks in the moment of sending. Nothing unasked leaves a demonstration: its addresses are made up. */
export async function sendingHours(tx: Tx, personId: string, at: Date): Promise<Date | null> {
  const [[person], { isDemo }] = await Promise.all([store.toTell(tx, [personId], at), readSettings(tx)])
  return person && !isDemo ? maySendTo(person, at) : null
}

/** The switch. What waits in the outbox is looked at again before it goes, so nothing has to be taken back. Not in the log: nobody else is told. */
export const switchMessages = async (tx: WriteTx, personId: string, isOff: boolean): Promise<void> =>
  void (await store.setSwitch(tx, personId, isOff))

const secretBytes = 16
const stopPath = (token: string): string => `/stop/${token}`
/** The organisation stands in front of the secret, so that no global table is needed. It opens nothing but the switch of one person. */
function tokenOf(pepper: string, organisationId: string, { personId, stopNumber }: store.StopRow): string {
  const secret = Buffer.from(hmacSha256(pepper, `stop-messages ${organisationId} ${personId} ${stopNumber}`), 'hex').subarray(
    0,
    secretBytes,
  )
  return Buffer.concat([Buffer.from(organisationId.replaceAll('-', ''), 'hex'), secret]).toString('base64url')
}
function organisationOf(token: string): string | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined
  const hex = Buffer.from(token, 'base64url').toString('hex').slice(0, 32)
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return isUuid(id) ? id : undefined
}

/** For the foot of letters: each person's page that stops all messages without a sign-in. Nobody without the address of the pages (PUBLIC_URL). */
export async function stopLinks(ctx: Context, tx: WriteTx, personIds: readonly string[]): Promise<Map<string, string>> {
  const { config, secrets } = ctx.platform
  if (!config.publicUrl || personIds.length === 0) return new Map()
  const known = new Map((await store.stopNumbers(tx, personIds)).map((row) => [row.personId, row]))
  const links = new Map<string, string>()
  const fresh: { personId: string; stopHash: string }[] = []
  for (const personId of personIds) {
    const row = known.get(personId)
    const token = tokenOf(secrets.pepper, tx.organisationId, { personId, stopNumber: row?.stopNumber ?? 1 })
    const stopHash = sha256(token)
    if (row?.stopHash !== stopHash) fresh.push({ personId, stopHash })
    links.set(personId, config.publicUrl + stopPath(token))
  }
  if (fresh.length > 0) await store.keepStopHashes(tx, fresh)
  return links
}
/** The links of all letters so far are dead: the mailbox is another's now. */
export const endStopLinks = (tx: WriteTx, personIds: readonly string[]): Promise<unknown> => store.endStopHashes(tx, personIds)

export interface StopPage {
  path: string
  organisation: string
  language: string
  isOff: boolean
}
/** `wanted`: what the page was told; null only looks, because mail programs open links by themselves. Undefined for a link that is nobody's, or dead. */
export async function throughStopLink(
  platform: Platform,
  requestId: string,
  token: string,
  wanted: 'stop' | 'allow' | null,
): Promise<StopPage | undefined> {
  const organisationId = organisationOf(token)
  if (organisationId === undefined) return undefined
  const ctx = systemContext(platform, organisationId, requestId)
  const find = (tx: Tx) => store.findStopDoor(tx, sha256(token))
  const door =
    wanted === null
      ? await ctx.read(find)
      : await ctx.write(async (tx) => {
          const row = await find(tx)
          if (!row || row.isOff === (wanted === 'stop')) return row
          await switchMessages(tx, row.personId, wanted === 'stop')
          return { ...row, isOff: wanted === 'stop' }
        })
  return door && { path: stopPath(token), organisation: door.organisation, language: door.language, isOff: door.isOff }
}
