// Sends letters through the mail server of SMTP_URL. Encryption is checked against the certificate, always; there is no switch.
import { isIP } from 'node:net'
import type { Transporter } from 'nodemailer'
import { isHeaderText, isMailAddress, parseParty } from './address.ts'
import type { MailParty } from './address.ts'
import { classify } from './classify.ts'
import { MailError } from './mail-error.ts'

export { MailError } from './mail-error.ts'
export type { MailTrouble } from './mail-error.ts'
export type { MailParty } from './address.ts'

export interface OutgoingMail {
  /** Of the outbox row: it becomes the Message-ID, so that a letter sent twice by a retry counts as one. */
  id: string
  to: MailParty
  subject: string
  text: string
  html: string
  language: string
  /** From the caller's clock; the Date header. */
  writtenAt: Date
  /** Stops all such letters: the mail program offers it as one click (RFC 8058). */
  stop?: string | undefined
}

export interface Mailer {
  /**
   * 'sent' once the server took the letter over. 'refused' when it never will, or when the letter itself can't be sent
   * (bad address, line ends in a header). Rejects with MailError for all that may be tried again.
   */
  send(mail: OutgoingMail): Promise<'sent' | 'refused'>
}

export interface MailerOptions {
  /** smtp://user:password@host:port (STARTTLS when the server offers it, demanded with a password) or smtps://... */
  smtpUrl: string
  /** `Name <address>` */
  from: string
  /** Longest wait for an answer of the server. */
  waitMs?: number
  /** Longest time for one letter in all, also from a server that answers one byte at a time. */
  letterMs?: number
  /** Further authorities to trust, PEM; for tests. Installations set NODE_EXTRA_CA_CERTS. */
  certificateAuthorities?: string[]
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

function connection(smtpUrl: string) {
  const url = new URL(smtpUrl)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isSecure = url.protocol === 'smtps:'
  const auth = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined
  const port = Number(url.port) || (isSecure ? 465 : auth ? 587 : 25)
  // A password never crosses a network in clear, also when somebody on the way hides the server's offer of STARTTLS.
  return { host, port, auth, secure: isSecure, requireTLS: !isSecure && auth !== undefined && !isLoopback(host) }
}

const isSendable = (mail: OutgoingMail): boolean =>
  /^[A-Za-z0-9-]{1,100}$/.test(mail.id) &&
  isMailAddress(mail.to.address) &&
  isHeaderText(mail.to.name ?? '') &&
  isHeaderText(mail.subject) &&
  (mail.stop === undefined || /^https?:\/\/[^\s<>,]+$/.test(mail.stop)) &&
  /^[A-Za-z-]{2,35}$/.test(mail.language)

/** RFC 8058 knows the one click for https only; without it the address alone, which leads to the page. */
const stopHeaders = (link: string): Record<string, string> => ({
  'List-Unsubscribe': `<${link}>`,
  ...(link.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
})

/** Throws at once when smtpUrl or from can't be used; sends nothing yet. */
export function createMailer(options: MailerOptions): Mailer {
  const { waitMs = 10_000, letterMs = 60_000 } = options
  const from = parseParty(options.from)
  if (!from) throw new Error('MAIL_FROM needs one address, such as Attune <attune@example.org>')
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const settings = {
    ...connection(options.smtpUrl),
    // Many servers refuse a greeting without a dot; the machine's own name is nobody's business.
    name: domain.includes('.') ? domain : undefined,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    dnsTimeout: waitMs,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' as const, ca: options.certificateAuthorities },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  // Loaded with the first letter: many installations send none, and it takes 6 MB.
  let transport: Transporter | undefined
  return {
    async send(mail) {
      if (!isSendable(mail)) return 'refused'
      transport ??= (await import('nodemailer')).createTransport(settings)
      try {
        await transport.sendMail({
          from: { name: from.name ?? '', address: from.address },
          to: { name: mail.to.name ?? '', address: mail.to.address },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          date: mail.writtenAt,
          messageId: `<${mail.id}@${domain}>`,
          xMailer: false,
          // So that no absence notice answers a program (RFC 3834; the second is for Exchange).
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'Content-Language': mail.language,
            ...(mail.stop === undefined ? {} : stopHeaders(mail.stop)),
          },
          signal: AbortSignal.timeout(letterMs),
        })
        return 'sent'
      } catch (error) {
        const outcome = classify(error as object)
        if (outcome instanceof MailError) throw outcome
        return outcome
      }
    },
  }
}
