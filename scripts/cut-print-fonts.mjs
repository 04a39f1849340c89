// Cuts the static TrueType fonts that Typst prints with: it reads neither woff2 nor variable axes.
// `node scripts/cut-print-fonts.mjs` writes assets/print/fonts; `--check` only compares (exit status 1 when they differ).
// Each cut gets a family name of its own: two fonts that share family and weight hide each other from Typst.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const root = new URL('../', import.meta.url)
const target = new URL('assets/print/fonts/', root)

const voices = [
  { voice: 'Flared', flare: 100, weights: [430, 640, 780] },
  { voice: 'Plain', flare: 0, weights: [400, 550, 650] },
]
// The script part of a name comes last in the family, so that look.typ can list them in order of preference.
const scripts = { latin: '', 'latin-ext': ' Latin Ext', vietnamese: ' Vietnamese', greek: ' Greek', cyrillic: ' Cyrillic' }
// Vazirmatn's own static cuts, by the weight that a template asks for.
const arabicWeights = { 400: '400Regular', 550: '500Medium', 650: '600SemiBold', 780: '800ExtraBold' }
const features = ['kern', 'liga', 'mark', 'mkmk', 'ccmp', 'locl', 'calt', 'rlig', 'init', 'medi', 'fina', 'isol', 'tnum', 'lnum']
const arabicText = text([0x600, 0x6ff], [0x750, 0x77f], [0x8a0, 0x8ff], [0x200c, 0x200d], [0xfb50, 0xfdff], [0xfe70, 0xfeff])

function text(...ranges) {
  return ranges
    .map(([first, last = first]) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join(''))
    .join('')
}

// The source files know which characters they are for. The Latin cut goes without combining marks: with them the shaper
// would compose Vietnamese letters itself, at zero width, instead of taking them from the Vietnamese cut.
async function scriptText(script) {
  const ranges = JSON.parse(await readFile(new URL('node_modules/@fontsource-variable/commissioner/unicode.json', root), 'utf8'))
  const parsed = ranges[script].split(',').map((range) =>
    range
      .replace('U+', '')
      .split('-')
      .map((point) => Number.parseInt(point, 16)),
  )
  return text(...parsed).replaceAll(script.startsWith('latin') ? /[\u0300-\u036f]/g : /$^/g, '')
}

// One family, one style and the licence. Typst takes the family from name 1 and the weight from OS/2, so name 1 carries no weight.
function nameTable(family, weight, copyright) {
  const names = [
    [0, copyright],
    [1, family],
    [2, String(weight)],
    [3, `${family} ${weight}, cut for print`],
    [4, `${family} ${weight}`],
    [6, `${family}-${weight}`.replaceAll(' ', '')],
    [13, 'This Font Software is licensed under the SIL Open Font License, Version 1.1.'],
    [14, 'https://openfontlicense.org'],
  ]
  const header = Buffer.alloc(6 + names.length * 12)
  header.writeUInt16BE(names.length, 2)
  header.writeUInt16BE(header.length, 4)
  let offset = 0
  const texts = names.map(([id, text], i) => {
    const bytes = Buffer.from(text, 'utf16le').swap16()
    // Platform 3 (Windows), encoding 1 (UTF-16), language 0x409 (English).
    ;[3, 1, 0x409, id, bytes.length, offset].forEach((value, k) => header.writeUInt16BE(value, 6 + i * 12 + k * 2))
    offset += bytes.length
    return bytes
  })
  return Buffer.concat([header, ...texts])
}

const checksum = (bytes) => {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0
  return sum
}
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

// Rebuilds the font file with another name table and weight class; layout as in the OpenType specification, "Organization of an OpenType Font".
function renamed(font, family, weight, copyright) {
  const count = font.readUInt16BE(4)
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 12 + i * 16
    const tag = font.toString('latin1', at, at + 4)
    const start = font.readUInt32BE(at + 8)
    return { tag, bytes: Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12))) }
  })
  for (const table of tables) {
    if (table.tag === 'name') table.bytes = nameTable(family, weight, copyright)
    if (table.tag === 'OS/2') table.bytes.writeUInt16BE(weight, 4)
    if (table.tag === 'head') table.bytes.writeUInt32BE(0, 8)
  }
  const directory = Buffer.alloc(12 + count * 16)
  font.copy(directory, 0, 0, 12)
  let offset = directory.length
  const bodies = tables.map(({ tag, bytes }, i) => {
    const body = padded(bytes)
    directory.write(tag, 12 + i * 16, 'latin1')
    directory.writeUInt32BE(checksum(body), 16 + i * 16)
    directory.writeUInt32BE(offset, 20 + i * 16)
    directory.writeUInt32BE(bytes.length, 24 + i * 16)
    offset += body.length
    return body
  })
  const whole = Buffer.concat([directory, ...bodies])
  const head = directory.readUInt32BE(20 + tables.findIndex(({ tag }) => tag === 'head') * 16)
  whole.writeUInt32BE((0xb1b0afba - checksum(whole)) >>> 0, head + 8)
  return whole
}

async function* cuts() {
  const commissioner = 'Copyright 2019 The Commissioner Project Authors (github.com/kosbarts/Commissioner)'
  for (const { voice, flare, weights } of voices) {
    for (const [script, suffix] of Object.entries(scripts)) {
      const source = await readFile(
        new URL(`node_modules/@fontsource-variable/commissioner/files/commissioner-${script}-full-normal.woff2`, root),
      )
      const letters = await scriptText(script)
      for (const weight of weights) {
        const variationAxes = { wght: weight, FLAR: flare, VOLM: 0, slnt: 0 }
        const cut = await subsetFont(source, letters, { targetFormat: 'truetype', noHinting: true, keepFeatures: features, variationAxes })
        yield [
          `commissioner-${voice.toLowerCase()}-${script}-${weight}.ttf`,
          renamed(cut, `Commissioner ${voice}${suffix}`, weight, commissioner),
        ]
      }
    }
  }
  const vazirmatn = 'Copyright 2015 The Vazirmatn Project Authors (https://github.com/rastikerdar/vazirmatn)'
  for (const [weight, style] of Object.entries(arabicWeights)) {
    const source = await readFile(new URL(`node_modules/@expo-google-fonts/vazirmatn/${style}/Vazirmatn_${style}.ttf`, root))
    const cut = await subsetFont(source, arabicText, { targetFormat: 'truetype', noHinting: true, keepFeatures: features })
    yield [`vazirmatn-${weight}.ttf`, renamed(cut, 'Vazirmatn Print', Number(weight), vazirmatn)]
  }
  yield ['OFL-Commissioner.txt', await readFile(new URL('node_modules/@fontsource-variable/commissioner/LICENSE', root))]
  yield ['OFL-Vazirmatn.txt', await readFile(new URL('node_modules/@expo-google-fonts/vazirmatn/LICENSE_FONT', root))]
}

const isCheck = process.argv.includes('--check')
const differing = []
let total = 0
await mkdir(target, { recursive: true })
for await (const [name, bytes] of cuts()) {
  total += bytes.length
  const present = await readFile(new URL(name, target)).catch(() => undefined)
  if (present?.equals(bytes)) continue
  differing.push(name)
  if (!isCheck) await writeFile(new URL(name, target), bytes)
}
console.error(`${fileURLToPath(target)}: ${Math.round(total / 1000)} kB, ${differing.length} ${isCheck ? 'differ' : 'written'}`)
for (const name of differing) console.error(`  ${String(name)}`)
if (isCheck && differing.length > 0) process.exitCode = 1
