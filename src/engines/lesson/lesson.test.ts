import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkLesson } from './check.ts'
import { type Block, blocksFor, countWords, families, type Lesson, listeners, minutesOf, wordsOf } from './lesson.ts'
import { parseLesson } from './parse.ts'
import { filesOf, parseProse, pictureLine, videoLine } from './prose.ts'
import { serialiseLesson } from './serialise.ts'

const source = `---
key: listen-first
title: Listen before you solve
level: 1
theme: person
minutes: 5
families: contact-centre, sales-floor
---
## why company
We keep customers who feel heard.
## why me
Calls are shorter.


## why customer
They want to be understood.
## what
Hear the **whole** story first.

- Let them end.
- Say it back.

> "You are the first who listened."

![A woman on the phone](ear.svg "Ears first")
!video(talk.mp4 captions="talk.en.vtt" transcript="Two people talk.")
## how
Breathe out.
## how sales-floor
Put the scanner down.
## how contact-centre
Take your hands off the keys.
## question single
What comes first?
- [x] To listen
  > Yes: then you know what to solve.
- [ ] To refund
  > Perhaps nobody wanted money.
## reflect
When were you heard?
## I will
What will you do this week?
- Say it back once a day
- Let one caller end
`
const parsed = (text: string): Lesson => {
  const { lesson, faults } = parseLesson(text)
  assert.deepEqual(faults, [])
  return lesson!
}
const faultsOf = (text: string) => parseLesson(text).faults.map(({ line, column, message }) => `${line}:${column} ${message}`)

test('a lesson is read block by block', () => {
  const lesson = parsed(source)
  assert.deepEqual([lesson.key, lesson.title, lesson.level, lesson.theme], ['listen-first', 'Listen before you solve', 1, 'person'])
  assert.deepEqual(lesson.families, ['sales-floor', 'contact-centre'], 'in their own order')
  assert.deepEqual(
    lesson.blocks.map(({ kind }) => kind),
    ['why', 'why', 'why', 'what', 'how', 'how', 'how', 'question', 'reflect', 'commit'],
  )
  const question = lesson.blocks[7] as Extract<Block, { kind: 'question' }>
  assert.deepEqual(question.options[1], { text: 'To refund', isRight: false, feedback: 'Perhaps nobody wanted money.' })
  assert.deepEqual((lesson.blocks.at(-1) as { suggestions: string[] }).suggestions, ['Say it back once a day', 'Let one caller end'])
})

test('written out and read again it is the same, and so is its text', () => {
  const lesson = parsed(source)
  const text = serialiseLesson(lesson)
  assert.deepEqual(parsed(text), lesson)
  assert.equal(serialiseLesson(parsed(text)), text)
  assert.equal(serialiseLesson(parsed(source.replaceAll('\n', '\r\n'))), text, 'whatever the line ends')
})

test('any words survive being written out and read again, marks among them', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('## what', '\\## how', '- [x] a', '- b', '\\- c', '---', '> q', '', '# x', '\\\\## y'),
  )
  const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n'))
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constant('what' as const), text }),
    fc.record({ kind: fc.constant('reflect' as const), prompt: text }),
    fc.record({ kind: fc.constant('commit' as const), prompt: text, suggestions: fc.array(line, { maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('question' as const),
      isMultiple: fc.boolean(),
      prompt: text,
      options: fc.array(fc.record({ text: line, isRight: fc.boolean(), feedback: text }), { maxLength: 3 }),
    }),
  )
  fc.assert(
    fc.property(fc.uniqueArray(block, { maxLength: 4, selector: ({ kind }) => kind }), (blocks) => {
      const once = serialiseLesson({ key: 'a', title: 'T', level: 2, theme: null, families: [], blocks })
      const read = parsed(once)
      assert.deepEqual(
        read.blocks.map(({ kind }) => kind),
        blocks.map(({ kind }) => kind),
      )
      assert.equal(serialiseLesson(read), once)
    }),
    { numRuns: 500 },
  )
})

test('what can’t be read is said with line and column', () => {
  assert.deepEqual(faultsOf('Hello'), [
    '1:1 A lesson begins with a line ---, then key, title and level, then --- again.',
    '1:1 Words before the first heading; a heading begins with "## ".',
  ])
  assert.deepEqual(faultsOf('---\nkey: a'), ['1:1 The head that begins here has no closing line ---.'])
  const head = '---\nkey: A b\ntitle: T\nlevel: 5\nfamilies: shop, delivery\nowner: me\n---\n'
  assert.deepEqual(faultsOf(head), [
    '2:6 A key is made of small letters, digits and hyphens, like listen-first.',
    '4:8 A level is 1, 2, 3 or 4.',
    `5:11 "shop" is none of ${families.join(', ')}.`,
    '6:1 "owner" is none of key, title, level, theme, minutes, families.',
  ])
  const good = '---\nkey: a\ntitle: T\nlevel: 1\n---\n'
  assert.deepEqual(faultsOf(`${good}## what\n## what\n## whence\n## why all\n## how shop\n## question\n`), [
    '7:1 "## what" stands here twice.',
    '8:4 "whence" is no heading of a lesson: why, what, how, question, reflect, I will.',
    '9:8 Why for whom? Write "## why company", "## why me", "## why customer".',
    `10:8 "shop" is none of ${families.join(', ')}.`,
    '11:12 Write "## question single" or "## question multiple".',
  ])
  assert.deepEqual(faultsOf(`${good}## question single\nWhich?\n- [x] One\nwords\n## I will\nWhat?\n- a\nb\n`), [
    '9:1 An option is "- [x] words" or "- [ ] words", its feedback "  > words" below.',
    '13:1 Each suggestion is one line that begins with "- ".',
  ])
})

test('prose is paragraphs, lists, quotes, pictures and videos, and everything else is words', () => {
  const what = parsed(source).blocks[3] as { text: string }
  assert.deepEqual(
    parseProse(what.text).map(({ kind }) => kind),
    ['paragraph', 'list', 'quote', 'picture', 'video'],
  )
  assert.deepEqual(parseProse('a **b** c')[0], {
    kind: 'paragraph',
    spans: [
      { text: 'a ', isBold: false },
      { text: 'b', isBold: true },
      { text: ' c', isBold: false },
    ],
  })
  assert.deepEqual(filesOf(what.text), ['ear.svg', 'talk.mp4', 'talk.en.vtt'])
  assert.deepEqual(parseProse(pictureLine('a.svg', 'a [b]', 'say "c"'))[0], {
    kind: 'picture',
    file: 'a.svg',
    alt: 'a ’b’',
    caption: 'say ’c’',
  })
  assert.deepEqual(parseProse(videoLine('a.mp4', 'a.vtt', 'Two  talk'))[0], {
    kind: 'video',
    file: 'a.mp4',
    captions: 'a.vtt',
    transcript: 'Two talk',
  })
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (text) => void parseProse(text)))
})

test('a variant counts once, the longest; of a question the longest feedback', () => {
  const blocks = parsed(source).blocks
  assert.equal(countWords('!video(a.mp4 captions="b")\n![two words](a.svg "three")\n- one, — two'), 5)
  const without = blocks.filter((block) => block.kind !== 'how' || block.family !== 'sales-floor')
  assert.equal(wordsOf(blocks), wordsOf(without))
  assert.equal(minutesOf([{ kind: 'what', text: 'word '.repeat(700) }]), 4)
})

test('somebody of a family sees the whole how and their own variant', () => {
  const seen = (family: Lesson['families'][number] | null) =>
    blocksFor(parsed(source).blocks, family).flatMap((block) => (block.kind === 'how' ? [block.family] : []))
  assert.deepEqual(seen('sales-floor'), [null, 'sales-floor'])
  assert.deepEqual(seen('delivery'), [null])
  assert.deepEqual(seen(null), [null])
})

const words = (count: number) => 'word '.repeat(count).trim()
const complete = (): Block[] => [
  ...listeners.map((who) => ({ kind: 'why' as const, who, text: words(100) })),
  { kind: 'what', text: words(300) },
  { kind: 'how', family: 'delivery', text: words(100) },
  { kind: 'how', family: 'warehouse', text: words(90) },
  {
    kind: 'question',
    isMultiple: false,
    prompt: 'Which?',
    options: [
      { text: 'This', isRight: true, feedback: 'Yes.' },
      { text: 'That', isRight: false, feedback: 'No.' },
    ],
  },
  { kind: 'commit', prompt: 'What will you do?', suggestions: [] },
]
const lacks = (change: (blocks: Block[]) => Block[], files?: string[]) =>
  checkLesson('Title', change(complete()), files).map(({ what, block }) => `${what}${block === null ? '' : ` ${block}`}`)

test('what a lesson lacks is named', () => {
  assert.deepEqual(
    lacks((all) => all),
    [],
  )
  assert.deepEqual(checkLesson(' ', complete()), [{ what: 'title', block: null }])
  assert.deepEqual(
    lacks(() => []),
    ['why-company', 'why-me', 'why-customer', 'what', 'variants', 'commit', 'too-short'],
  )
  assert.deepEqual(
    lacks((all) => all.filter((block) => block.kind !== 'how' || block.family !== 'delivery')),
    ['variants'],
  )
  assert.deepEqual(
    lacks((all) => [...all, all.at(-1)!]),
    ['commit-twice'],
  )
  assert.deepEqual(
    lacks((all) => [...all, { kind: 'reflect', prompt: '' }]),
    ['order 8', 'empty 8'],
  )
  assert.deepEqual(
    lacks((all) => all.map((block) => (block.kind === 'what' ? { ...block, text: words(1200) } : block))),
    ['too-long'],
  )
  const question = (change: Partial<Extract<Block, { kind: 'question' }>>) =>
    lacks((all) => all.map((block) => (block.kind === 'question' ? { ...block, ...change } : block)))
  assert.deepEqual(question({ options: [] }), ['question-options 6', 'question-right 6'])
  assert.deepEqual(
    question({
      options: [
        { text: '', isRight: true, feedback: '' },
        { text: 'b', isRight: true, feedback: 'c' },
      ],
    }),
    ['question-right 6', 'option-text 6', 'option-feedback 6'],
  )
  const shown = (line: string) =>
    lacks((all) => all.map((block) => (block.kind === 'what' ? { ...block, text: `${block.text}\n${line}` } : block)), ['a.svg'])
  assert.deepEqual(shown('![An ear](a.svg)'), [])
  assert.deepEqual(shown('![](b.svg)'), ['picture-words 3', 'file 3'])
  assert.deepEqual(shown('!video(a.svg)'), ['video-captions 3'])
})
