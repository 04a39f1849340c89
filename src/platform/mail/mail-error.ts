export type MailTrouble =
  | 'unreachable'
  | 'too-slow'
  /** The certificate does not prove that this is the server, or encryption failed. */
  | 'not-trusted'
  /** Credentials are set, and the server offers no encryption to send them through. */
  | 'not-encrypted'
  | 'sign-in-refused'
  /** The server does not accept the sender's address. */
  | 'sender-refused'
  /** The server is busy, or wants to see us again (greylisting). */
  | 'later'

/** Mail that did not go out but may: try again, or mend the settings. Never holds an address or what the server said beyond its codes. */
export class MailError extends Error {
  override name = 'MailError'
  readonly trouble: MailTrouble
  /** As in RFC 5321, with the enhanced code of RFC 3463 where there is one: "451 4.7.1". */
  readonly reply: string | undefined

  constructor(trouble: MailTrouble, reply?: string) {
    super(`The mail server: ${trouble}${reply ? ` (${reply})` : ''}`)
    this.trouble = trouble
    this.reply = reply
  }
}
