import type { z } from 'zod'
import { sql } from '../../db/sql.ts'
import type { Context } from '../../http/context.ts'
import { decodeCursor, encodeCursor } from '../../http/fields.ts'
import { Problem, problems } from '../../http/problem.ts'
import { type AnyRoute, defineRoute } from '../../http/route.ts'
import { isUuid, newId } from '../../ids.ts'
import { MailError } from '../mailer.ts'
import { isMailLanguage, renderMail } from '../render.ts'
import { mail, mailPage, mailParams, mailsQuery, testMail, testMailSent } from './contract.ts'
import { mailIsSettled, mailNotSent, noMailServer } from './problems.ts'
import { mailerOf } from './send.ts'
import { findMail, listMails, type MailRow, type MailState, requeueMail } from './store.ts'

const open: MailState[] = ['queued', 'sending', 'failed']
const settled: MailState[] = ['sent', 'printed', 'expired']
const statesOf = { open, settled, all: [...open, ...settled] }

const toMail = (ctx: Context, { lastFault, state, nextTryAt, ...row }: MailRow): z.input<typeof mail> => {
  const hasMailServer = Boolean(ctx.platform.config.smtpUrl)
  return {
    ...row,
    state: state !== 'queued' ? state : hasMailServer ? 'waiting' : 'no-mail-server',
    fault: lastFault,
    nextTryAt: state === 'queued' && hasMailServer ? nextTryAt : null,
  }
}

async function readMail(ctx: Context, id: string): Promise<MailRow> {
  const row = await ctx.read((tx) => findMail(tx, id))
  if (!row) throw new Problem(problems.notFound)
  return row
}

function cursorId(after: string | undefined): string | null {
  if (after === undefined) return null
  const id = decodeCursor(after, 1)?.[0]
  if (typeof id !== 'string' || !isUuid(id))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return id
}

const listMailsRoute = defineRoute({
  id: 'listMails',
  method: 'GET',
  path: '/api/mails',
  summary: 'Letters and what became of them, newest first. Never their contents.',
  access: { operation: 'mails.read' },
  query: mailsQuery,
  reply: mailPage,
  async handle(ctx, { query: { state, after, limit } }) {
    ctx.require('mails.read', {})
    const rows = await ctx.read((tx) => listMails(tx, statesOf[state], cursorId(after), limit + 1))
    const hasMore = rows.length > limit
    if (hasMore) rows.pop()
    const hasMailServer = Boolean(ctx.platform.config.smtpUrl)
    return { body: { items: rows.map((row) => toMail(ctx, row)), next: hasMore ? encodeCursor([rows.at(-1)!.id]) : null, hasMailServer } }
  },
})

const retryMailRoute = defineRoute({
  id: 'retryMail',
  method: 'POST',
  path: '/api/mails/:mailId/retries',
  summary: 'Try to send a letter now.',
  access: { operation: 'mails.retry' },
  params: mailParams,
  status: 202,
  reply: mail,
  problems: [mailIsSettled],
  replay: async (ctx, mailId) => ({ body: toMail(ctx, await readMail(ctx, mailId)) }),
  async handle(ctx, { params: { mailId } }) {
    ctx.require('mails.retry', {})
    const { recipient: _, ...before } = await readMail(ctx, mailId)
    await ctx.write(async (tx) => {
      if (!(await requeueMail(tx, mailId, ctx.now()))) throw new Problem(mailIsSettled)
      tx.audit({ action: 'mail.retried', subject: { kind: 'mail', id: mailId }, details: { kind: before.kind, attempts: before.attempts } })
      tx.leavesWork()
      tx.answersWith(mailId)
    })
    return { body: toMail(ctx, await readMail(ctx, mailId)) }
  },
})

const sendTestMailRoute = defineRoute({
  id: 'sendTestMail',
  method: 'POST',
  path: '/api/test-mails',
  summary: 'Send a letter that says that mail works, at once.',
  access: { operation: 'mails.test' },
  body: testMail,
  reply: testMailSent,
  problems: [noMailServer, mailNotSent],
  noReplay: 'each call sends a letter, and tells whether the mail server took it',
  async handle(ctx, { body: { address, language = ctx.language } }) {
    ctx.require('mails.test', {})
    const mailer = mailerOf(ctx.platform.config)
    if (!mailer) throw new Problem(noMailServer, { detail: 'Set SMTP_URL and start Attune again.' })
    const [organisation] = await ctx.platform.db.controlRead(
      sql<{ name: string }>`select name from organisations where id = ${ctx.organisationId}`,
    )
    const at = ctx.now()
    const spoken = isMailLanguage(language) ? language : 'en'
    const letter = renderMail('test', { organisation: { name: organisation!.name, mantra: '', timeZone: 'UTC' }, name: '', at }, spoken)
    await ctx.write(async (tx) => tx.audit({ action: 'mail.tested', subject: { kind: 'organisation', id: ctx.organisationId } }))
    try {
      const outcome = await mailer.send({ id: newId(at.getTime()), to: { address }, language: spoken, writtenAt: at, ...letter })
      if (outcome === 'refused') throw new Problem(mailNotSent, { detail: 'The address was refused.', extra: { trouble: 'refused' } })
      return { body: { state: 'sent' as const } }
    } catch (error) {
      if (!(error instanceof MailError)) throw error
      throw new Problem(mailNotSent, {
        detail: error.message,
        extra: { trouble: error.trouble, ...(error.reply ? { reply: error.reply } : {}) },
      })
    }
  },
})

export const routes: readonly AnyRoute[] = [listMailsRoute, retryMailRoute, sendTestMailRoute]
