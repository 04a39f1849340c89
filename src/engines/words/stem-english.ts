// English word stems: "refunded", "refunding" and "refunds" count as one word.
import { longestSuffix, regionAfter, type Regions, suffixes } from './suffix.ts'

const whole = new Map(
  Object.entries({
    skis: 'ski',
    skies: 'sky',
    idly: 'idl',
    gently: 'gentl',
    ugly: 'ugli',
    early: 'earli',
    only: 'onli',
    singly: 'singl',
    sky: 'sky',
    news: 'news',
    howe: 'howe',
    atlas: 'atlas',
    cosmos: 'cosmos',
    bias: 'bias',
    andes: 'andes',
  }),
)
/** After these the first region starts, wherever their vowels are. */
const firstRegion = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/
const vowelThenConsonant = /[aeiouy][^aeiouy]/
const hasVowel = /[aeiouy]/
const endsShort = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/
const keptDouble = /^[aeo](?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const double = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const keptBeforeIng = /^(?:inn|out|cann|herr|earr|even)$/
const keptBeforeEed = /^(?:proc|exc|succ)$/

const plurals = suffixes(['sses', 'ied', 'ies', 's', 'us', 'ss'])
const pasts = suffixes(['eed', 'eedly', 'ed', 'edly', 'ingly', 'ing'])

const second = new Map(
  Object.entries({
    tional: 'tion',
    enci: 'ence',
    anci: 'ance',
    abli: 'able',
    entli: 'ent',
    izer: 'ize',
    ization: 'ize',
    ational: 'ate',
    ation: 'ate',
    ator: 'ate',
    alism: 'al',
    aliti: 'al',
    alli: 'al',
    fulness: 'ful',
    ousli: 'ous',
    ousness: 'ous',
    iveness: 'ive',
    iviti: 'ive',
    biliti: 'ble',
    bli: 'ble',
    ogist: 'og',
    ogi: 'og',
    fulli: 'ful',
    lessli: 'less',
    li: '',
  }),
)
const third = new Map(
  Object.entries({
    tional: 'tion',
    ational: 'ate',
    alize: 'al',
    icate: 'ic',
    iciti: 'ic',
    ical: 'ic',
    ful: '',
    ness: '',
    ative: '',
  }),
)
const secondSuffixes = suffixes([...second.keys()])
const thirdSuffixes = suffixes([...third.keys()])
const fourthSuffixes = suffixes('al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion'.split(' '))

function regionsOf(word: string): Regions {
  const first = firstRegion.exec(word)?.[0].length ?? regionAfter(word, 0, vowelThenConsonant)
  return { first, second: regionAfter(word, first, vowelThenConsonant) }
}

const without = (word: string, suffix: string): string => word.slice(0, word.length - suffix.length)

function takePlural(word: string): string {
  const suffix = longestSuffix(word, plurals)
  const stem = without(word, suffix)
  if (suffix === 'sses') return `${stem}ss`
  if (suffix === 'ied' || suffix === 'ies') return stem.length > 1 ? `${stem}i` : `${stem}ie`
  return suffix === 's' && hasVowel.test(stem.slice(0, -1)) ? stem : word
}

function takePast(word: string, { first }: Regions): string {
  const suffix = longestSuffix(word, pasts)
  if (suffix === '') return word
  const stem = without(word, suffix)
  if (suffix.startsWith('eed')) return stem.length < first || keptBeforeEed.test(stem) ? word : `${stem}ee`
  if (suffix === 'ing') {
    if (/^[^aeiouy]y$/.test(stem)) return `${stem[0]!}ie`
    if (keptBeforeIng.test(stem)) return word
  }
  return hasVowel.test(stem) ? mended(stem, first) : word
}

/** What "-ed" and "-ing" leave: "hop(p)", "hop(e)". */
function mended(stem: string, first: number): string {
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`
  if (double.test(stem)) return keptDouble.test(stem) ? stem : stem.slice(0, -1)
  return stem.length === first && endsShort.test(stem) ? `${stem}e` : stem
}

function takeSecond(word: string, { first }: Regions): string {
  const suffix = longestSuffix(word, secondSuffixes)
  const stem = without(word, suffix)
  if (suffix === '' || stem.length < first) return word
  if (suffix === 'li') return /[cdeghkmnrt]$/.test(stem) ? stem : word
  if (suffix === 'ogi' && !stem.endsWith('l')) return word
  return stem + second.get(suffix)!
}

function takeThird(word: string, regions: Regions): string {
  const suffix = longestSuffix(word, thirdSuffixes)
  const stem = without(word, suffix)
  if (suffix === '' || stem.length < (suffix === 'ative' ? regions.second : regions.first)) return word
  return stem + third.get(suffix)!
}

function takeFourth(word: string, regions: Regions): string {
  const suffix = longestSuffix(word, fourthSuffixes)
  const stem = without(word, suffix)
  if (suffix === '' || stem.length < regions.second) return word
  return suffix === 'ion' && !/[st]$/.test(stem) ? word : stem
}

function takeLast(word: string, { first, second: later }: Regions): string {
  const stem = word.slice(0, -1)
  if (word.endsWith('e')) return stem.length >= later || (stem.length >= first && !endsShort.test(stem)) ? stem : word
  return word.endsWith('ll') && stem.length >= later ? stem : word
}

/**
 * The stem of an English word: Porter2, the English stemmer of Snowball 3.
 *
 * Source: M. F. Porter, "Snowball: a language for stemming algorithms" (2001), algorithm at snowballstem.org/algorithms/english/stemmer.html.
 *
 * @param word one word, lower case; a letter outside a to z is a consonant, and words of one or two letters stay
 */
export function stemEnglish(word: string): string {
  const known = whole.get(word)
  if (known !== undefined) return known
  if (word.length < 3) return word
  // A "y" that is a consonant, as in "yes" and "boy", is marked by a capital.
  let stem = word
    .replace(/^'/, '')
    .replace(/^y/, 'Y')
    .replace(/([aeiouy])y/g, '$1Y')
  const regions = regionsOf(stem)
  stem = takePlural(stem.replace(/'(?:s'?)?$/, ''))
  stem = takePast(stem, regions).replace(/(?<=.[^aeiouy])[yY]$/, 'i')
  stem = takeSecond(stem, regions)
  stem = takeThird(stem, regions)
  stem = takeFourth(stem, regions)
  return takeLast(stem, regions).replaceAll('Y', 'y')
}
