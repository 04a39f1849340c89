// How the settings of the classifier were chosen: 5-fold cross-validation on the training part of banking77, never its test part.
import { seeded } from '#engines/item/seeded.ts'
import { crossValidate } from '#engines/words/cross-validate.ts'
import { usualReading, type Reading } from '#engines/words/terms.ts'
import { type Training, usualTraining } from '#engines/words/train-classifier.ts'
import { readBanking } from '../test/data/text/read.ts'
import { keep, say } from './figures.ts'

interface Setting {
  reading: Reading
  cost: number
  leastDocuments: number
}

const plain: Reading = { isStemmed: true, hasStopWords: true, longestRun: 1, letters: null }
const readings: Reading[] = [
  { ...plain, isStemmed: false },
  plain,
  { ...plain, hasStopWords: false },
  { ...plain, isStemmed: false, longestRun: 2 },
  { ...plain, longestRun: 2 },
  { ...plain, hasStopWords: false, longestRun: 2 },
  { ...plain, longestRun: 3 },
  { ...plain, letters: { least: 3, most: 4 } },
  { ...plain, longestRun: 2, letters: { least: 3, most: 4 } },
  { ...plain, longestRun: 2, letters: { least: 3, most: 5 } },
  { ...plain, longestRun: 2, letters: { least: 2, most: 4 } },
  { ...plain, isStemmed: false, longestRun: 2, letters: { least: 3, most: 4 } },
]
const costs = [3, 30, 100]
const leastDocuments = 2

const wordsOf = ({ isStemmed, hasStopWords, longestRun, letters }: Reading): string =>
  `${isStemmed ? 'stems' : 'words'} 1-${longestRun}${hasStopWords ? '' : ' without stop words'}${letters ? ` and letters ${letters.least}-${letters.most}` : ''}`

function trainingOf({ reading, cost, leastDocuments: least }: Setting): Training {
  const usual = usualTraining(seeded('settings'))
  return { ...usual, reading, cost, limits: { ...usual.limits, leastDocuments: least, mostTerms: Infinity } }
}

export async function run(): Promise<void> {
  const examples = readBanking('train')
  const results: object[] = []
  const look = (setting: Setting): number => {
    const beganMs = performance.now()
    const { validated, problem } = crossValidate(examples, trainingOf(setting))
    if (!validated) throw new Error(problem.code)
    const { reading, cost, leastDocuments: least } = setting
    const { estimate, low, high } = validated.accuracy
    const seconds = Math.round((performance.now() - beganMs) / 100) / 10
    results.push({
      terms: wordsOf(reading),
      leastDocuments: least,
      cost,
      accuracy: estimate,
      low,
      high,
      confidenceLoss: validated.confidenceLoss,
      seconds,
    })
    say(
      `words-settings: ${wordsOf(reading)} in ${least} or more, C ${cost}: ${(100 * estimate).toFixed(2)} %, loss of the stated probability ${validated.confidenceLoss.toFixed(3)}, ${seconds} s`,
    )
    return estimate
  }
  const best = { reading: plain, accuracy: 0 }
  for (const reading of readings) {
    const accuracy = look({ reading, cost: 10, leastDocuments: 1 })
    if (accuracy > best.accuracy) Object.assign(best, { reading, accuracy })
  }
  for (const cost of costs) look({ reading: best.reading, cost, leastDocuments: 1 })
  for (const cost of [10, ...costs]) look({ reading: best.reading, cost, leastDocuments })
  const { cost, limits } = usualTraining(seeded(''))
  say(`words-settings: in use: ${wordsOf(usualReading)} in ${limits.leastDocuments} or more, C ${cost}`)
  keep('words-settings', { data: 'banking77, training part, 5 folds', results })
}

if (process.argv[1] === import.meta.filename) await run()
