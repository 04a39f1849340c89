// The pack "Everyday service", held to what it promises.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPack } from './pack-files.ts'
import { checkPack } from './pack-rules.ts'

const pack = readPack()

describe('the pack', () => {
  it('keeps every rule in every file', () => {
    assert.ok(pack.size > 60, `only ${pack.size} files were read`)
    assert.deepEqual(checkPack(pack), [])
  })
})

/** What somebody might do to a file, and what the check then says. */
const seeds: [what: string, file: string, from: string | RegExp, to: string, expected: RegExp][] = [
  ['a why is missing', 'lessons/look-up/en.md', '## why me', '## why you', /^lessons\/look-up\/en\.md:\d+ Why for whom/],
  ['a why is empty', 'lessons/look-up/de.md', /(?<=## why me\n).+\n/, '', /^lessons\/look-up\/de\.md:\d+ lacks: why-me/],
  [
    'one variant is left',
    'lessons/say-no/en.md',
    /## how sales-floor[^]*?(?=## how back-office)/,
    '',
    /^lessons\/say-no\/en\.md:1 lacks: variants/,
  ],
  [
    'there are two "I will"',
    'lessons/say-no/de.md',
    '## reflect',
    '## I will',
    /^lessons\/say-no\/de\.md:\d+ "## I will" stands here twice/,
  ],
  [
    'a lesson gets too short',
    'lessons/plain-words/ar.md',
    /(?<=## what\n)[^]*?(?=## how\n)/,
    'قليل.\n\n',
    /^lessons\/plain-words\/ar\.md:1 lacks: too-short/,
  ],
  ['its minutes are wrong', 'lessons/say-no/de.md', 'minutes: 4', 'minutes: 6', /^lessons\/say-no\/de\.md:6 takes 4 minutes/],
  [
    'an option has no feedback',
    'lessons/first-to-hear/en.md',
    /(?<=- \[ \] Give her the number[^\n]*\n) {2}> [^\n]*\n/,
    '',
    /^lessons\/first-to-hear\/en\.md:\d+ lacks: option-feedback/,
  ],
  [
    'two options are right',
    'lessons/first-to-hear/de.md',
    '- [ ] Ihr die Nummer',
    '- [x] Ihr die Nummer',
    /^lessons\/first-to-hear\/de\.md:\d+ lacks: question-right/,
  ],
  [
    'a translation lost a suggestion',
    'lessons/find-the-cause/de.md',
    /- Ich zähle[^\n]*\n/,
    '',
    /^lessons\/find-the-cause\/de\.md:1 is built differently/,
  ],
  [
    'a text is hard to read',
    'lessons/put-it-right/en.md',
    /(?<=## what\n)[^]*?(?=## how sales)/,
    `${'Organisational communication necessitates comprehensive consideration of individual circumstances notwithstanding administrative particularities. '.repeat(40)}\n\n`,
    /^lessons\/put-it-right\/en\.md:1 asks for \d+\.\d years of school by Flesch-Kincaid/,
  ],
  [
    'a German text is hard to read',
    'lessons/put-it-right/de.md',
    /(?<=## what\n)[^]*?(?=## how sales)/,
    `${'Organisatorische Kommunikationsanforderungen erfordern umfassende Berücksichtigung individueller Rahmenbedingungen. '.repeat(60)}\n\n`,
    /^lessons\/put-it-right\/de\.md:1 asks for \d+\.\d years of school by Wiener Sachtextformel 1/,
  ],
  [
    'an exclamation mark',
    'lessons/look-up/en.md',
    'Stop your hands for one breath.',
    'Stop your hands for one breath!',
    /^lessons\/look-up\/en\.md:\d+ has an exclamation mark/,
  ],
  [
    'a figure without a source',
    'lessons/look-up/en.md',
    'Stop your hands for one breath.',
    'It works in 73 % of cases.',
    /^lessons\/look-up\/en\.md:\d+ states a figure/,
  ],
  ['English quotation marks in German', 'cards/de.json', '„Müsste“', '\\"Müsste\\"', /^cards\/de\.json:\d+ has quotation marks/],
  [
    'a debrief is missing',
    'scenarios/parcel-broken/en.txt',
    /\n {2}> She wanted|\n {2}> A sorry that[^\n]*/,
    '',
    /^scenarios\/parcel-broken\/en\.txt:\d+ debrief-missing/,
  ],
  [
    'a way leads nowhere',
    'scenarios/night-bonus/en.txt',
    '-> mail\n',
    '-> nowhere\n',
    /^scenarios\/night-bonus\/en\.txt:\d+ target-unknown nowhere/,
  ],
  [
    'a scene is never reached',
    'scenarios/locked-out/de.txt',
    '-> cause-late\n',
    '-> cause\n',
    /^scenarios\/locked-out\/de\.txt:\d+ scene-unreachable cause-late/,
  ],
  [
    'an ending is gone',
    'scenarios/beyond-the-limit/en.txt',
    '-> half if openness >= 2\n',
    '',
    /^scenarios\/beyond-the-limit\/en\.txt:\d+ ending-unreachable half/,
  ],
  [
    'a translation plays differently',
    'scenarios/kettle-without-box/ar.txt',
    '(patience -1, queue +1, time +2)',
    '(patience -2, queue +1, time +2)',
    /^scenarios\/kettle-without-box\/ar\.txt:19 plays differently/,
  ],
  [
    'a choice says no principle',
    'scenarios/late-at-the-door/en.txt',
    ' [promise] -> call',
    ' -> call',
    /^scenarios\/late-at-the-door\/en\.txt:\d+ has a choice without a theme/,
  ],
  [
    'an item has two right options',
    'items/own/en.json',
    '"isRight": false',
    '"isRight": true',
    /^items\/own\/en\.json:\d+ options has 2 right options; a choice has one/,
  ],
  [
    'an item has no feedback',
    'items/own/de.json',
    /"feedback": "[^"]+"/,
    '"feedback": ""',
    /^items\/own\/de\.json:\d+ options 0 feedback says nothing/,
  ],
  [
    'an item is missing in a language',
    'items/clear/ar.json',
    /(?<=\[)[^]*?\n {2}\},(?=\n {2}\{)/,
    '',
    /^items\/clear\/ar\.json:1 holds 4 items instead of 5/,
  ],
  [
    'only one judgement can be defended',
    'items/person/en.json',
    '"worth": 2',
    '"worth": 0',
    /^items\/person\/en\.json:\d+ person-06 has only one answer that can be defended/,
  ],
  ['a file is no JSON', 'items/easy/de.json', '"theme": "easy",', '"theme": "easy"', /^items\/easy\/de\.json:\d+ /],
  [
    'a card leads nowhere',
    'cards/ar.json',
    '"more": "listen-first"',
    '"more": "listen-last"',
    /^cards\/ar\.json:\d+ shouting leads to a lesson that there is not/,
  ],
  ['a card lost a step', 'cards/de.json', /(?<="do": \[\n)[^\n]*\n/, '', /^cards\/de\.json:\d+ shouting needs three things to do/],
  [
    'two anchors are alike',
    'behaviours/de.json',
    /"good": "[^"]+"/,
    '"good": "Spricht mit dem Bildschirm oder dem Regal."',
    /^behaviours\/de\.json:\d+ sales-floor 1 person needs words and three different anchors/,
  ],
  [
    'a kind of work lacks a level',
    'behaviours/en.json',
    /"level": 4/g,
    '"level": 3',
    /^behaviours\/en\.json:1 holds 0 for sales-floor at Level 4/,
  ],
  [
    'a theme that there is not',
    'lessons/look-up/en.md',
    'theme: person',
    'theme: people',
    /^lessons\/look-up\/en\.md:5 "people" is no theme/,
  ],
  [
    'a theme without German words',
    'pack.json',
    /"de": "[^"]+",\n(\s+)"ar": "نتركه/,
    '"ar": "نتركه',
    /^pack\.json:\d+ has no words in "de"/,
  ],
]

describe('the check of the pack', () => {
  for (const [what, file, from, to, expected] of seeds) {
    it(`says file and line when ${what}`, () => {
      const text = pack.get(file)!
      const changed = text.replace(from, to)
      assert.notEqual(changed, text, 'the seed changed nothing')
      const faults = checkPack(new Map([...pack, [file, changed]]))
      assert.ok(
        faults.some((fault) => expected.test(fault)),
        `not found among:\n${faults.slice(0, 20).join('\n')}`,
      )
    })
  }
  it('misses a file, and finds one too many', () => {
    const files = new Map(pack)
    files.delete('lessons/look-up/ar.md')
    files.set('notes.txt', 'for later')
    const faults = checkPack(files)
    assert.deepEqual(faults, ['notes.txt:1 has no place in a pack', 'lessons/look-up/ar.md:1 is not there'])
  })
  it('counts lessons, scenarios, items and cards', () => {
    const files = new Map([...pack].filter(([file]) => !/^(lessons\/say-no|scenarios\/night-bonus|items\/person)\//.test(file)))
    const faults = checkPack(files)
    for (const expected of [
      /holds 11 lessons/,
      /holds 5 scenarios/,
      /hold 1 for back-office/,
      /^items:1 hold 66/,
      /leads to a lesson that there is not/,
    ])
      assert.ok(
        faults.some((fault) => expected.test(fault)),
        `${expected} not found among:\n${faults.slice(0, 20).join('\n')}`,
      )
  })
})
