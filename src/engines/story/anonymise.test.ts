import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTraces, openTraces, replaceTrace, type StoryLanguage } from './anonymise.ts'
import { sentencesOf } from './sentences.ts'

const strong = (text: string, language: StoryLanguage = 'en') =>
  findTraces(text, { language })
    .filter(({ isStrong }) => isStrong)
    .map(({ kind, words }) => [kind, words])

test('names, addresses, numbers and dates are found in English', () => {
  assert.deepEqual(strong('Mrs Kaya rang about her order 48213, which Amina had packed.'), [
    ['name', 'Mrs Kaya'],
    ['order', 'order 48213'],
    ['name', 'Amina'],
  ])
  assert.deepEqual(strong('Her name is Pippa Longstock-Reed, of 14 Mill Lane, BS6 5QA.'), [
    ['name', 'Pippa Longstock-Reed'],
    ['address', '14 Mill Lane'],
    ['address', 'BS6 5QA'],
  ])
  assert.deepEqual(strong('Write to jo.kaya+x@mail.example or ring +44 20 7946 0958 before 12 March 2026.'), [
    ['e-mail', 'jo.kaya+x@mail.example'],
    ['phone', '+44 20 7946 0958'],
    ['date', '12 March 2026'],
  ])
  assert.deepEqual(strong('Parcel no. HP-48213-22 went out; mrs kaya was told. #99120'), [
    ['order', 'Parcel no. HP-48213-22'],
    ['name', 'mrs kaya'],
    ['order', '#99120'],
  ])
})

test('names, addresses, numbers and dates are found in German', () => {
  assert.deepEqual(strong('Frau Kaya aus der Lindenstraße 14, 50667 Köln, hatte die Bestellnummer 4821344.', 'de'), [
    ['name', 'Frau Kaya'],
    ['address', 'Lindenstraße 14'],
    ['address', '50667 Köln'],
    ['order', 'Bestellnummer 4821344'],
  ])
  assert.deepEqual(strong('Herr Dr. Özil, geboren am 3. Mai 1961, gab DE89 3704 0044 0532 0130 00 an.', 'de'), [
    ['name', 'Herr Dr. Özil'],
    ['date', '3. Mai 1961'],
    ['iban', 'DE89 3704 0044 0532 0130 00'],
  ])
  assert.deepEqual(strong('Sie heißt Marlene Hoff. Die Frau stand lange am Schalter.', 'de'), [['name', 'Marlene Hoff']])
})

test('names, addresses, numbers and dates are found in Arabic', () => {
  assert.deepEqual(strong('اتصلت السيدة كايا بشأن الطلب رقم ٤٨٢١٣ وذهب محمد إليها في شارع الملك فهد ١٤.', 'ar'), [
    ['name', 'السيدة كايا'],
    ['order', 'الطلب رقم ٤٨٢١٣'],
    ['name', 'محمد'],
    ['address', 'شارع الملك فهد ١٤'],
  ])
  assert.deepEqual(
    strong('وليلى قالت لأحمد: اسمها كايا. الهاتف ٠٥٠١٢٣٤٥٦٧.', 'ar').map(([kind]) => kind),
    ['name', 'name', 'name', 'phone'],
  )
})

test('ordinary words are left alone', () => {
  for (const [text, language] of [
    ['She had waited 20 minutes, the second time this week. On Monday I rang her at 9:30 with 3 lamps for 45 euros.', 'en'],
    ['Die Kundin wartete 20 Minuten. Am Montag um 9:30 rief ich sie an, mit 3 Lampen für 45 Euro.', 'de'],
    ['انتظرت العميلة ٢٠ دقيقة. اتصلت بها يوم الاثنين ومعي ثلاثة مصابيح بسعر ٤٥ يورو.', 'ar'],
  ] as const)
    assert.deepEqual(strong(text, language), [], text)
  assert.deepEqual(
    findTraces('We drove to Castlebridge in the evening.', { language: 'en' }).map(({ words, isStrong }) => [words, isStrong]),
    [['Castlebridge', false]],
  )
})

test('who may be named is no trace, who is told without their name is one in each part of it', () => {
  const text = 'Amina Diallo packed it. Tom Reed drove. Later Reed rang.'
  const found = findTraces(text, { language: 'en', allowed: ['Amina Diallo'], unnamed: ['Tom Reed'] })
  assert.deepEqual(
    found.map(({ words, isFirm }) => [words, isFirm]),
    [
      ['Tom', true],
      ['Reed', true],
      ['Reed', true],
    ],
  )
  // Jo is a name; so is An, but not in every sentence.
  const short = findTraces('An hour later an apple fell on Jo, and jo laughed.', { language: 'en', unnamed: ['Jo Reed', 'An Li'] })
  assert.deepEqual(
    short.map(({ words }) => words),
    ['An', 'Jo'],
  )
  const unasked = findTraces('Mara will hold it. Will helped.', { language: 'en', firstNames: ['Will', 'Mara'] })
  assert.deepEqual(
    unasked.map(({ words, isStrong, isFirm, offers }) => [words, isStrong, isFirm, offers[0]]),
    [
      ['Mara', true, false, 'a colleague'],
      ['Will', true, false, 'a colleague'],
    ],
  )
  assert.deepEqual(found[0]!.offers, ['a colleague', 'the colleague', 'one of us'])
})

test('what somebody called harmless is settled, but an e-mail address, a true IBAN and an unnamed colleague never are', () => {
  const text = 'Otto is our forklift. Ask a@b.example, GB82 WEST 1234 5698 7654 32, or Tom.'
  const kept = ['name Otto', 'e-mail a@b.example', 'iban GB82 WEST 1234 5698 7654 32', 'name Tom'].map((one) => {
    const [kind = '', ...words] = one.split(' ')
    return { kind: kind as 'name', words: words.join(' ') }
  })
  const open = openTraces([text, text], { language: 'en', unnamed: ['Tom Reed'] }, kept)
  assert.deepEqual(
    open.map(({ words }) => words),
    ['a@b.example', 'GB82 WEST 1234 5698 7654 32', 'Tom'],
  )
})

test('a replacement stands in each place, with a capital where a sentence begins, and inside no other word', () => {
  assert.equal(
    replaceTrace('Mrs Kaya rang. I told Mrs Kaya’s sister. Mrs Kayaks laughed.', 'Mrs Kaya', 'a customer'),
    'A customer rang. I told a customer’s sister. Mrs Kayaks laughed.',
  )
  assert.equal(replaceTrace('her order 48213 was late', 'order 48213', 'order'), 'her order was late')
  assert.equal(replaceTrace('وذهب محمد ومحمد', 'محمد', 'زميل'), 'وذهب زميل وزميل')
  assert.deepEqual(findTraces('her Order 48213', { language: 'en' })[0]!.offers[0], 'Order')
})

test('ten thousand letters take a moment', () => {
  const text = 'Mrs Kaya rang about her order 48213, which Amina had packed at 14 Mill Lane on 12 March 2026. '.repeat(110)
  const startedMs = performance.now()
  assert.ok(findTraces(text, { language: 'en' }).length > 400)
  assert.ok(performance.now() - startedMs < 500)
})

test('sentences end at their signs and at line breaks, not at titles, initials and dates', () => {
  assert.deepEqual(sentencesOf('Mrs. Kaya rang at 9. She asked: “Why?” Nobody knew!\nThen J. wrote on the 3. May. Done'), [
    'Mrs. Kaya rang at 9. She asked: “Why?”',
    'Nobody knew!',
    'Then J. wrote on the 3. May.',
    'Done',
  ])
  assert.deepEqual(sentencesOf('هل وصل؟ نعم. شكرا'), ['هل وصل؟', 'نعم.', 'شكرا'])
  assert.deepEqual(sentencesOf('  \n '), [])
})
