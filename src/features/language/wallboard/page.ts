// The wallboard as HTML, made on the server: a page that a screen keeps open, and the part of it that it fetches anew.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { escapeHtml, principleIcons, type Segment } from '../rules.ts'
import type { WallboardItem } from './items.ts'

export interface BoardPrinciple {
  id: string
  name: string
  meaning: string
  colour: string
  icon: string
}
export interface Board {
  language: string
  organisation: string
  mantra: Segment[]
  principles: BoardPrinciple[]
  items: WallboardItem[]
}
type Words = Record<'title' | 'mantra' | 'quote' | 'thanks' | 'empty' | 'notConnected' | 'notConnectedText' | 'offline', string>
const allWords = JSON.parse(readFileSync(path.join(import.meta.dirname, 'words.json'), 'utf8')) as Record<string, Words>
const wordsIn = (language: string): Words => allWords[language] ?? allWords['en']!

const iconsDir = path.resolve(import.meta.dirname, '..', '..', '..', '..', 'assets', 'print', 'icons')
const icons = new Map(principleIcons.map((name) => [name as string, readFileSync(path.join(iconsDir, `${name}.svg`), 'utf8').trim()]))
const iconOf = (name: string): string => (icons.get(name) ?? '').replace('<svg ', '<svg aria-hidden="true" ')

/** The slides, one after the other; without the script they stand below each other. */
export function boardPart({ language, organisation, mantra, principles, items }: Board): string {
  const words = wordsIn(language)
  const slides: string[] = []
  const foot = `<p class="foot">${escapeHtml(organisation)}</p>`
  if (mantra.length > 0) {
    const spans = mantra.map(({ words: part, tone }) =>
      tone === 'plain' ? escapeHtml(part) : `<em class="${tone}">${escapeHtml(part)}</em>`,
    )
    slides.push(`<section class="slide mantra"><p class="small">${escapeHtml(words.mantra)}</p><h1>${spans.join('')}</h1>${foot}</section>`)
  }
  for (const { name, meaning, colour, icon } of principles)
    slides.push(
      `<section class="slide principle" data-principle="${escapeHtml(colour)}"><div class="tab">${iconOf(icon)}</div><div class="words"><h2>${escapeHtml(name)}</h2><p>${escapeHtml(meaning)}</p></div>${foot}</section>`,
    )
  for (const item of items) slides.push(itemSlide(item, words, principles, foot))
  if (slides.length === 0) slides.push(`<section class="slide mantra"><h1>${escapeHtml(words.empty)}</h1>${foot}</section>`)
  return slides.join('\n')
}

function itemSlide(item: WallboardItem, words: Words, principles: readonly BoardPrinciple[], foot: string): string {
  const principle = principles.find(({ id }) => id === item.principleId)
  const lang = item.language ? ` lang="${escapeHtml(item.language)}"` : ''
  const chip = principle
    ? `<p class="chip" data-principle="${escapeHtml(principle.colour)}"><span>${iconOf(principle.icon)}</span>${escapeHtml(principle.name)}</p>`
    : ''
  const by = item.by ? `<p class="by">${escapeHtml(item.by)}</p>` : ''
  return `<section class="slide ${item.kind}"><p class="small">${escapeHtml(words[item.kind])}</p><blockquote dir="auto"${lang}>${escapeHtml(item.words)}</blockquote>${by}${chip}${foot}</section>`
}

function page(language: string, body: string, title: string): string {
  const direction = language === 'ar' ? 'rtl' : 'ltr'
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/icons/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/wallboard/board.css">
<script src="/wallboard/board.js" defer></script>
</head>
<body>
${body}
</body>
</html>
`
}

export const boardPage = (board: Board): string =>
  page(
    board.language,
    `<main id="board">${boardPart(board)}</main>\n<p id="offline" role="status" hidden>${escapeHtml(wordsIn(board.language).offline)}</p>`,
    `${board.organisation} · ${wordsIn(board.language).title}`,
  )

/** Shown to who has no address, or one that was taken back; the script hands in the one behind the # first. */
export function notConnectedPage(language: string): string {
  const words = wordsIn(language)
  return page(
    allWords[language] ? language : 'en',
    `<main id="not-connected"><h1>${escapeHtml(words.notConnected)}</h1><p>${escapeHtml(words.notConnectedText)}</p></main>`,
    words.notConnected,
  )
}
