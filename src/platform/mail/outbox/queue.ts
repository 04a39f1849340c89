import type { Tx } from '../../db/database.ts'
// Letters are written into the transaction that gives rise to them; a job sends them (send.ts).
import type { Context, WriteTx } from '../../http/context.ts'
import { newId } from '../../ids.ts'
import type { MailData, MailKind, MailLanguage } from '../letter.ts'
import { sealSecrets } from './secrets.ts'
import { deleteMailsTo, insertMails, mailsOf, type NewMail, withdrawMails as withdraw } from './store.ts'

export interface MailToQueue<K extends MailKind> {
  kind: K
  /** Null for somebody who is no person of the organisation yet. */
  personId: string | null
  address: string
  language: MailLanguage
  /** As for renderMail. Its `link` and `stop` are kept apart, encrypted, and only until the letter is settled. */
  data: MailData[K]
  /** When the link ends: no use to send it later. */
  expiresAt?: Date
}

/** Answers the id of the mail. */
export function queueMail<K extends MailKind>(ctx: Context, tx: WriteTx, mail: MailToQueue<K>): string {
  return queueMails(ctx, tx, [mail])[0]!
}
/** Many at once, in one statement. */
export function queueMails<K extends MailKind>(ctx: Context, tx: WriteTx, mails: readonly MailToQueue<K>[]): string[] {
  if (mails.length === 0) return []
  const at = ctx.now()
  const rows = mails.map((mail): NewMail => {
    const id = newId(at.getTime())
    const { link, stop, ...data } = mail.data as MailData[K] & { link?: string; stop?: string }
    const kept = { ...(link === undefined ? {} : { link }), ...(stop === undefined ? {} : { stop }) }
    const secrets = Object.keys(kept).length === 0 ? null : sealSecrets(ctx.platform.secrets.pepper, tx.organisationId, id, kept)
    const { kind, personId, address, language, expiresAt = null } = mail
    return { id, kind, personId, recipient: address, language, data, secrets, expiresAt }
  })
  void insertMails(tx, rows, at)
  tx.leavesWork()
  return rows.map(({ id }) => id)
}

/** The letters of that kind which have not gone out: handed over on paper, or replaced by a new one. Their links are wiped. */
export const withdrawMails = (
  ctx: Context,
  tx: WriteTx,
  personId: string,
  kind: MailKind,
  because: 'printed' | 'replaced',
): Promise<unknown> => withdraw(tx, personId, kind, because === 'printed' ? 'printed' : 'expired', ctx.now())

/** For the erasure of a person: no letter and no address remains. */
export const eraseMailsTo = (tx: WriteTx, personId: string): Promise<unknown> => deleteMailsTo(tx, personId)

/** For the person's own export: which letters there were, not what they say. */
export const mailsTo = (tx: Tx, personId: string): Promise<Record<string, unknown>[]> => mailsOf(tx, personId)
