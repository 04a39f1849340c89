// Tells apart: this letter will never be taken (refused), and all the rest, which time or an administrator can mend.
import { MailError } from './mail-error.ts'
import type { MailTrouble } from './mail-error.ts'

interface SmtpFailure {
  code?: string
  command?: string
  responseCode?: number
  response?: string
  message?: string
}

const untrusted = /certificate|self.signed|altname|TLS|SSL|STARTTLS/i
const troubles: Record<string, MailTrouble> = {
  EAUTH: 'sign-in-refused',
  ENOAUTH: 'sign-in-refused',
  ETLS: 'not-trusted',
  EABORT: 'too-slow',
  ETIMEDOUT: 'too-slow',
  EDNS: 'unreachable',
  ECONNECTION: 'unreachable',
}

/** 'refused' when the server says with a 5xx that it will not take this letter for this recipient; else the error to throw. */
export function classify(failure: SmtpFailure): 'refused' | MailError {
  const { code = '', command = '', responseCode = 0, response = '', message = '' } = failure
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0]
  const reply = responseCode ? [responseCode, enhanced].filter(Boolean).join(' ') : undefined
  const isPermanent = responseCode >= 500 && responseCode < 600

  // Nobody has signed in, or not through encryption: a setting, whatever the letter.
  if (responseCode === 530 || responseCode === 538) return new MailError('sign-in-refused', reply)
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    if (command === 'MAIL FROM' && isPermanent) return new MailError('sender-refused', reply)
    // Without a reply the letter itself is wrong, and will be tomorrow.
    return isPermanent || responseCode === 0 ? 'refused' : new MailError('later', reply)
  }
  // STARTTLS was asked for and is not to be had; a bad certificate comes without a reply code.
  if (code === 'ETLS' && (isPermanent || responseCode === 454)) return new MailError('not-encrypted', reply)
  if (code !== 'EAUTH' && responseCode === 0 && untrusted.test(message)) return new MailError('not-trusted')
  if (responseCode >= 400 && responseCode < 500) return new MailError('later', reply)
  return new MailError(troubles[code] ?? (code === 'ESOCKET' ? 'unreachable' : 'later'), reply)
}
