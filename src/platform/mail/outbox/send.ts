// Sends what waits in the outbox, one letter at a time. A letter is claimed, sent, and then marked: a worker that dies in between sends it once
// more, under the same Message-ID. Without SMTP_URL letters stay where they are.
import type { Config } from '../../config.ts'
import type { Context } from '../../http/context.ts'
import { describeFault } from '../../jobs/fault.ts'
import { defineRound, defineTimed, type Job } from '../../jobs/kinds.ts'
import { type MailData, type MailKind, reasons } from '../letter.ts'
import { createMailer, type Mailer, MailError } from '../mailer.ts'
import { isMailLanguage, renderMail } from '../render.ts'
import { hoursOf } from './hours.ts'
import { openSecrets } from './secrets.ts'
import {
  claimMail,
  type ClaimedMail,
  deleteMailsBefore,
  dropMail,
  expireMails,
  oldestDue,
  oldestExpired,
  postponeMail,
  setMailAside,
  settleMail,
} from './store.ts'

const claimMs = 5 * 60_000
/** Waits after the first, second ... failure that may pass; after the last the letter has failed. Some three days. */
const waitsMs = [60_000, 300_000, 900_000, 3_600_000, 7_200_000, 14_400_000, 28_800_000, 57_600_000, 86_400_000]
const keptMs = 90 * 86_400_000

const mailers = new WeakMap<Config, Mailer>()
/** One for the process; undefined without SMTP_URL. */
export function mailerOf(config: Config): Mailer | undefined {
  if (!config.smtpUrl) return undefined
  let mailer = mailers.get(config)
  if (!mailer) mailers.set(config, (mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom })))
  return mailer
}

async function sendOne(ctx: Context): Promise<boolean> {
  const mailer = mailerOf(ctx.platform.config)
  if (!mailer) return false
  const at = ctx.now()
  const mail = await ctx.write(async (tx) => {
    const claimed = await claimMail(tx, at, new Date(at.getTime() + claimMs))
    if (!claimed || reasons[claimed.kind as MailKind] !== 'unasked') return claimed
    const when = await hoursOf(tx, claimed.personId, at)
    if (when && when <= at) return claimed
    await (when ? setMailAside(tx, claimed.id, when) : dropMail(tx, claimed.id, at))
    return 'not now'
  })
  if (mail === 'not now') return true
  if (!mail) return false
  try {
    const outcome = await mailer.send(letterOf(ctx, mail))
    await ctx.write((tx) =>
      settleMail(tx, mail.id, outcome === 'sent' ? 'sent' : 'failed', outcome === 'sent' ? null : 'refused', ctx.now()),
    )
    return true
  } catch (error) {
    const fault = error instanceof MailError ? [error.trouble, error.reply].filter(Boolean).join(' ') : 'unprintable'
    const waitMs = error instanceof MailError ? waitsMs[mail.attempts - 1] : undefined
    if (!(error instanceof MailError))
      ctx.platform.log.error({ part: 'mail', mailId: mail.id, fault: describeFault(error) }, 'a letter can’t be written')
    await ctx.write((tx) =>
      waitMs === undefined
        ? settleMail(tx, mail.id, 'failed', fault, ctx.now())
        : postponeMail(tx, mail.id, fault, new Date(ctx.now().getTime() + waitMs)),
    )
    // One that the server does not take now tells nothing of the next; a server that does not answer does.
    return !(error instanceof MailError) || error.trouble === 'later'
  }
}

function letterOf(ctx: Context, mail: ClaimedMail) {
  const secrets = mail.secrets ? openSecrets(ctx.platform.secrets.pepper, ctx.organisationId, mail.id, mail.secrets) : {}
  const data = reviveTimes({ ...mail.data, ...secrets }) as unknown as MailData[MailKind]
  const language = isMailLanguage(mail.language) ? mail.language : 'en'
  return {
    id: mail.id,
    to: { name: data.name || undefined, address: mail.recipient },
    language,
    writtenAt: new Date(mail.createdAt),
    stop: 'stop' in data ? data.stop : undefined,
    ...renderMail(mail.kind as MailKind, data, language),
  }
}

/** JSON has no dates; these two members of MailData are some. */
const reviveTimes = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, key === 'until' || key === 'at' ? new Date(value as string) : value]))

export const jobs: readonly Job[] = [
  defineRound({ name: 'mails.send', everySeconds: 10, gatherMs: 50, isSlow: true, waiting: oldestDue, handle: sendOne }),
  defineRound({
    name: 'mails.expire',
    everySeconds: 60,
    waiting: oldestExpired,
    async handle(ctx) {
      await ctx.write((tx) => expireMails(tx, ctx.now()))
      return false
    },
  }),
  defineTimed({
    name: 'mails.forget',
    cron: '40 2 * * *',
    perOrganisation: async (ctx) => void (await ctx.write((tx) => deleteMailsBefore(tx, new Date(ctx.now().getTime() - keptMs)))),
  }),
]
