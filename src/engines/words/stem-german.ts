// German word stems: "Erstattung", "erstatten" and "erstattete" come close; compounds stay whole.
import { longestSuffix, regionAfter, type Regions, suffixes } from './suffix.ts'

const vowelThenConsonant = /[aeiouyäöü][^aeiouyäöü]/
const spellings: Record<string, string> = { ß: 'ss', ae: 'ä', oe: 'ö', ue: 'ü', qu: 'qu' }
const plain: Record<string, string> = { Y: 'y', U: 'u', ä: 'a', ö: 'o', ü: 'u' }

const firstSuffixes = suffixes(['em', 'ern', 'er', 'erin', 'erinnen', 'e', 'en', 'es', 's', 'ln', 'lns'])
const secondSuffixes = suffixes(['en', 'er', 'est', 'st', 'et'])
const thirdSuffixes = suffixes(['end', 'ung', 'ig', 'ik', 'isch', 'lich', 'heit', 'keit'])
/** "-et" belongs to these words. */
const keepsEt = /(?:geordn|intern|plan|tick|tr)$/

/** The first region leaves at least three letters before it. */
function regionsOf(word: string): Regions {
  if (word.length < 3) return { first: word.length, second: word.length }
  const first = regionAfter(word, 0, vowelThenConsonant)
  return { first: Math.max(3, first), second: regionAfter(word, first, vowelThenConsonant) }
}

const without = (word: string, suffix: string): string => word.slice(0, word.length - suffix.length)

function takeFirst(word: string, first: number): string {
  const suffix = longestSuffix(word, firstSuffixes)
  const stem = without(word, suffix)
  if (suffix === '' || stem.length < first) return word
  if (suffix === 'em') return stem.endsWith('syst') ? word : stem
  if (suffix === 's') return /[bdfghklmnrt]$/.test(stem) ? stem : word
  if (suffix.startsWith('l')) return `${stem}l`
  return suffix.length <= 2 && suffix !== 'er' && stem.endsWith('niss') ? stem.slice(0, -1) : stem
}

function takeSecond(word: string, first: number): string {
  const suffix = longestSuffix(word, secondSuffixes)
  const stem = without(word, suffix)
  if (suffix === '' || stem.length < first) return word
  if (suffix === 'st') return stem.length >= 4 && /[bdfghklmnt]$/.test(stem) ? stem : word
  if (suffix === 'et') return /[dfgklmnrstUzä]$/.test(stem) && !keepsEt.test(stem) ? stem : word
  return stem
}

function takeThird(word: string, { first, second }: Regions): string {
  const suffix = longestSuffix(word, thirdSuffixes)
  const stem = without(word, suffix)
  if (suffix === '' || stem.length < second) return word
  const beyond = (known: RegExp, from: number): string => {
    const place = stem.search(known)
    return place >= from ? stem.slice(0, place) : stem
  }
  if (suffix === 'end' || suffix === 'ung') return beyond(/(?<!e)ig$/, second)
  if (suffix === 'lich' || suffix === 'heit') return beyond(/e[rn]$/, first)
  if (suffix === 'keit') return beyond(/(?:lich|ig)$/, second)
  return stem.endsWith('e') ? word : stem
}

/**
 * The stem of a German word: the German stemmer of Snowball 3, in which "ae", "oe" and "ue" are umlauts.
 *
 * Source: M. F. Porter, algorithm at snowballstem.org/algorithms/german/stemmer.html.
 *
 * @param word one word, lower case, with its umlauts
 * @returns without umlauts
 */
export function stemGerman(word: string): string {
  const marked = word
    .replace(/([aeiouyäöü])([uy])(?=[aeiouyäöü])/g, (_, vowel: string, letter: string) => vowel + letter.toUpperCase())
    .replace(/ß|ae|oe|ue|qu/g, (letters) => spellings[letters]!)
  const regions = regionsOf(marked)
  const stem = takeThird(takeSecond(takeFirst(marked, regions.first), regions.first), regions)
  return stem.replace(/(?<=..)'(?:s|sch)?$/, '').replace(/[YUäöü]/g, (letter) => plain[letter]!)
}
