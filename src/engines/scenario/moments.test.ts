import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { markOf, momentsOf, showMoment, worthOf } from './moments.ts'
import { parseScenario } from './parse.ts'

const text = `---
key: late
title: It is late
about: She has waited for a day.
level: 1
theme: person
families: contact-centre
channel: phone
minutes: 4
---
state trust 2 of 4
cast kaya: Mrs Kaya, a customer

== start
kaya (upset): Where is it?
kaya if trust >= 3: I trust you.
* "Tell me what happened." (trust +1) [own] -> look
  > You hear it all.
* "One moment." -> look
* "It says delivered." (trust -2) [-own] -> gone

== look
You: It lies in the wrong van.
* Call the driver and ring her back by five. [promise, -easy] -> happy
* Promise it for tomorrow. if trust >= 3 [promise] -> happy
* Say that it will turn up. [clear] -> fine
* Hang up. [-person] -> gone

== ending happy : good
kaya: Thank you.

== ending fine : defensible
kaya: Well.

== ending gone : poor
kaya: Goodbye.
`
const read = (words = text) => parseScenario(words).scenario

test('a choice is worth the lower of the best ending in reach and of what its author says', () => {
  const [start, look] = momentsOf(read())
  assert.deepEqual(
    start!.choices.map(({ index, worth }) => [index, worth]),
    [
      [0, 'good'],
      // Nothing said: by what can be reached.
      [1, 'good'],
      [2, 'poor'],
    ],
  )
  assert.deepEqual(
    [look!.via, look!.state, look!.choices.map(({ index, worth }) => [index, worth])],
    [
      ['start/1'],
      [3],
      [
        // It keeps one principle and costs another.
        [0, 'defensible'],
        [1, 'good'],
        // Kept, and still no good end can come of it.
        [2, 'defensible'],
        [3, 'poor'],
      ],
    ],
  )
  assert.deepEqual([start!.theme, look!.theme], ['own', 'promise'])
  assert.deepEqual([worthOf({ kept: [], broken: [] }, 'defensible'), worthOf({ kept: ['own'], broken: [] }, null)], ['defensible', 'poor'])
})

test('a scene is asked alone only where something good and something else can be chosen', () => {
  const keys = (words: string) => momentsOf(read(words)).map(({ scene }) => scene)
  assert.deepEqual(keys(text), ['start', 'look'])
  const kind = text.replace('* "It says delivered." (trust -2) [-own] -> gone\n', '')
  assert.deepEqual(keys(kind), ['look'])
})

test('it is the same question while its choices are the same; what is said before may be corrected', () => {
  const mark = (words: string) => {
    const scenario = read(words)
    return markOf(scenario, momentsOf(scenario)[0]!)
  }
  assert.equal(mark(text.replace('Where is it?', 'Where is my parcel?')), mark(text))
  for (const change of [
    ['"One moment."', '"Wait."'],
    ['"It says delivered." (trust -2)', '"It says delivered." (trust -1)'],
    ['(trust -2) [-own] -> gone', '(trust -2) [own, -own2] -> gone'],
  ] as const)
    assert.notEqual(mark(text.replace(change[0], change[1])), mark(text), change[1])
})

test('it is shown with what led to it, with the lines that hold, and with each choice’s debrief', () => {
  const scenario = read()
  const [start, look] = momentsOf(scenario)
  const shown = showMoment(scenario, look!)
  assert.deepEqual([shown.title, shown.before, shown.states[0]!.value], ['It is late', ['"Tell me what happened."'], 3])
  assert.deepEqual(
    showMoment(scenario, start!).lines.map(({ words }) => words),
    ['Where is it?'],
  )
  assert.equal(showMoment(scenario, start!).choices[0]!.words, 'You hear it all.')
})

test('the scenarios of the pack have enough moments to practise', () => {
  const folder = new URL('../../../content/everyday-service/scenarios/', import.meta.url)
  for (const key of readdirSync(folder)) {
    const began = performance.now()
    const moments = momentsOf(parseScenario(readFileSync(new URL(`${key}/en.txt`, folder), 'utf8')).scenario)
    console.log(`${key}: ${moments.length} moments in ${(performance.now() - began).toFixed(0)} ms`)
    assert.ok(moments.length >= 5, `${key}: ${moments.length}`)
  }
})
