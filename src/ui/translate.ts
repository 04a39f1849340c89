// Looks a text up, picks its plural form and fills its blanks. The format of the files is i18next's (v4): nested
// keys, `{{blank}}`, plural endings _zero _one _two _few _many _other. i18next itself is 15 kB on the wire, this is 1.
export type Messages = { [key: string]: string | Messages }
export type Values = Record<string, string | number>

// Day before month in English; Arabic figures in Arabic, as the mocks set them.
const formats: Record<string, string> = { en: 'en-GB', ar: 'ar-u-nu-arab' }

/** The locale that Intl gets for a language of ours. */
export const localeOf = (language: string): string => formats[language] ?? language

export function findText(messages: Messages | undefined, key: string): string | undefined {
  let at: string | Messages | undefined = messages
  for (const step of key.split('.')) {
    if (typeof at !== 'object' || !Object.hasOwn(at, step)) return undefined
    at = at[step]
  }
  return typeof at === 'string' ? at : undefined
}

const pluralRules = new Map<string, Intl.PluralRules>()
const numberFormats = new Map<string, Intl.NumberFormat>()

function pluralForm(language: string, count: number): string {
  let rules = pluralRules.get(language)
  if (!rules) pluralRules.set(language, (rules = new Intl.PluralRules(localeOf(language))))
  return rules.select(count)
}

export function formatNumber(language: string, value: number): string {
  let format = numberFormats.get(language)
  if (!format) numberFormats.set(language, (format = new Intl.NumberFormat(localeOf(language))))
  return format.format(value)
}

// A name, a file or a code may run the other way than the sentence round it: without a wall its full stop or its digits jump to the other side. What
// begins and ends with Latin letters needs none among Arabic ones, nor does it change what a search for the words finds.
const isStray = (language: string, value: string): boolean =>
  language === 'ar'
    ? /[a-z\u00c0-\u024f]/i.test(value) && !/^[a-z\u00c0-\u024f](.*[a-z\u00c0-\u024f])?$/is.test(value)
    : /[\u0590-\u08ff]/.test(value)
const walled = (language: string, value: string): string =>
  isStray(language, value) && !value.startsWith('\u2068') ? `\u2068${value}\u2069` : value

/**
 * The text of a key, or undefined. A number in `values` is written in the language's figures; pass a year, an id or
 * a code as a string. `count` chooses the plural form.
 */
export function translate(messages: Messages | undefined, language: string, key: string, values: Values = {}): string | undefined {
  const { count } = values
  const text =
    typeof count === 'number'
      ? (findText(messages, `${key}_${pluralForm(language, count)}`) ?? findText(messages, `${key}_other`) ?? findText(messages, key))
      : findText(messages, key)
  return text?.replace(/\{\{\s*(\w+)\s*\}\}/g, (blank, name: string) => {
    const value = values[name]
    if (value === undefined) return blank
    return typeof value === 'number' ? formatNumber(language, value) : walled(language, value)
  })
}
