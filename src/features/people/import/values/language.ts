// "de", "de_DE", "German", "Deutsch" and "الألمانية" are one language.
import { fold } from '#engines/text/fold.ts'

const codes =
  'ar bg bn bs ca cs da de el en es et fa fi fr ga gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mr ms mt nb ne nl nn no pa pl ps pt ro ru sk sl so sq sr sv sw ta te th ti tl tr uk ur uz vi zh'.split(
    ' ',
  )

// Names in English, German and Arabic, and each language's own. Both are made when first needed: the second loads sixty locales.
let codeOf: Map<string, string> | undefined
let codeOfOwnName: Map<string, string> | undefined

const namesIn = (locale: string, of: string[]): [string, string][] => {
  const display = new Intl.DisplayNames(locale, { type: 'language' })
  return of.map((code) => [fold(display.of(code) ?? code), code])
}

/** The base language as a tag of two letters; null when it is no language we know. Regions do not matter: `de-AT` is `de`. */
export function readLanguage(text: string): string | null {
  if (text.length > 64) return null
  codeOf ??= new Map([
    ...['en', 'de', 'ar'].flatMap((locale) => namesIn(locale, codes)),
    ...codes.map((code): [string, string] => [code, code]),
  ])
  const folded = fold(text).replace(/\s*\(.*\)$/, '')
  const base = /^([a-z]{2,3})[-_][a-z0-9-_]+$/.exec(folded)?.[1]
  const known = codeOf.get(base ?? folded)
  if (known) return known
  codeOfOwnName ??= new Map(codes.flatMap((code) => namesIn(code, [code])))
  return codeOfOwnName.get(folded) ?? null
}

const knownZones = new Map<string, boolean>()

/** Whether it is a name of the IANA list, such as Europe/Berlin. */
export function isTimeZone(text: string): boolean {
  let isKnown = knownZones.get(text)
  if (isKnown === undefined) {
    isKnown = text.length <= 64 && (text === 'UTC' || text.includes('/')) && isAccepted(text)
    if (knownZones.size < 1000) knownZones.set(text, isKnown)
  }
  return isKnown
}

function isAccepted(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
