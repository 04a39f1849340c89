// The fonts in the repository are what the script cuts from the packages, and they carry their licences.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { promisify } from 'node:util'

const root = new URL('../../', import.meta.url)
const fonts = new URL('assets/print/fonts/', root)

test('cutting the fonts again gives the same files', async () => {
  await promisify(execFile)(process.execPath, ['scripts/cut-print-fonts.mjs', '--check'], { cwd: root, timeout: 60_000 })
})

test('all cuts together stay under a megabyte, and both licences lie beside them', () => {
  const files = readdirSync(fonts)
  const bytes = files.reduce((sum, file) => sum + readFileSync(new URL(file, fonts)).length, 0)
  assert.ok(bytes < 1_000_000, `${bytes} bytes`)
  for (const licence of ['OFL-Commissioner.txt', 'OFL-Vazirmatn.txt'])
    assert.match(readFileSync(new URL(licence, fonts), 'utf8'), /SIL Open Font License, Version 1\.1/)
})
