import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertNone } from '../guards/fixture.ts'
import { readSources, type SourceFile } from '../guards/source.ts'

// Sheets that hold values, fonts or what paper needs, not the look of parts.
const plain = /^src\/ui\/(tokens|fonts|print)\.css$/

/** `a b c d` gives the second value to the right in every script. */
const sidedShorthand = /\b(padding|margin|inset|border-width|border-radius)\s*:\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*;/

function faultsOf({ name, text }: SourceFile): string[] {
  const faults: string[] = []
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  if (!/^(\/\*[\s\S]*?\*\/\s*)?@layer base, parts, pages;/.test(text))
    faults.push(`${name} does not begin with "@layer base, parts, pages;"`)
  for (const [index, line] of bare.split('\n').entries()) {
    const at = `${name}:${index + 1}`
    if (/(^|[\s;{-])(left|right)(\s*:|-)|:\s*(left|right)\s*;/.test(line))
      faults.push(`${at} names a side of the screen; use inline-start, inline-end, start, end`)
    const sides = sidedShorthand.exec(line)
    const isEven = sides?.[1] === 'border-radius' ? sides[2] === sides[3] && sides[4] === sides[5] : sides?.[3] === sides?.[5]
    if (sides && !isEven && sides[1] !== 'border-width') faults.push(`${at} gives left and right different values; write the inline pair`)
    if (/#[\da-f]{3,8}\b|\b(rgb|hsl|oklch)\(/i.test(line)) faults.push(`${at} has a raw colour; use a role of tokens.css`)
    if (/!important/.test(line) && !/display: none|duration: 0|scroll-behavior|iteration-count/.test(line))
      faults.push(`${at} uses !important`)
  }
  return faults
}

const sheet = (lines: string): SourceFile => ({ name: 'src/ui/x.css', text: `@layer base, parts, pages;\n@layer parts {\n${lines}\n}\n` })

test('each seeded fault of a style sheet is found', () => {
  assert.deepEqual(faultsOf(sheet('.a { padding: 1px 2px 3px 2px; margin-inline-start: 2px; }')), [])
  assert.match(faultsOf(sheet('.a { margin-left: 2px; }'))[0]!, /names a side/)
  assert.match(faultsOf(sheet('.a { text-align: right; }'))[0]!, /names a side/)
  assert.match(faultsOf(sheet('.a { padding: 1px 2px 3px 4px; }'))[0]!, /inline pair/)
  assert.match(faultsOf(sheet('.a { color: #fff; }'))[0]!, /raw colour/)
  assert.match(faultsOf(sheet('.a { color: red !important; }'))[0]!, /!important/)
  assert.match(faultsOf({ name: 'src/ui/x.css', text: '.a { color: var(--ink); }' })[0]!, /does not begin/)
})

test('style sheets name roles and directions of reading, never colours or sides', () => {
  const sheets = readSources(['src/ui/**/*.css', 'src/features/*/web/**/*.css']).filter(({ name }) => !plain.test(name))
  assert.ok(sheets.length >= 10)
  assertNone(sheets.flatMap(faultsOf))
})

test('no page writes an inline style or raw HTML, which the content policy would drop', () => {
  const pages = readSources(['src/ui/**/*.tsx', 'src/features/*/web/**/*.tsx', 'index.html'])
  assert.ok(pages.length >= 40)
  assertNone(
    pages.flatMap(({ name, text }) =>
      /\sstyle=|dangerouslySetInnerHTML|<style[\s>]/.test(text) ? [`${name} has an inline style or raw HTML`] : [],
    ),
  )
})
