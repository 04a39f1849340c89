// What every printed document promises, in every language: paper size, fonts, words, the same bytes again.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { closePrinter, PrintError, printPdf, printSvg } from '#platform/print/print.ts'
import type { Language, Template } from '#platform/print/print.ts'
import { fromItsLeft, readPdf, squeezed } from './read-pdf.ts'
import { badgesFor, mantra, names, organisation, printedAt, samples } from './samples.ts'

after(closePrinter)

const languages: Language[] = ['en', 'de', 'ar']
const templates = Object.keys(samples('en')) as Template[]

for (const language of languages) {
  for (const template of templates) {
    test(`${template} in ${language} is A4, carries its fonts and misses no letter`, async () => {
      const pdf = readPdf(await printPdf(template, samples(language)[template], { language, printedAt }))
      assert.ok(pdf.pages.length >= 1)
      for (const { widthMm, heightMm } of pdf.pages) assert.ok(Math.abs(widthMm - 210) < 0.1 && Math.abs(heightMm - 297) < 0.1)
      assert.ok(pdf.fonts.length >= 2)
      assert.deepEqual(
        pdf.fonts.filter((font) => !font.isEmbedded || !/^[A-Z]{6}\+(Commissioner|Vazirmatn)/.test(font.name)),
        [],
      )
      assert.equal(pdf.missingGlyphs, 0)
      const name = template.startsWith('poster-') ? organisation.name.split(' ')[0]! : names[language][1]!.split(' ').at(-1)!
      assert.ok(pdf.text.includes(language === 'ar' && !template.startsWith('poster-') ? fromItsLeft(name) : name), `${name} can be read`)
      if (template !== 'pin-slips' && language !== 'ar') assert.ok(pdf.text.includes(squeezed(mantra[language])))
    })
  }
}

test('the poster of a story in A3 is the same sheet, larger', async () => {
  const data = { ...samples('de')['poster-story'], size: 'a3' as const }
  const { pages } = readPdf(await printPdf('poster-story', data, { language: 'de', printedAt }))
  assert.deepEqual(
    pages.map(({ widthMm, heightMm }) => [Math.round(widthMm), Math.round(heightMm)]),
    [[297, 420]],
  )
})

test('a letter that no font has is counted as missing, so that the check above can fail', async () => {
  const pdf = readPdf(await printPdf('badge-sheet', badgesFor(['\u{E123}\u{E124}']), { language: 'en', printedAt }))
  assert.ok(pdf.missingGlyphs > 0 || pdf.fonts.some((font) => !/\+(Commissioner|Vazirmatn)/.test(font.name)))
})

test('the same call gives the same bytes, and another day or name gives others', async () => {
  const print = async (at: Date, name: string) =>
    Buffer.from(await printPdf('badge-sheet', badgesFor([name]), { language: 'en', printedAt: at }))
  const first = await print(printedAt, 'Amina Diallo')
  assert.ok(first.equals(await print(printedAt, 'Amina Diallo')))
  assert.ok(!first.equals(await print(new Date('2026-11-23T10:00:00Z'), 'Amina Diallo')))
  assert.ok(!first.equals(await print(printedAt, 'Amina Diallo-Berg')))
  assert.equal(readPdf(first).creationDate, 'D:20261122100000Z')
})

test('each card is in the language of its person', async () => {
  const [card] = samples('en')['invitation-cards'].cards
  const cards = languages.map((language) => ({ ...card!, language }))
  const { text } = readPdf(await printPdf('invitation-cards', { organisation, cards }, { language: 'en', printedAt }))
  for (const word of ['Welcome,', 'Willkommen,', fromItsLeft('الدخول')]) assert.ok(text.includes(word), word)
})

test('codes are printed in groups of four and dates at the place of the organisation', async () => {
  const [card] = samples('en')['invitation-cards'].cards
  const print = async (timeZone: string) =>
    readPdf(await printPdf('invitation-cards', { organisation, cards: [card!] }, { language: 'en', printedAt, timeZone })).text
  assert.match(await print('Europe/Berlin'), /K7QM4RXW9TPA.*30April2027at18:00/)
  assert.match(await print('Asia/Kolkata'), /30April2027at21:30/)
})

test('the record keeps areas together and numbers its pages', async () => {
  const { pages, text } = readPdf(await printPdf('record-of-data', samples('en')['record-of-data'], { language: 'en', printedAt }))
  assert.ok(pages.length > 3)
  assert.ok(text.includes(`Page1of${pages.length}`) && text.includes(`Page${pages.length}of${pages.length}`))
  assert.ok(text.includes('nobody'))
})

test('an SVG has the page without scripts, links or fonts from elsewhere', async () => {
  const svg = await printSvg('badge-sheet', badgesFor(['<script>alert(1)</script>']), { language: 'en', printedAt })
  assert.match(svg, /^<svg /)
  assert.doesNotMatch(svg, /<script|<foreignObject|href="(?!#|data:)|@font-face|@import|\son\w+=/i)
})

test('data over a limit is refused, and the message names the place but not the secret', async () => {
  const { slips } = samples('en')['pin-slips']
  const refused = (message: RegExp) => (error: unknown) =>
    error instanceof PrintError && error.failure === 'refused' && message.test(error.message) && !/12a4/.test(error.message)
  await assert.rejects(
    printPdf('pin-slips', { organisation, slips: [{ ...slips[0]!, pin: '12a4' }] }, { language: 'en', printedAt }),
    refused(/slips\.0\.pin/),
  )
  await assert.rejects(
    printPdf('badge-sheet', badgesFor(Array.from({ length: 1001 }, () => 'A')), { language: 'en', printedAt }),
    refused(/badges/),
  )
  await assert.rejects(printPdf('badge-sheet', badgesFor([]), { language: 'en', printedAt }), refused(/badges/))
})

const shape = (messages: unknown, at = ''): string[] =>
  typeof messages === 'string'
    ? [`${at} ${[...messages.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join(' ')}`]
    : Object.entries(messages as object).flatMap(([key, value]) => shape(value, `${at}/${key}`))

test('every language has the same words to fill and the same blanks', () => {
  const read = (language: Language): unknown =>
    JSON.parse(readFileSync(new URL(`../../assets/print/messages/${language}.json`, import.meta.url), 'utf8'))
  assert.notDeepEqual(shape({ a: 'x {{date}}' }), shape({ a: 'x {{dates}}' }), 'the comparison can fail')
  for (const language of languages) assert.deepEqual(shape(read(language)).sort(), shape(read('en')).sort())
})
