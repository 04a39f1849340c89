// Writes letters: one list of parts for each kind, set as plain text and as HTML that says the same.
// No images, no counting links, nothing loaded from anywhere: opening a letter tells nobody.
import { printable } from '../print/printable.ts'
import { toHtml } from './html.ts'
import type { Always, DigestItem, Letter, MailData, MailKind, MailLanguage, RenderedMail } from './letter.ts'
import { fill, type ItemName, type KindWords, words } from './words.ts'

export type { MailData, MailKind, MailLanguage, RenderedMail } from './letter.ts'
export { isMailLanguage } from './words.ts'

const locales: Record<MailLanguage, string> = { en: 'en-GB', de: 'de-DE', ar: 'ar-u-nu-arab' }

function checkedLink(link: string): string {
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol)) throw new TypeError('A letter links to http and https only')
  return new URL(link).href
}

function toText({ paragraphs, facts, items, action, notes, stop, foot }: Letter): string {
  const blocks = [...paragraphs]
  if (facts.length > 0) blocks.push(facts.map(({ label, value }) => `${label}: ${value}`).join('\n'))
  blocks.push(...items.map(({ label, text }) => `${label}:\n${text}`))
  // The address stands on a line of its own, so that it stays whole between Arabic words.
  if (action) blocks.push(`${action.label}:\n${action.link}`)
  blocks.push(...notes)
  if (stop) blocks.push(`${stop.label}:\n${stop.link}`)
  blocks.push(['-- ', foot.mantra, foot.organisation, foot.sender].filter(Boolean).join('\n'))
  return `${blocks.join('\n\n')}\n`
}

const longestWords = 400
const nameOf = (item: DigestItem): ItemName => {
  if (item.kind === 'thanks') return `thanks${item.by === null ? 'Unnamed' : ''}${item.words === null ? 'Private' : ''}` as ItemName
  if (item.kind === 'answer') return item.answer
  return item.kind === 'plan' ? (item.on === null ? 'planAnyDay' : 'planOn') : item.kind
}
function sayItem(item: DigestItem, language: MailLanguage, texts: NonNullable<KindWords['items']>): { label: string; text: string } {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === 'number') values[name] = new Intl.NumberFormat(locales[language]).format(value)
    else if (typeof value === 'string') values[name] = printable(value, longestWords)
  }
  if (item.kind === 'plan' && item.on !== null)
    values['on'] = new Intl.DateTimeFormat(locales[language], { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
      new Date(`${item.on}T00:00:00Z`),
    )
  const { label, text } = texts[nameOf(item)]
  return { label: fill(label, values), text: fill(text, values) }
}

/** Subject, text and HTML of a letter. Throws TypeError for a link that is not http or https; never puts a link or code in the subject. */
export function renderMail<K extends MailKind>(kind: K, data: MailData[K], language: MailLanguage): RenderedMail {
  const texts = words(language)
  // One wide type for all kinds: which members are there is what makes the difference below.
  const given: Always & {
    link?: string
    stop?: string
    until?: Date
    at?: Date
    invitedBy?: string | undefined
    device?: string
    path?: string
    items?: readonly DigestItem[]
  } = data
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
    items: (given.items ?? []).map((item) => sayItem(item, language, kindWords.items!)),
    action: kindWords.action && given.link !== undefined ? { label: kindWords.action, link: checkedLink(given.link) } : undefined,
    notes: kindWords.notes.map(say),
    stop: given.stop === undefined ? undefined : { label: texts.stop, link: checkedLink(given.stop) },
    foot: { organisation: values['organisation']!, mantra: printable(data.organisation.mantra, 300), sender: texts.sender },
  }
  return { subject: letter.subject, text: toText(letter), html: toHtml(letter) }
}
