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
  /** `path`: what it is about. Without a link where the address of the pages is not known for certain. */
  'plan-reminder': Always & { path: string; link?: string | undefined }
  test: Always & { at: Date }
}
export type MailKind = keyof MailData

export interface Letter {
  language: MailLanguage
  subject: string
  paragraphs: string[]
  facts: { label: string; value: string }[]
  action: { label: string; link: string } | undefined
  /** Below the action, quieter. */
  notes: string[]
  foot: { organisation: string; mantra: string; sender: string }
}
export interface RenderedMail {
  subject: string
  text: string
  html: string
}
