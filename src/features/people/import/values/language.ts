// "de", "de_DE", "German", "Deutsch" and "الألمانية" are one language.
import { fold } from '#engines/text/fold.ts'

const codes =
  'ar bg bn bs ca cs da de el en es et fa fi fr ga gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mr ms mt nb ne nl nn no pa pl ps pt ro ru sk sl so sq sr sv sw ta te th ti tl tr uk ur uz vi zh'.split(
    ' ',
  )

/** Every name of every language in English, German, Arabic and itself. Made once, when first needed. */
let codeOf: Map<string, string> | undefined

function namesToCodes(): Map<string, string> {
  const names = new Map<string, string>(codes.map((code) => [code, code]))
  for (const locale of ['en', 'de', 'ar']) {
    const display = new Intl.DisplayNames(locale, { type: 'language' })
    for (const code of codes) names.set(fold(display.of(code) ?? code), code)
  }
  for (const code of codes) names.set(fold(new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code), code)
  return names
}

/** The base language as a tag of two letters; null when it is no language we know. Regions do not matter: `de-AT` is `de`. */
export function readLanguage(text: string): string | null {
  codeOf ??= namesToCodes()
  const folded = fold(text).replace(/\s*\(.*\)$/, '')
  const base = /^([a-z]{2,3})[-_][a-z0-9-_]+$/.exec(folded)?.[1]
  return codeOf.get(base ?? folded) ?? null
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
