import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { drawScenario } from './map.ts'
import { parseScenario } from './parse.ts'
import { indexScenario, openChoices, replay, startOf, step } from './play.ts'
import type { Move } from './play.ts'
import { serialiseScenario } from './serialise.ts'
import { checkScenario } from './validate.ts'
import { alignTranslation, isSameStructure, translationOf, withWords, wordsOf } from './words.ts'

const guide = readFileSync(new URL('../../../docs/guide/scenario-format.md', import.meta.url), 'utf8')
/** The guide's own example is the one tested: what authors copy works. */
const text = guide.split('```')[1]?.trimStart() ?? ''
const changedText = (from: string, to: string): string => {
  assert.ok(text.includes(from), from)
  return text.replace(from, to)
}
const codes = (source: string, isError = true): string[] =>
  checkScenario(source).findings.flatMap((one) => (one.isError === isError ? [one.code] : []))

test('the example of the guide has no fault and reads as written', () => {
  const { scenario, findings } = checkScenario(text)
  assert.deepEqual(
    findings.filter(({ isError }) => isError),
    [],
  )
  assert.deepEqual(
    [scenario.key, scenario.level, scenario.theme, scenario.families, scenario.channel, scenario.scenes.length, scenario.endings.length],
    ['parcel-broken', 1, 'own', ['contact-centre'], 'phone', 3, 3],
  )
  assert.deepEqual(scenario.states[0], { key: 'patience', start: 3, most: 5, kind: 'meter', label: null })
  assert.deepEqual(scenario.scenes[1]?.choices[1], {
    text: 'Offer her the money back at once.',
    conditions: [{ state: 'trust', comparison: '>=', number: 3 }],
    effects: [{ state: 'cost', kind: 'change', number: 30 }],
    target: 'paid',
    kept: ['own'],
    broken: ['promise'],
    rule: 'refund shipping',
    words: 'Inside your limit, and on the spot. Only Sunday stays without glasses.',
    standard: null,
  })
  assert.deepEqual(scenario.scenes[0]?.timer, { seconds: 20, effects: [{ state: 'patience', kind: 'change', number: -1 }], target: 'tell' })
  assert.deepEqual(scenario.scenes[1]?.lines[0]?.conditions, [{ state: 'patience', comparison: '<=', number: 1 }])
})

test('what the guide says about faults is what the engine says, with line and column', () => {
  const table: [string, string, string, string, number | null][] = [
    ['no head', '---\nkey', 'key', 'head-missing', null],
    ['a key that nobody knows', 'level: 1', 'lvl: 1', 'head-unknown', 5],
    ['a line of the head is missing', 'minutes: 6\n', '', 'head-needed', 1],
    ['a level that is none', 'level: 1', 'level: 9', 'head-value', 5],
    ['a state that begins outside', 'state trust 2 of 5', 'state trust 9 of 5', 'state-range', 13],
    ['a state twice', 'state trust 2 of 5', 'state patience 2 of 5', 'state-twice', 13],
    ['something before the first scene', 'cast kaya', 'kast kaya', 'outside-scene', 16],
    ['a heading twice', '== tell', '== start', 'heading-twice', null],
    ['an ending without a quality', ': good : She', ': fine : She', 'ending-quality', null],
    ['a speaker who is not cast', 'kaya: It was', 'kay: It was', 'speaker-unknown', null],
    ['no way out of a choice', ' -> paid\n  > Inside', '\n  > Inside', 'target-missing', null],
    ['a mistyped change', '(cost +30)', '(cost +thirty, time +2)', 'effects-form', null],
    ['a mistyped condition', 'if trust >= 3', 'if trust >= three', 'condition-form', null],
    ['a theme with a space', '[own, promise]', '[own promise]', 'tag-form', null],
    ['choices and a way on', '== tell : What happened\n', '== tell : What happened\n-> calm\n', 'mixed-exits', null],
    ['a timer that is too short', 'after 20s', 'after 2s', 'after-form', null],
    ['an unknown scene', '-> paid', '-> padi', 'target-unknown', null],
    ['an unknown state', '(cost +30)', '(costs +30)', 'state-unknown', null],
    ['when that leads to a scene', '-> gone\n\n== start', '-> tell\n\n== start', 'when-to-scene', 17],
    ['no debrief', '  > A name and a day: she can stop worrying.\n', '', 'debrief-missing', null],
    ['a condition that never holds', 'if trust >= 3', 'if trust >= 5 and trust < 3', 'choice-impossible', null],
    ['a line that nobody hears', 'kaya (cold) if patience <= 1', 'kaya (cold) if patience > 4', 'line-impossible', null],
    ['a scene to which nothing leads', '== ending calm', '== alone\nNobody.\n-> calm\n\n== ending calm', 'scene-unreachable', null],
    [
      'an ending to which nothing leads',
      '== ending gone',
      '== ending else : poor\nNothing.\n> x\n\n== ending gone',
      'ending-unreachable',
      null,
    ],
  ]
  for (const [name, from, to, code, line] of table) {
    const found = checkScenario(changedText(from, to)).findings.find((finding) => finding.code === code)
    assert.ok(found, `${name}: ${code} in ${codes(changedText(from, to)).join(' ')}`)
    if (line !== null) assert.equal(found.line, line, name)
    assert.ok(guide.includes(`\`${code}\``), `the guide names ${code}`)
  }
  const mistyped = changedText('(cost +30)', '(cost +thirty, time +2)')
  const { line, column } = checkScenario(mistyped).findings.find(({ code }) => code === 'effects-form') ?? assert.fail()
  const row = mistyped.split('\n')[line - 1] ?? ''
  assert.ok(row.slice(column - 1).startsWith('cost +thirty'), 'the column points at the mistake')
})

test('dead ends, circles and meters at their end are found with the way that leads there', () => {
  const dead = changedText('* Take it over: new glasses by Saturday, you ring on Friday. (', '* Take it over. if trust >= 3 (')
  const found = checkScenario(dead.replace('(patience -2) [-own, -easy]', 'if trust >= 3 (patience -2) [-own, -easy]')).findings.find(
    ({ code }) => code === 'dead-end',
  )
  assert.deepEqual([found?.path, found?.via], ['insist', ['start/after', 'tell/3']], 'the shortest way there, here by saying nothing')
  const circle = changedText(
    '== tell : What happened',
    '== tell : What happened\n* Wait. (time +1) [-own] -> round\n  > Waiting is no answer.',
  ).replace('== ending calm', '== round\nNothing happens.\n-> round2\n\n== round2\nStill nothing.\n-> round\n\n== ending calm')
  assert.deepEqual(
    checkScenario(circle)
      .findings.filter(({ code }) => code === 'no-ending-in-reach')
      .map(({ path, via }) => [path, via]),
    [
      ['round', ['start/1', 'tell/1']],
      ['round2', ['start/1', 'tell/1', 'round/on1']],
    ],
  )
  const full = changedText('state trust 2 of 5', 'state trust 5 of 5')
  assert.ok(codes(full).includes('state-out-of-bounds'), 'trust can never grow')
  assert.ok(!codes(text).includes('state-out-of-bounds'))
  const close = changedText('state trust 2 of 5', 'state trust 4 of 5')
  assert.ok(codes(close, false).includes('state-cut'), 'at times it can')
})

test('time pressure is never the only way out', () => {
  const source = text.replaceAll(/^(\* (?:Say that you are sorry|Ask for the order).*?) \(/gm, '$1 if patience <= 2 (')
  assert.ok(codes(source).includes('dead-end'))
  assert.ok(!codes(text).includes('dead-end'))
})

test('too many situations are said, not guessed', () => {
  const states = Array.from({ length: 5 }, (_, index) => `state s${index} 10 of 20 : S`).join('\n')
  const choices = Array.from({ length: 5 }, (_, index) => `* Choose ${index}. (s${index} +1) [own] -> start\n> x`).join('\n')
  const head = text.slice(0, text.indexOf('state patience'))
  const large = `${head}${states}\n== start\nMany.\n${choices}\n* Out. [own] -> out\n> x\n* Away. (s0 = 0, s1 = 0) [own] -> start\n> x\n== ending out : good\nOut.\n> x\n`
  assert.deepEqual([codes(large), checkScenario(large).situations], [['too-many-situations'], null])
})

test('a play goes by the same steps everywhere and refuses a move that is not there', () => {
  const indexed = indexScenario(checkScenario(text).scenario)
  const start = startOf(indexed)
  assert.deepEqual(
    openChoices(indexed, start).map(({ path }) => path),
    ['start/1', 'start/2'],
  )
  assert.equal(step(indexed, start, { kind: 'choice', index: 2 }), null)
  assert.equal(step(indexed, start, { kind: 'on' }), null)
  assert.deepEqual(step(indexed, start, { kind: 'time' }), { at: 'tell', state: [2, 2, 0, 0] })
  const heard: Move = { kind: 'choice', index: 0 }
  const form: Move = { kind: 'choice', index: 1 }
  assert.deepEqual(replay(indexed, [heard, heard])?.position, { at: 'calm', state: [3, 4, 0, 2] })
  assert.deepEqual(replay(indexed, [heard, { kind: 'choice', index: 1 }])?.position, { at: 'paid', state: [3, 3, 30, 2] })
  assert.equal(replay(indexed, [form, { kind: 'choice', index: 1 }]), null, 'without her trust nobody offers money')
  assert.deepEqual(
    replay(indexed, [form, { kind: 'choice', index: 2 }])?.position,
    { at: 'gone', state: [0, 2, 0, 0] },
    'when her patience is gone, so is she',
  )
})

test('a translation changes words and nothing else', () => {
  const { scenario } = parseScenario(text)
  const words = wordsOf(scenario)
  assert.equal(new Set(words.map(({ path }) => path)).size, words.length)
  const german = withWords(
    scenario,
    new Map([
      ['start/1', 'Sag, dass es dir leidtut (wirklich)'],
      ['title', 'Zerbrochen'],
      ['cast:kaya', ' '],
    ]),
  )
  assert.equal(german.scenes[0]?.choices[0]?.text, 'Sag, dass es dir leidtut (wirklich)')
  assert.equal(german.cast[0]?.words, 'Mrs Kaya, a customer')
  assert.ok(isSameStructure(scenario, german))
  assert.ok(isSameStructure(scenario, parseScenario(serialiseScenario(german)).scenario))
  assert.ok(!isSameStructure(scenario, parseScenario(changedText('(trust +1)', '(trust +2)')).scenario))
})

test('a translation moves along with its sentence and says which sentences have changed', () => {
  const { scenario } = parseScenario(text)
  const german = withWords(scenario, new Map(wordsOf(scenario).map(({ path, words }) => [path, `de ${words}`])))
  const translation = translationOf(scenario, german)
  assert.ok(
    alignTranslation(wordsOf(scenario), translation).every(
      ({ state, words, translated }) => state === 'done' && translated === `de ${words}`,
    ),
  )
  const source = changedText('kaya: It was the glasses.', 'The line crackles.\nkaya: It was a bowl.').replace(
    '> Her patience was',
    '> Her patience is',
  )
  const rows = alignTranslation(wordsOf(parseScenario(source).scenario), translation)
  const open = rows.filter(({ state }) => state !== 'done').map(({ path, state }) => [path, state])
  assert.deepEqual(open, [
    ['tell/line2', 'changed'],
    ['tell/line3', 'missing'],
    ['gone/debrief', 'changed'],
  ])
})

test('the map gives each scene its own place', () => {
  const drawing = drawScenario(parseScenario(text).scenario)
  const columns = { start: 0, tell: 1, insist: 2, calm: 2, paid: 2, gone: 3 }
  assert.deepEqual(Object.fromEntries(drawing.spots.map(({ key, column }) => [key, column])), columns)
  assert.equal(new Set(drawing.spots.map(({ column, row }) => `${column} ${row}`)).size, 6)
  assert.deepEqual(
    drawing.ways.filter(({ from }) => from === 'start').map(({ to, kind, count }) => [to, kind, count]),
    [
      ['tell', 'choice', 2],
      ['tell', 'time', 1],
    ],
  )
  assert.deepEqual(drawScenario(parseScenario('').scenario), { spots: [], ways: [], columns: 0, rows: 0 })
})
