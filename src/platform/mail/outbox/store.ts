import type { Tx } from '../../db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '../../db/sql.ts'

export type MailState = 'queued' | 'sending' | 'sent' | 'failed' | 'printed' | 'expired'

export interface NewMail {
  id: string
  kind: string
  personId: string | null
  recipient: string
  language: string
  data: Record<string, unknown>
  secrets: Buffer | null
  expiresAt: Date | null
}
export const insertMails = (tx: Tx, mails: readonly NewMail[], at: Date) =>
  Promise.all(
    inChunks(mails, 12).map((part) =>
      tx.run(sql`insert into mails (organisation_id, id, kind, person_id, recipient, language, data, secrets, state, next_try_at, created_at, expires_at)
        values ${valuesList(
          part.map(({ id, kind, personId, recipient, language, data, secrets, expiresAt }) => [
            tx.organisationId,
            id,
            kind,
            personId,
            recipient,
            language,
            JSON.stringify(data),
            secrets,
            'queued',
            at.toISOString(),
            at.toISOString(),
            expiresAt?.toISOString() ?? null,
          ]),
        )}`),
    ),
  )

/** A letter that waits to be sent, or whose sender died. */
export const oldestDue = (organisationId: string, at: Date): RawBuilder<unknown> =>
  sql`select next_try_at from mails where organisation_id = ${organisationId} and state in ('queued', 'sending') and next_try_at <= ${at.toISOString()}
    and (expires_at is null or expires_at > ${at.toISOString()}) order by next_try_at limit 1`

export interface ClaimedMail extends Omit<NewMail, 'expiresAt'> {
  attempts: number
  createdAt: string
}
/** Takes one letter for as long as `until`; after that another worker may. Another's locked row is passed over. */
export const claimMail = async (tx: Tx, at: Date, until: Date): Promise<ClaimedMail | undefined> =>
  (
    await tx.run(sql<ClaimedMail>`update mails set state = 'sending', attempts = attempts + 1, next_try_at = ${until.toISOString()}
      where organisation_id = ${tx.organisationId} and id = (
        select id from mails where organisation_id = ${tx.organisationId} and state in ('queued', 'sending') and next_try_at <= ${at.toISOString()}
          and (expires_at is null or expires_at > ${at.toISOString()}) order by next_try_at limit 1 for update skip locked)
      returning id, kind, person_id, recipient, language, data, secrets, attempts, created_at`)
  )[0]

export const settleMail = (tx: Tx, id: string, state: 'sent' | 'failed', fault: string | null, at: Date) =>
  tx.run(sql`update mails set state = ${state}, secrets = case when ${state} = 'sent' then null else secrets end, last_fault = ${fault}, settled_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'sending'`)

export const postponeMail = (tx: Tx, id: string, fault: string, nextTryAt: Date) =>
  tx.run(sql`update mails set state = 'queued', last_fault = ${fault}, next_try_at = ${nextTryAt.toISOString()}
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'sending'`)

/** Not now: the claim counts as none. */
export const setMailAside = (tx: Tx, id: string, nextTryAt: Date) =>
  tx.run(sql`update mails set state = 'queued', attempts = attempts - 1, next_try_at = ${nextTryAt.toISOString()}
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'sending'`)
/** Not at all: whoever it is for wants none. */
export const dropMail = (tx: Tx, id: string, at: Date) =>
  tx.run(sql`update mails set state = 'expired', secrets = null, settled_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and id = ${id} and state = 'sending'`)

/** Whatever of a person's letters of a kind has not gone out: printed instead, or out of date because a new one was made. */
export const withdrawMails = (tx: Tx, personId: string, kind: string, state: 'printed' | 'expired', at: Date) =>
  tx.run(sql`update mails set state = ${state}, secrets = null, settled_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and kind = ${kind} and state in ('queued', 'sending', 'failed')`)

export const deleteMailsTo = (tx: Tx, personId: string) =>
  tx.run(sql`delete from mails where organisation_id = ${tx.organisationId} and person_id = ${personId}`)

// Not one that is being sent at this moment; its sender will settle it, or die.
const isOut = (at: Date) =>
  sql`expires_at <= ${at.toISOString()} and (state in ('queued', 'failed') or (state = 'sending' and next_try_at <= ${at.toISOString()}))`
export const oldestExpired = (organisationId: string, at: Date): RawBuilder<unknown> =>
  sql`select expires_at from mails where organisation_id = ${organisationId} and ${isOut(at)} order by expires_at limit 1`
export const expireMails = (tx: Tx, at: Date) =>
  tx.run(sql`update mails set state = 'expired', secrets = null, settled_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and ${isOut(at)}`)
export const deleteMailsBefore = (tx: Tx, before: Date) =>
  tx.run(sql`delete from mails where organisation_id = ${tx.organisationId} and created_at < ${before.toISOString()}`)

export const mailsOf = (tx: Tx, personId: string) =>
  tx.run(sql<Record<string, unknown>>`select id, kind, recipient, language, state, created_at, settled_at from mails
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by id`)

/** What an administrator may see: no data, no secrets. */
export interface MailRow {
  id: string
  kind: string
  recipient: string
  state: MailState
  attempts: number
  lastFault: string | null
  createdAt: string
  nextTryAt: string
  settledAt: string | null
}
const shown = sql`id, kind, recipient, state, attempts, last_fault, created_at, next_try_at, settled_at`

export const listMails = (tx: Tx, states: readonly string[], beforeId: string | null, limit: number) =>
  tx.run(sql<MailRow>`select ${shown} from mails where organisation_id = ${tx.organisationId} and state = any(${states})
    and (${beforeId}::uuid is null or id < ${beforeId}::uuid) order by id desc limit ${limit}`)
export const findMail = async (tx: Tx, id: string): Promise<MailRow | undefined> =>
  (await tx.run(sql<MailRow>`select ${shown} from mails where organisation_id = ${tx.organisationId} and id = ${id}`))[0]

/** False when it is settled, or on its way at this moment. */
export const requeueMail = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update mails set state = 'queued', attempts = 0, next_try_at = ${at.toISOString()}, settled_at = null
      where organisation_id = ${tx.organisationId} and id = ${id} and state in ('queued', 'failed') returning id`)
  ).length > 0
