// Reads as much of a PDF as the tests need: page sizes, fonts, and the text as glyphs are mapped to it. For files that Typst
// writes (one object after another, no object streams), so that no tool has to be installed.
import { inflateSync } from 'node:zlib'

export interface ReadPdf {
  /** Millimetres, one pair a page. */
  pages: { widthMm: number; heightMm: number }[]
  fonts: { name: string; isEmbedded: boolean }[]
  /** All characters in the order in which they are drawn (right-to-left runs from their left end), without white space. */
  text: string
  /** Glyphs that no font has, drawn as empty boxes. */
  missingGlyphs: number
  creationDate: string | undefined
}

interface PdfObject {
  dictionary: string
  stream: Buffer | undefined
}

function readObjects(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>()
  const source = pdf.toString('latin1')
  for (const match of source.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj/gm)) {
    const body = match[2] ?? ''
    const at = body.indexOf('stream\n')
    const dictionary = at < 0 ? body : body.slice(0, at)
    let stream: Buffer | undefined
    if (at >= 0) {
      const start = match.index + match[0].indexOf('stream\n') + 'stream\n'.length
      const raw = pdf.subarray(start, start + Number(/\/Length (\d+)/.exec(dictionary)?.[1]))
      stream = dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw
    }
    objects.set(match[1]!, { dictionary, stream })
  }
  return objects
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function readGlyphMap(cmap: string): Map<number, string> {
  return new Map(
    [...cmap.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)].map(([, glyph, text]) => [Number.parseInt(glyph!, 16), fromHex(text!)]),
  )
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const unescaped = (literal: string): string =>
  literal.replaceAll(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_, octal?: string, letter?: string) =>
    octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[letter!] ?? letter!),
  )

function glyphsOf(shown: string): number[] {
  const bytes = [...shown.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)|<([0-9A-Fa-f]+)>/g)].map(([, literal, hex]) =>
    hex === undefined ? Buffer.from(unescaped(literal ?? ''), 'latin1') : Buffer.from(hex, 'hex'),
  )
  const all = Buffer.concat(bytes)
  return Array.from({ length: all.length / 2 }, (_, i) => all.readUInt16BE(i * 2))
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = readObjects(Buffer.from(bytes))
  const refs = (dictionary: string, key: string): string[] =>
    [...dictionary.matchAll(new RegExp(`/${key} \\[?((?:\\d+ 0 R ?)+)`, 'g'))].flatMap(([, list]) =>
      [...list!.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!),
    )
  const get = (id: string | undefined): PdfObject => objects.get(id ?? '') ?? { dictionary: '', stream: undefined }

  const result: ReadPdf = { pages: [], fonts: [], text: '', missingGlyphs: 0, creationDate: undefined }
  for (const { dictionary } of objects.values()) {
    result.creationDate ??= /\/CreationDate \((.*?)\)/.exec(dictionary)?.[1]
    if (dictionary.includes('/FontDescriptor\n')) {
      result.fonts.push({ name: /\/FontName \/(\S+)/.exec(dictionary)?.[1] ?? '', isEmbedded: /\/FontFile[23]? \d+ 0 R/.test(dictionary) })
    }
    if (!/\/Type \/Page\s/.test(dictionary)) continue
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(dictionary) ?? []
    result.pages.push({ widthMm: (Number(width) / 72) * 25.4, heightMm: (Number(height) / 72) * 25.4 })
    const resources = get(refs(dictionary, 'Resources')[0]).dictionary
    const glyphMaps = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [
        name!,
        readGlyphMap(get(refs(get(id).dictionary, 'ToUnicode')[0]).stream?.toString('latin1') ?? ''),
      ]),
    )
    const content = refs(dictionary, 'Contents')
      .map((id) => get(id).stream?.toString('latin1') ?? '')
      .join('\n')
    let glyphMap = new Map<number, string>()
    for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:\((?:\\[\s\S]|[^\\)])*\)|[^\]()])*)\] TJ/g)) {
      if (font !== undefined) glyphMap = glyphMaps.get(font) ?? new Map<number, string>()
      for (const glyph of glyphsOf(shown ?? '')) {
        if (glyph === 0) result.missingGlyphs += 1
        result.text += glyphMap.get(glyph) ?? ''
      }
    }
  }
  result.text = squeezed(result.text)
  return result
}

/** As the reader gives text: lines are broken anywhere, so white space says nothing. */
export const squeezed = (text: string): string => text.replaceAll(/[\s\u200B]+/g, '')
/** A right-to-left text as it is drawn, from its left end. */
export const fromItsLeft = (text: string): string => Array.from(squeezed(text)).toReversed().join('')
