import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { measures } from '#features/impact/rules/measures.ts'
import { kinds } from '#features/impact/web/studies/measures.ts'

test('the study pages know every outcome, and write each as what it is', () => {
  assert.deepEqual(kinds, Object.fromEntries(Object.entries(measures).map(([name, { kind }]) => [name, kind])))
})

test('whatever the gate may find has words in each language, and what it refuses for has what would help', () => {
  const gate = readFileSync(new URL('../../src/engines/causal/gate.ts', import.meta.url), 'utf8')
  const [refusals, cautions] = ['Refusals', 'Cautions'].map((part) =>
    [...(new RegExp(`/\\*\\* ${part}\\.[^]*?\\*/([^]*?)(?:/\\*\\*|\\n\\n)`).exec(gate)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(
      ([, code]) => code!,
    ),
  )
  assert.ok(refusals!.length > 10 && cautions!.length > 5, 'the codes stand where this looks for them')
  for (const language of ['en', 'de', 'ar']) {
    const file = new URL(`../../src/features/impact/web/messages/${language}.json`, import.meta.url)
    const { reason } = (JSON.parse(readFileSync(file, 'utf8')) as { studies: { reason: Record<string, { what?: string; how?: string }> } })
      .studies
    for (const code of [...refusals!, ...cautions!, 'single-clusters-borrowed'])
      assert.ok(reason[code]?.what, `${language}: ${code} has no words`)
    for (const code of [...refusals!, 'single-clusters-refused'])
      assert.ok(reason[code]?.how, `${language}: ${code} does not say what would help`)
  }
})
