import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#platform/ids.ts'
import { type Answers, changeOf, isUnhappy, kindOf, noAnswers, valuesOf } from './answers.ts'
import { isHarsh, namesSomebody } from './harshness.ts'
import { defaultWordings, defaultWords, inLanguage, surveyLanguages } from './texts.ts'
import { customerKeyOf, externalKeyOf, organisationOf, tokenOf } from './tokens.ts'

const given = (answers: Partial<Answers>): Answers => ({ ...noAnswers, ...answers })

test('an answer is praise when everything in it is good, a complaint when anything is bad', () => {
  assert.equal(kindOf(given({ nps: 9 })), 'praise')
  assert.equal(kindOf(given({ nps: 9, csat: 2 })), 'complaint')
  assert.equal(kindOf(given({ nps: 8, csat: 5 })), 'mixed')
  assert.equal(kindOf(given({ isSolved: false })), 'complaint')
  assert.equal(kindOf(noAnswers), 'mixed')
  for (const [answers, wanted] of [
    [{ nps: 6 }, true],
    [{ nps: 7 }, false],
    [{ csat: 2 }, true],
    [{ csat: 3 }, false],
    [{ ces: 3 }, true],
    [{ ces: 4 }, false],
  ] as const)
    assert.equal(isUnhappy(given(answers)), wanted, JSON.stringify(answers))
})

test('shares are counted as one or nothing, effort by its value', () => {
  assert.deepEqual(valuesOf(given({ csat: 4, nps: 6, ces: 6, isSolved: true })), [
    { metric: 'csat', value: 1 },
    { metric: 'nps-promoters', value: 0 },
    { metric: 'nps-detractors', value: 1 },
    { metric: 'ces', value: 6 },
    { metric: 'ces-easy', value: 1 },
    { metric: 'fcr', value: 1 },
  ])
})

test('a changed answer takes back what no longer holds and adds what is new, nothing else', () => {
  assert.deepEqual(changeOf(given({ csat: 2, nps: 9 }), given({ csat: 5, nps: 10 })), {
    takenBack: [{ metric: 'csat', value: 0 }],
    added: [{ metric: 'csat', value: 1 }],
  })
  assert.deepEqual(changeOf(given({ ces: 5 }), given({ ces: 4 })), {
    takenBack: [{ metric: 'ces', value: 5 }],
    added: [{ metric: 'ces', value: 4 }],
  })
  assert.deepEqual(changeOf(given({ csat: 4 }), noAnswers).added, [])
})

test('insults and shouting are read by a leader first, plain complaints are not', () => {
  for (const words of [
    'You are IDIOTS',
    'So ein Saftladen, unfähig',
    'Unfaehige Leute',
    'انتم لصوص',
    'WHY DOES NOBODY EVER ANSWER THE PHONE',
  ])
    assert.equal(isHarsh(words), true, words)
  for (const words of [
    'The lamp arrived broken. Nobody answered for a week.',
    'Die Lampe kam zerbrochen an.',
    'وصل المصباح مكسورا',
    'LAMP BROKEN',
    '',
  ])
    assert.equal(isHarsh(words), false, words)
})

test('a text that names somebody is found, whatever the accents; two letters name nobody', () => {
  assert.equal(namesSomebody('Jose at the till was rude', ['José']), true)
  assert.equal(namesSomebody('He was rude', ['He', 'Lea']), false)
})

test('an address leads to its organisation and is another for every id and key', () => {
  const organisationId = newId()
  const id = newId()
  const token = tokenOf('pepper', organisationId, 'survey-link', id)
  assert.equal(token.length, 43)
  assert.equal(organisationOf(token), organisationId)
  assert.equal(tokenOf('pepper', organisationId, 'survey-link', id), token)
  const others = [
    tokenOf('other', organisationId, 'survey-link', id),
    tokenOf('pepper', organisationId, 'survey-invitation', id),
    tokenOf('pepper', organisationId, 'survey-link', newId()),
  ]
  assert.equal(new Set([token, ...others]).size, 4)
  for (const nonsense of ['', 'x', 'x'.repeat(43) + '=', '../../etc/passwd', `${token}a`]) assert.equal(organisationOf(nonsense), undefined)
})

test('the same customer gives the same key in one organisation and another key in the next', () => {
  assert.equal(customerKeyOf('p', 'a', ' Ann@Example.com'), customerKeyOf('p', 'a', 'ann@example.com'))
  assert.notEqual(customerKeyOf('p', 'a', 'ann@example.com'), customerKeyOf('p', 'b', 'ann@example.com'))
  assert.notEqual(customerKeyOf('p', 'a', '1'), externalKeyOf('p', 'a', '1'))
})

test('every word that a survey begins with is there in every language', () => {
  for (const words of [...Object.values(defaultWords), ...Object.values(defaultWordings)])
    for (const language of surveyLanguages) assert.ok((words[language]?.length ?? 0) > 5)
  assert.deepEqual(inLanguage({ de: 'ja' }, 'ar', 'en'), { words: 'ja', language: 'de' })
  assert.equal(inLanguage({}, 'ar', 'en'), undefined)
})
