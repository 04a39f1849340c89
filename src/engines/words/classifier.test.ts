import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readBanking } from '../../../test/data/text/read.ts'
import { seeded, shuffledPlaces } from '../item/seeded.ts'
import { logistic } from '../linear/logistic.ts'
import { readClassifier, writeClassifier } from './classifier-file.ts'
import { isDecided, makeClassify } from './classify.ts'
import { crossValidate, thresholdFor } from './cross-validate.ts'
import { explain, topTerms } from './explain.ts'
import { fitLogistic, type LinearWeights, type LogisticOptions, scoreRow } from './fit-logistic.ts'
import { heldSoftmax, omega, softmax } from './softmax.ts'
import { type SparseRows, takeRows } from './sparse.ts'
import { type Classifier, type Example, trainClassifier, usualTraining } from './train-classifier.ts'

const near = (actual: number, wanted: number, within = 1e-9, what = '') =>
  assert.ok(Math.abs(actual - wanted) <= within, `${what} ${actual} is not ${wanted} within ${within}`)

/** The usual ones, to the last digits. */
const sharp = (random: () => number = seeded('sharp')): LogisticOptions => ({ cost: 5, tolerance: 1e-12, mostPasses: 20_000, random })

function sparse(table: readonly (readonly number[])[]): SparseRows {
  const [starts, columns, values] = [[0], [] as number[], [] as number[]]
  for (const row of table) {
    for (const [column, value] of row.entries())
      if (value !== 0) {
        columns.push(column)
        values.push(value)
      }
    starts.push(columns.length)
  }
  return {
    rows: table.length,
    width: table[0]?.length ?? 0,
    starts: Uint32Array.from(starts),
    columns: Uint32Array.from(columns),
    values: Float64Array.from(values),
  }
}

function made(seed: string, { rows = 30, width = 4, classes = 3 } = {}): { x: SparseRows; labels: Int32Array } {
  const random = seeded(seed)
  const labels = Int32Array.from({ length: rows }, (_, row) => row % classes)
  const table = Array.from(labels, (label) =>
    Array.from({ length: width }, (_, column) => (random() < 0.4 ? 0 : random() - 0.5 + (column === label ? 0.6 : 0))),
  )
  return { x: sparse(table), labels }
}

const fitted = (x: SparseRows, labels: Int32Array, classes: number, options: LogisticOptions): LinearWeights => {
  const { fit, problem } = fitLogistic(x, labels, classes, options)
  assert.ok(fit, problem?.code)
  return fit
}
const alike = (left: LinearWeights, right: LinearWeights, within = 1e-5) =>
  left.weights.forEach((weight, i) => near(right.weights[i]!, weight, within))

test('the weights are where the objective has no slope:  w = C Σ (is its class - probability) x', () => {
  for (const cost of [0.01, 1, 100]) {
    const { x, labels } = made(`slope ${cost}`)
    const { weights } = fitted(x, labels, 3, { ...sharp(), cost })
    const wanted = new Float64Array(weights.length)
    const scores = new Float64Array(3)
    for (let row = 0; row < x.rows; row++) {
      scoreRow(x, row, weights, scores)
      softmax(scores)
      for (let at = x.starts[row]!; at <= x.starts[row + 1]!; at++) {
        const isConstant = at === x.starts[row + 1]!
        const base = 3 * (isConstant ? x.width : x.columns[at]!)
        for (let k = 0; k < 3; k++)
          wanted[base + k]! += cost * (isConstant ? 1 : x.values[at]!) * ((labels[row] === k ? 1 : 0) - scores[k]!)
      }
    }
    wanted.forEach((one, i) => near(weights[i]!, one, 1e-4 * Math.sqrt(cost), `C ${cost}`))
  }
})

test('with next to no shrinkage two classes have the probabilities of ordinary logistic regression', () => {
  const random = seeded('two')
  const column = Float64Array.from({ length: 60 }, () => random() * 4 - 2)
  const labels = Int32Array.from(column, (value) => (random() < 1 / (1 + Math.exp(-value)) ? 1 : 0))
  const wanted = logistic([new Float64Array(60).fill(1), column], Float64Array.from(labels), null)!
  const x = sparse(Array.from(column, (value) => [value]))
  const { weights } = fitted(x, labels, 2, { ...sharp(), cost: 300, tolerance: 1e-9 })
  const scores = new Float64Array(2)
  for (let row = 0; row < 60; row++) {
    scoreRow(x, row, weights, scores)
    softmax(scores)
    near(scores[1]!, wanted.fitted[row]!, 1e-3)
  }
})

test('omega solves w + ln w = y, and the held softmax stays where it is held', () => {
  for (let y = -40; y <= 800; y += 0.37) {
    const w = omega(y)
    near((w + Math.log(w) - y) / (1 + w), 0, 1e-11)
  }
  assert.deepEqual([omega(-1e300), omega(1e300)], [0, 1e300])
  const p = Float64Array.from([1000, 0, -1000])
  heldSoftmax(p, 1e-9, -Infinity, new Float64Array(3))
  assert.deepEqual([...p], [1, 0, 0])
  const even = new Float64Array(4)
  heldSoftmax(even, 1e6, -Infinity, new Float64Array(4))
  for (const one of even) near(one, 0.25, 1e-9)
})

test('neither the order of examples nor the numbers of classes and places matter', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { x, labels } = made(`order ${seed}`)
      const once = fitted(x, labels, 3, sharp())
      const order = shuffledPlaces(x.rows, seeded(`rows ${seed}`))
      const moved = takeRows(x, order)
      alike(
        once,
        fitted(
          moved,
          Int32Array.from(order, (row) => labels[row]!),
          3,
          sharp(seeded('another')),
        ),
      )
      const renamed = fitted(
        x,
        labels.map((label) => (label + 1) % 3),
        3,
        sharp(),
      )
      for (let place = 0; place <= x.width; place++)
        for (let k = 0; k < 3; k++) near(renamed.weights[place * 3 + ((k + 1) % 3)]!, once.weights[place * 3 + k]!, 1e-5)
    }),
    { numRuns: 20 },
  )
})

test('the same examples twice count as much as twice the cost', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { x, labels } = made(`twice ${seed}`)
      const rows = Array.from({ length: 2 * x.rows }, (_, i) => i % x.rows)
      const doubled = fitted(
        takeRows(x, rows),
        Int32Array.from(rows, (row) => labels[row]!),
        3,
        { ...sharp(), cost: 2 },
      )
      alike(fitted(x, labels, 3, { ...sharp(), cost: 4 }), doubled)
    }),
    { numRuns: 20 },
  )
})

test('what cannot be learned from is a problem, and separated, huge, tiny and empty rows are none', () => {
  const { x, labels } = made('problems')
  const code = (...args: Parameters<typeof fitLogistic>) => fitLogistic(...args).problem?.code
  assert.equal(code(sparse([]), new Int32Array(0), 2, sharp()), 'no-examples')
  assert.equal(code(x, labels.fill(1), 3, sharp()), 'one-class')
  assert.equal(
    code(
      x,
      Int32Array.from(labels, (_, i) => i % 4),
      3,
      sharp(),
    ),
    'label-out-of-range',
  )
  assert.equal(code(x, new Int32Array(2), 3, sharp()), 'label-out-of-range')
  const two = Int32Array.from([0, 1])
  assert.equal(code(sparse([[1], [Number.NaN]]), two, 2, sharp()), 'value-not-finite')
  assert.equal(code(sparse([[1], [Infinity]]), two, 2, sharp()), 'value-not-finite')
  assert.equal(code(sparse([[1], [1e300]]), two, 2, sharp()), 'value-not-finite')
  assert.equal(code(sparse([[1], [2]]), two, 2, { ...sharp(), cost: Number.NaN }), 'impossible-cost')
  assert.equal(code(sparse([[1], [2]]), two, 2, { ...sharp(), cost: 0 }), 'impossible-cost')
  assert.equal(code(made('slow').x, made('slow').labels, 3, { ...sharp(), mostPasses: 1 }), 'not-converged')
  for (const table of [
    [[1], [-1]],
    [[0], [0]],
    [[1e100], [-1e100]],
    [[1e-300], [0]],
  ]) {
    const { weights, gap } = fitted(sparse(table), two, 2, { ...sharp(), tolerance: 1e-6 })
    assert.ok(weights.every(Number.isFinite) && gap >= 0)
  }
})

const small: Example[] = [
  'my card has not arrived',
  'where is the card',
  'card still not here',
  'no card in the post',
  'the card is late',
  'card delivery',
  'I forgot my pin',
  'pin is blocked',
  'change the pin',
  'wrong pin again',
  'new pin please',
  'the pin does not work',
].map((text, i) => ({ text, language: 'en', label: i < 6 ? 'card' : 'pin' }))
const learned = (examples: readonly Example[]): Classifier => {
  const { classifier, problem } = trainClassifier(examples, usualTraining(seeded('small')))
  assert.ok(classifier, problem?.code)
  return classifier
}

test('a comment gets the theme of its words, and none where it holds no known word', () => {
  const classifier = learned(small)
  const asked = ['my card?', 'forgot pin', '👍', '', '日本語'].map((text) => ({ text, language: 'en' }))
  const decisions = makeClassify(classifier)(asked)
  assert.deepEqual(
    asked.map((_, i) => (isDecided(decisions, i, 0.5) ? classifier.labels[decisions.best[i]!] : null)),
    ['card', 'pin', null, null, null],
  )
  assert.equal(isDecided(decisions, 0, 1), false)
  assert.equal(makeClassify(classifier)([]).best.length, 0)
})

test('other endings, typing errors and the parts of compounds are understood, in each language beside the others', () => {
  const examples: Example[] = [
    ['de', 'Versand', 'Der Versand war teuer', 'Kosten für den Versand', 'Versand zu langsam'],
    ['de', 'Rechnung', 'Die Rechnung ist falsch', 'Falscher Betrag auf der Rechnung', 'Rechnung fehlt'],
    ['ar', 'بطاقة', 'لم تصل البطاقة', 'أين البطاقة', 'ضاعت بطاقة البنك'],
    ['ar', 'رسوم', 'الرسوم مرتفعة', 'لماذا هذه الرسوم', 'رسوم كثيرة'],
    ['zh', '卡', '我的银行卡没有到', '银行卡丢了', '卡在哪里'],
  ].flatMap(([language, label, ...texts]) => texts.map((text) => ({ language: language!, label: label!, text })))
  const classifier = learned(examples)
  const asked = [
    ['de', 'Versandkosten', 'Versand'],
    ['de', 'Rechnugen', 'Rechnung'],
    ['ar', 'بطاقتي لم تصل', 'بطاقة'],
    ['ar', 'الرُّسوم', 'رسوم'],
    ['zh', '银行卡', '卡'],
  ].map(([language, text, label]) => ({ language: language!, text: text!, label: label! }))
  const { best } = makeClassify(classifier)(asked)
  for (const [i, { text, label }] of asked.entries()) assert.equal(classifier.labels[best[i]!], label, text)
})

test('the terms that speak for a theme are named', () => {
  const classifier = learned(small)
  assert.equal(topTerms(classifier, 'card')[0]?.term, 'card')
  assert.equal(topTerms(classifier, 'pin', 1).length, 1)
  assert.deepEqual(topTerms(classifier, 'nothing'), [])
  const why = explain(classifier, { text: 'the card, not the pin', language: 'en' }, 'card')
  assert.equal(why[0]?.term, 'card')
  assert.equal(why.find(({ term }) => term === 'pin')!.weight < 0, true)
  assert.deepEqual(explain(classifier, { text: '👍', language: 'en' }, 'card'), [])
  // What speaks for one of two speaks against the other.
  for (const { term, weight } of explain(classifier, { text: 'the card, not the pin', language: 'en' }, 'pin'))
    near(weight, -why.find((one) => one.term === term)!.weight, 1e-7)
})

test('a classifier read back from its file decides the same to the last bit, and a damaged file is a problem', () => {
  const classifier = learned(small)
  const file: unknown = JSON.parse(JSON.stringify(writeClassifier(classifier)))
  const { classifier: again } = readClassifier(file)
  assert.deepEqual(again, classifier)
  const damaged = (part: object) => readClassifier({ ...(file as object), ...part }).problem
  assert.deepEqual(damaged({ format: 2 }), { code: 'unknown-format' })
  assert.deepEqual(readClassifier(null).problem, { code: 'unknown-format' })
  assert.deepEqual(damaged({ labels: ['card', 'card'] }), { code: 'damaged', part: 'labels' })
  assert.deepEqual(damaged({ reading: { isStemmed: 1 } }), { code: 'damaged', part: 'reading' })
  assert.deepEqual(damaged({ terms: ['one'] }), { code: 'damaged', part: 'idf' })
  assert.deepEqual(damaged({ weights: '****' }), { code: 'damaged', part: 'weights' })
  assert.deepEqual(damaged({ weights: btoa('\u00ff'.repeat(4 * classifier.weights.length)) }), { code: 'damaged', part: 'weights' })
})

test('cross-validation asks only about what was not learned, and the same text never from both sides', () => {
  const { validated } = crossValidate(small, usualTraining(seeded('folds')), 3)
  assert.equal(validated?.answers.length, small.length)
  assert.ok(validated.accuracy.low <= validated.accuracy.estimate && validated.accuracy.n === 12)
  // Labels by chance: whoever has seen a text knows its label, whoever has not can only guess.
  const random = seeded('chance')
  const guessed = Array.from({ length: 40 }, (_, i) => ({ text: `word${i}`, language: 'en', label: random() < 0.5 ? 'one' : 'two' }))
  const doubled = crossValidate([...guessed, ...guessed], usualTraining(seeded('folds')), 4).validated!
  assert.ok(doubled.accuracy.estimate < 0.8, `${doubled.accuracy.estimate}`)
  for (const folds of [0, 1, 2.5, Number.NaN])
    assert.deepEqual(crossValidate(small, usualTraining(seeded('')), folds).problem, { code: 'impossible-folds' })
  assert.deepEqual(crossValidate([], usualTraining(seeded('')), 3).problem, { code: 'no-examples' })
  assert.deepEqual(crossValidate(small.slice(0, 8), usualTraining(seeded('')), 3).problem, {
    code: 'too-few-texts',
    label: 'pin',
    texts: 2,
  })
})

test('the threshold is the lowest that keeps what is asked for', () => {
  const answers = Array.from({ length: 100 }, (_, i) => ({ label: 'one', probability: (100 - i) / 100, isRight: i < 50 || i % 2 === 0 }))
  const found = thresholdFor({ answers }, 0.9)!
  assert.equal(found.decided, 63 / 100)
  near(found.threshold, 0.38)
  near(found.accuracy.estimate, 57 / 63)
  assert.equal(thresholdFor({ answers: answers.slice(50) }, 0.99), null)
  assert.equal(thresholdFor({ answers: [] }, 0), null)
})

test('at least 88 % of the messages of banking77’s test part get their intent from its training part', (t) => {
  const beganMs = performance.now()
  const classifier = learned(readBanking('train'))
  const asked = readBanking('test')
  const decisions = makeClassify(classifier)(asked)
  const isRight = (i: number) => classifier.labels[decisions.best[i]!] === asked[i]!.label
  const right = asked.filter((_, i) => isRight(i)).length
  t.diagnostic(
    `right: ${right} of ${asked.length}, ${((100 * right) / asked.length).toFixed(2)} %, ${Math.round(performance.now() - beganMs)} ms`,
  )
  assert.ok(right / asked.length >= 0.88)
  // Abstaining pays: what is left of the unsure is more often right.
  const sure = asked.flatMap((_, i) => (isDecided(decisions, i, 0.5) ? [i] : []))
  assert.ok(sure.filter(isRight).length / sure.length > right / asked.length + 0.02)
})
