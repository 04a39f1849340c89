import type { DigestItem, MailKind, MailLanguage } from './letter.ts'
// The words of letters, one file a language. Blanks are `{{name}}`, as in all message files.
import ar from './messages/ar.json' with { type: 'json' }
import de from './messages/de.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }

/** An item's words; those of answers and of thanks differ by what they are. */
export type ItemName =
  | Exclude<DigestItem['kind'], 'thanks' | 'answer' | 'plan'>
  | 'thanks'
  | 'thanksPrivate'
  | 'thanksUnnamed'
  | 'thanksUnnamedPrivate'
  | 'planOn'
  | 'planAnyDay'
  | 'removed'
  | 'changed'
  | 'kept'

export interface KindWords {
  subject: string
  body: string[]
  /** Instead of `body` when a person stands behind the letter. */
  bodyFrom?: string[]
  facts?: Record<string, string>
  items?: Record<ItemName, { label: string; text: string }>
  action?: string
  notes: string[]
}
export interface MailWords {
  greeting: string
  greetingWithoutName: string
  /** Beside the address under the button. */
  linkInstead: string
  sender: string
  /** The link at the foot of what nobody asked for. */
  stop: string
  kinds: Record<MailKind, KindWords>
}

const all: Record<MailLanguage, MailWords> = { en, de, ar }

export const words = (language: MailLanguage): MailWords => all[language]
export const isMailLanguage = (language: string): language is MailLanguage => Object.hasOwn(all, language)

/** Fills every blank once: a value that holds `{{name}}` itself stays as it is. */
export function fill(message: string, values: Record<string, string>): string {
  return message.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`The letter has a blank {{${name}}} that nothing fills`)
    return value
  })
}
