import { z } from 'zod'
import { email, id, instant, language, pageQuery } from '../../http/fields.ts'

/** `waiting` for its time or another try; `no-mail-server`: would be sent if SMTP_URL were set. */
export const mailState = z.enum(['waiting', 'no-mail-server', 'sending', 'sent', 'failed', 'printed', 'expired'])

export const mail = z.object({
  id: id(),
  /** invitation, reset, sign-in-notice: the page has words for each. */
  kind: z.string(),
  recipient: z.string(),
  state: mailState,
  attempts: z.number().int(),
  /** The mail server's code for the last failed try. */
  fault: z.string().nullable(),
  createdAt: instant(),
  nextTryAt: instant().nullable(),
  settledAt: instant().nullable(),
})

export const mailsQuery = z.object({ state: z.enum(['open', 'settled', 'all']).default('all'), ...pageQuery })
export const mailPage = z.object({ items: z.array(mail), next: z.string().nullable(), hasMailServer: z.boolean() })
export const mailParams = z.object({ mailId: id() })

export const testMail = z.object({ address: email(), language: language().optional() })
export const testMailSent = z.object({ state: z.literal('sent') })
