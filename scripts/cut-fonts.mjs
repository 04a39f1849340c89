// Cuts the web fonts that src/ui/fonts.css loads and writes them to src/ui/fonts. Run after an update of a
// @fontsource-variable package; the results are committed, so that a build needs neither time nor this script.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const from = join(root, 'node_modules/@fontsource-variable')
const to = join(root, 'src/ui/fonts')

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('')

const ascii = range(0x20, 0x7e)
const latin = `${range(0x20, 0xff)}ıŒœʻʼˆ˚˜${range(0x2000, 0x206f)}€™↑↓−∕`
const latinExtended = `${range(0x100, 0x17f)}ȘșȚț`
const arabic = `${range(0x600, 0x6ff)}${range(0x200c, 0x200e)}\u2010\u2011`

// Weights 400 to 800 are all that tokens.css uses. The plain cut (no flare) is for Latin words on Arabic pages:
// with Vazirmatn it stays under 60 kB, where the flared file would not.
const cuts = [
  ['commissioner-latin', 'commissioner/files/commissioner-latin-flar-normal.woff2', latin],
  ['commissioner-latin-extended', 'commissioner/files/commissioner-latin-ext-flar-normal.woff2', latinExtended],
  ['commissioner-plain', 'commissioner/files/commissioner-latin-wght-normal.woff2', `${ascii}–—‘’“”…·€`],
  ['vazirmatn-arabic', 'vazirmatn/files/vazirmatn-arabic-wght-normal.woff2', arabic],
]

mkdirSync(to, { recursive: true })
for (const [name, source, text] of cuts) {
  const cut = await subsetFont(readFileSync(join(from, source)), text, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 800 } },
  })
  writeFileSync(join(to, `${name}.woff2`), cut)
  process.stdout.write(`${name}.woff2 ${cut.length} bytes\n`)
}
copyFileSync(join(from, 'commissioner/LICENSE'), join(to, 'OFL-commissioner.txt'))
copyFileSync(join(from, 'vazirmatn/LICENSE'), join(to, 'OFL-vazirmatn.txt'))
