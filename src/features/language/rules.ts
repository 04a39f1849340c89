// Pure choices of language: the fixed sets, the order of principles, the cool-off, and what a print shows.

/** Names of tokens.css; a principle has one of them everywhere. */
export const principleColours = ['sky', 'navy', 'leaf', 'rose', 'violet', 'umber', 'mulberry', 'moss'] as const
/** Tabler's names. web/icons.ts and assets/print/icons hold a picture of each. */
export const principleIcons = [
  'eye',
  'link',
  'feather',
  'speakerphone',
  'flag',
  'seedling',
  'heart-handshake',
  'ear',
  'bulb',
  'clock',
  'key',
  'shield-check',
  'users',
  'message-circle',
  'compass',
  'star',
] as const
export const mostPrinciples = 8

/** The text in this language, else in the organisation's own, else in whichever there is. */
export function textIn<T extends { language: string }>(texts: readonly T[], language: string, ownLanguage: string): T | undefined {
  return texts.find((text) => text.language === language) ?? texts.find((text) => text.language === ownLanguage) ?? texts[0]
}

/** How long a mantra stands before it may change without a reason for the hurry. */
export const coolOffDays = 90

/** The first day on which a new wording needs no reason for hurry; `effectiveFrom` is the day of the wording before. */
export function coolOffEnds(effectiveFrom: string): string {
  return new Date(Date.parse(`${effectiveFrom}T00:00:00Z`) + coolOffDays * 86_400_000).toISOString().slice(0, 10)
}

/** Relative luminance and contrast as WCAG 2.2 defines them; colours as #rrggbb. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const value = parseInt(colour.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Principle colours as they are printed: darker than on the screen, so that large words keep 7:1 on the paper's ground and the icon on the tab. */
export const printInks: Record<(typeof principleColours)[number], string> = {
  sky: '#165690',
  navy: '#003678',
  leaf: '#3E5D00',
  rose: '#813F4F',
  violet: '#63419A',
  umber: '#754537',
  mulberry: '#630146',
  moss: '#393700',
}

export interface Segment {
  words: string
  tone: 'plain' | 'customers' | 'colleagues'
}
/** Parts the wording where a poster sets words apart; where both overlap, the first in the text counts. */
export function segmentsOf(text: { wording: string; customersWords: string | null; colleaguesWords: string | null }): Segment[] {
  const marks = [
    { words: text.customersWords, tone: 'customers' as const },
    { words: text.colleaguesWords, tone: 'colleagues' as const },
  ]
    .flatMap(({ words, tone }) => (words ? [{ words, tone, from: text.wording.indexOf(words) }] : []))
    .filter(({ from }) => from >= 0)
    .sort((a, b) => a.from - b.from)
  const segments: Segment[] = []
  let at = 0
  for (const { words, tone, from } of marks) {
    if (from < at) continue
    if (from > at) segments.push({ words: text.wording.slice(at, from), tone: 'plain' })
    segments.push({ words, tone })
    at = from + words.length
  }
  if (at < text.wording.length) segments.push({ words: text.wording.slice(at), tone: 'plain' })
  return segments
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** For text and for attributes in double quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!)
