// Writes letters: one list of parts for each kind, set as plain text and as HTML that says the same.
// No images, no counting links, nothing loaded from anywhere: opening a letter tells nobody.
import { printable } from '../print/printable.ts'
import { toHtml } from './html.ts'
import type { Always, Letter, MailData, MailKind, MailLanguage, RenderedMail } from './letter.ts'
import { fill, words } from './words.ts'

export type { MailData, MailKind, MailLanguage, RenderedMail } from './letter.ts'
export { isMailLanguage } from './words.ts'

const locales: Record<MailLanguage, string> = { en: 'en-GB', de: 'de-DE', ar: 'ar-u-nu-arab' }

function checkedLink(link: string): string {
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol)) throw new TypeError('A letter links to http and https only')
  return new URL(link).href
}

function toText({ paragraphs, facts, action, notes, foot }: Letter): string {
  const blocks = [...paragraphs]
  if (facts.length > 0) blocks.push(facts.map(({ label, value }) => `${label}: ${value}`).join('\n'))
  // The address stands on a line of its own, so that it stays whole between Arabic words.
  if (action) blocks.push(`${action.label}:\n${action.link}`)
  blocks.push(...notes, ['-- ', foot.mantra, foot.organisation, foot.sender].filter(Boolean).join('\n'))
  return `${blocks.join('\n\n')}\n`
}

/** Subject, text and HTML of a letter. Throws TypeError for a link that is not http or https; never puts a link or code in the subject. */
export function renderMail<K extends MailKind>(kind: K, data: MailData[K], language: MailLanguage): RenderedMail {
  const texts = words(language)
  // One wide type for all kinds: which members are there is what makes the difference below.
  const given: Always & { link?: string; until?: Date; at?: Date; invitedBy?: string | undefined; device?: string; path?: string } = data
  const date = (at: Date): string =>
    new Intl.DateTimeFormat(locales[language], { dateStyle: 'full', timeStyle: 'short', timeZone: data.organisation.timeZone }).format(at)
  const values: Record<string, string> = { organisation: printable(data.organisation.name), name: printable(data.name) }
  if (given.until) values['until'] = date(given.until)
  if (given.at) values['at'] = date(given.at)
  if (given.path) values['path'] = printable(given.path)
  if (given.device) values['device'] = printable(given.device)
  if (given.invitedBy) values['invitedBy'] = printable(given.invitedBy)

  const kindWords = texts.kinds[kind]
  const say = (message: string): string => fill(message, values)
  const body = given.invitedBy && kindWords.bodyFrom ? kindWords.bodyFrom : kindWords.body
  const letter: Letter = {
    language,
    subject: say(kindWords.subject),
    paragraphs: [say(values['name'] ? texts.greeting : texts.greetingWithoutName), ...body.map(say)],
    facts: Object.entries(kindWords.facts ?? {}).map(([key, label]) => ({ label, value: values[key] ?? '' })),
    action: kindWords.action && given.link !== undefined ? { label: kindWords.action, link: checkedLink(given.link) } : undefined,
    notes: kindWords.notes.map(say),
    foot: { organisation: values['organisation']!, mantra: printable(data.organisation.mantra, 300), sender: texts.sender },
  }
  return { subject: letter.subject, text: toText(letter), html: toHtml(letter) }
}
