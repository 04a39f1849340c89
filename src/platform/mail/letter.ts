// What each kind of letter needs to know, and a letter before it is set as text or HTML.
export const mailLanguages = ['en', 'de', 'ar'] as const
export type MailLanguage = (typeof mailLanguages)[number]

export interface Always {
  organisation: { name: string; mantra: string; timeZone: string }
  /** Of the person who gets the letter. */
  name: string
}
export interface MailData {
  invitation: Always & { link: string; until: Date; invitedBy?: string | undefined }
  reset: Always & { link: string; until: Date }
  /** `device` as the person would call it: "Firefox on Android". `link` leads to the list of sessions. */
  'sign-in-notice': Always & { link: string; at: Date; device: string }
  /** Password or PIN. Both notices go out without a link where the address of the pages is not known for certain. */
  'secret-changed': Always & { link?: string | undefined; at: Date }
  /** Goes to the old address. */
  'address-changed': Always & { at: Date }
  /** `path`: what it is about. Without links where the address of the pages is not known for certain. */
  'plan-reminder': Always & { path: string; link?: string | undefined; stop?: string | undefined }
  /** `path`: what the assessment is called. */
  'assessment-reminder': Always & { path: string; link?: string | undefined; stop?: string | undefined }
  /** The one message of a week: at most five things. `stop`: the page that stops all messages, without a sign-in. */
  digest: Always & { items: readonly DigestItem[]; link: string; stop: string }
  test: Always & { at: Date }
}
export type MailKind = keyof MailData

/** Something that is really there for this person; names and texts as they were written, in whatever language. */
export type DigestItem =
  /** A customer's words about the work of the person's unit. */
  | { kind: 'words'; words: string; unit: string }
  /** Of a private one the words stay in Attune: `words` null. */
  | { kind: 'thanks'; by: string | null; words: string | null }
  | { kind: 'answer'; answer: 'removed' | 'changed' | 'kept'; title: string; because: string }
  /** `on`: a day that is not over; null: any day suits. */
  | { kind: 'plan'; path: string; steps: number; on: string | null }
  | { kind: 'practice'; minutes: number }

/**
 * Why a letter is written. `asked`: somebody wants it now, or waits for it; `security`: the person must know. `unasked` ones keep to the person's hours and
 * to the one switch that stops them all, and are looked at again in the moment of sending (outbox/hours.ts).
 */
export const reasons: Record<MailKind, 'asked' | 'security' | 'unasked'> = {
  invitation: 'asked',
  reset: 'asked',
  test: 'asked',
  'sign-in-notice': 'security',
  'secret-changed': 'security',
  'address-changed': 'security',
  'plan-reminder': 'unasked',
  'assessment-reminder': 'unasked',
  digest: 'unasked',
}

export interface Letter {
  language: MailLanguage
  subject: string
  paragraphs: string[]
  facts: { label: string; value: string }[]
  /** Each under a small head of its own. */
  items: { label: string; text: string }[]
  action: { label: string; link: string } | undefined
  /** Below the action, quieter. */
  notes: string[]
  /** Where all such letters are stopped. */
  stop: { label: string; link: string } | undefined
  foot: { organisation: string; mantra: string; sender: string }
}
export interface RenderedMail {
  subject: string
  text: string
  html: string
}
