// Turns checked data into what the templates read: one list of cards with language, dates in words, codes in groups.
import { documents } from './documents.ts'
import type { Language, PrintData, Template } from './documents.ts'
import { PrintError } from './print-error.ts'

export interface PrintOptions {
  language: Language
  /** From the caller's clock: it stands in the document and in its properties, so the same call gives the same bytes. */
  printedAt: Date
  /** IANA name; dates are written as they are at this place. */
  timeZone?: string
}

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE', ar: 'ar-u-nu-arab' }

function dateWriter(timeZone: string) {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (date: Date, language: Language, hasTime: boolean): string => {
    const key = `${language} ${hasTime}`
    const format =
      formats.get(key) ??
      new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeStyle: hasTime ? 'short' : undefined, timeZone })
    formats.set(key, format)
    return format.format(date)
  }
}

/** The record and the posters hold no cards, each in a language of its own. */
const isCards = (template: Template): boolean => template !== 'record-of-data' && !template.startsWith('poster-')
const inGroups = (code: string): string => code.replaceAll(/[ -]/g, '').replaceAll(/(.{4})(?=.)/g, '$1 ')

interface Card {
  language?: Language | undefined
  unit?: string | undefined
  site?: string | undefined
  code?: string | undefined
  until?: Date | undefined
  issuedBy?: string | undefined
}

/** JSON-ready data of a template. Throws PrintError that names the place of a mistake but never what stood there: it may be a secret. */
export function prepare<T extends Template>(template: T, data: PrintData<T>, options: PrintOptions): Record<string, unknown> {
  const parsed = documents[template].safeParse(data)
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'data'} (${issue.code})`)
    throw new PrintError('refused', `${template} can't be printed from this: ${[...new Set(places)].slice(0, 10).join(', ')}`)
  }
  const write = dateWriter(options.timeZone ?? 'UTC')
  const used = new Set<Language>([options.language])

  const prepareCard = <C extends Card>(card: C) => {
    const language = card.language ?? options.language
    used.add(language)
    return {
      ...card,
      language,
      place: [card.unit, card.site].filter(Boolean).join(language === 'ar' ? '، ' : ', ') || null,
      // A badge ends with a day, a code with a minute.
      until: card.until === undefined ? null : write(card.until, language, template !== 'badge-sheet'),
      code: card.code === undefined ? null : inGroups(card.code),
      issuedBy: card.issuedBy ?? null,
    }
  }
  const lists = Object.fromEntries(
    Object.entries(parsed.data).map(([key, value]) => [
      key,
      isCards(template) && Array.isArray(value)
        ? value.map((card) => prepareCard(card as Card))
        : value instanceof Date
          ? write(value, options.language, false)
          : value,
    ]),
  )
  const mantra: Partial<Record<Language, string>> = parsed.data.organisation.mantra
  const anyMantra = mantra[options.language] ?? Object.values(mantra)[0] ?? ''
  return {
    ...lists,
    language: options.language,
    printedAt: write(options.printedAt, options.language, false),
    organisation: {
      name: parsed.data.organisation.name,
      mantra: Object.fromEntries([...used].map((language) => [language, mantra[language] ?? anyMantra])),
    },
  }
}
