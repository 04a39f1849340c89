import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseScenario } from '#engines/scenario/parse.ts'
import { channels } from '#engines/scenario/scenario.ts'
import { serialiseScenario } from '#engines/scenario/serialise.ts'
import { checkScenario } from '#engines/scenario/validate.ts'
import { draftScenario, draftWords, isPointWhole, type StoryPoint, type StoryToDraft } from './draft.ts'
import { flowOf } from './sentences.ts'

const awkward = [
  '* [own] -> well',
  'if trust >= 2: x',
  'kaya (cold): no',
  '== ending x : good',
  '> why',
  '>> so',
  '# note',
  'after 9s -> x',
  '---',
  'a \\ b',
  '(trust +1)',
  '[rule: x]',
  '→',
  'You: me',
  '\u2028',
  'état',
  'قصة: نعم',
  '👩‍🚀'.repeat(300),
  'a'.repeat(3000),
]
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(...awkward),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('She waited.', 'What now?', 'Two days\nlater.'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '))
const some = words.filter((text) => isPointWhole({ sentence: '', done: text, why: '', others: [{ text, why: text, kind: 'wrong' }] }))
const others = fc
  .array(fc.record({ text: some, why: some, kind: fc.constantFrom('wrong' as const, 'defensible' as const) }), {
    minLength: 1,
    maxLength: 2,
  })
  .filter((all) => all.some(({ kind }) => kind === 'wrong'))
const stories: fc.Arbitrary<StoryToDraft> = fc
  .record({
    key: fc.constant('story-0af3'),
    language: fc.constantFrom('en' as const, 'de' as const, 'ar' as const),
    title: words,
    happened: words,
    hard: words,
    did: words,
    felt: words,
    theme: fc.constantFrom('own', 'p-0123'),
    principle: some,
    level: fc.integer({ min: 1, max: 4 }),
    channel: fc.constantFrom(...channels),
    points: fc.array(fc.record({ at: fc.nat(), done: some, why: words, others }), { minLength: 2, maxLength: 6 }),
  })
  .map((story) => {
    const flow = flowOf(story)
    const points = story.points.map(({ at, ...point }): StoryPoint => ({
      ...point,
      sentence: flow[at % Math.max(1, flow.length)] ?? 'gone',
    }))
    return { ...story, points }
  })

test('any story with two points or more becomes a scenario that can be read and has no fault', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const text = draftScenario(story)
      const { findings, scenario, situations } = checkScenario(text)
      assert.deepEqual(findings, [], text)
      assert.ok((situations ?? 0) > 0)
      assert.equal(serialiseScenario(parseScenario(text).scenario), text)
      assert.equal(scenario.scenes.filter(({ key }) => /^point-\d$/.test(key)).length, story.points.length)
      assert.deepEqual(
        scenario.endings.map(({ quality }) => quality),
        ['good', 'defensible', 'poor', 'poor'],
      )
      const { headline, sentence, question } = draftWords(story)
      assert.ok(headline.length <= 90 && sentence.length <= 240 && question.length <= 400)
    }),
    { numRuns: 120 },
  )
})

const lamp: StoryToDraft = {
  key: 'story-lamp',
  language: 'en',
  title: 'The lamp for Sunday',
  happened:
    'A customer rang for the second time. Her lamp had come broken again, and her mother was to be eighty on Sunday. I asked what had happened before I asked for a number.',
  hard: 'The next free delivery was on Tuesday. I sent a new one with the driver who passes her street.',
  did: '',
  felt: 'She laughed for the first time.',
  theme: 'own',
  principle: 'Own it to the end',
  level: 2,
  channel: 'phone',
  points: [
    {
      sentence: 'I sent a new one with the driver who passes her street.',
      done: 'Send a new one with the driver who passes her street.',
      why: '',
      others: [{ text: 'Promise Tuesday.', why: 'Sunday is gone by then.', kind: 'wrong' }],
    },
    {
      sentence: 'I asked what had happened before I asked for a number.',
      done: 'Ask what happened.',
      why: 'She wanted to be heard first.',
      others: [
        { text: 'Ask for the order number.', why: 'It sounds like a form.', kind: 'wrong' },
        { text: 'Say sorry and look the order up.', why: 'Fair and quick.', kind: 'defensible' },
      ],
    },
  ],
}

test('points stand in the order of the text, what was told before them leads to them, and the principle says why where nobody did', () => {
  const { scenes, endings } = parseScenario(draftScenario(lamp)).scenario
  assert.deepEqual(
    scenes.map(({ key }) => key),
    ['point-1', 'point-1-turn-1', 'point-2', 'point-2-turn-1', 'close'],
  )
  assert.deepEqual(
    scenes[0]!.lines.map((line) => line.words),
    ['A customer rang for the second time. Her lamp had come broken again, and her mother was to be eighty on Sunday.', 'What do you do?'],
  )
  assert.deepEqual(
    scenes[0]!.choices.map(({ text, target }) => [text, target]),
    [
      ['Ask what happened.', 'point-2'],
      ['Ask for the order number.', 'point-1-turn-1'],
      ['Say sorry and look the order up.', 'point-2'],
    ],
  )
  assert.equal(
    scenes[2]!.choices.find(({ text }) => text.startsWith('Send'))!.words,
    'This is what was done. It keeps what we say: Own it to the end.',
  )
  assert.equal(endings[0]!.lines[0]!.words, 'She laughed for the first time.')
  assert.deepEqual(draftWords(lamp), {
    headline: 'The lamp for Sunday',
    sentence: 'Ask what happened.',
    question: 'Her lamp had come broken again, and her mother was to be eighty on Sunday. What would you have done next, and why?',
  })
})

test('one point alone, or one without a wrong way, is no scenario', () => {
  assert.throws(() => draftScenario({ ...lamp, points: lamp.points.slice(1) }), RangeError)
  const [first, second] = lamp.points as [StoryPoint, StoryPoint]
  assert.throws(() => draftScenario({ ...lamp, points: [first, { ...second, others: second.others.slice(1) }] }), RangeError)
})
