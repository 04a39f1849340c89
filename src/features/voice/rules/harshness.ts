// Words that a leader reads first. A wrong guess costs a leader a look, never a customer their say: what is held is shown to leaders at once.
import { fold, foldedWords } from '#engines/text/fold.ts'

const rude = {
  en: 'idiot idiots stupid moron morons incompetent useless clown clowns liar liars scum bastard bastards bitch asshole shit shitty fuck fucking fucked crap disgusting pathetic braindead retard retarded',
  de: 'idiot idioten dumm bloed bloede deppen depp trottel unfaehig unfaehige luegner abschaum arschloch scheisse scheiss mist drecksladen verbrecher betrueger widerlich saftladen versager',
  ar: 'غبي اغبياء حمار حمير كلب كلاب حقير حقيره وسخ كذاب كذابين حرامي حراميه نصاب نصابين لصوص تافه قذر احمق حمقي',
}
/** German written with umlauts folds to single vowels, typed without them to two. */
const spellings = (word: string): string[] => [word, word.replaceAll('ae', 'a').replaceAll('oe', 'o').replaceAll('ue', 'u')]
const rudeWords = new Set(
  Object.values(rude)
    .join(' ')
    .split(' ')
    .flatMap((word) => spellings(fold(word))),
)

const mostWords = 400
export const wordsOf = (words: string): string[] => foldedWords(words, mostWords)

const fewestLetters = 20
const isShouted = (words: string): boolean => {
  const letters = words.match(/\p{Lu}|\p{Ll}/gu) ?? []
  return letters.length >= fewestLetters && letters.filter((letter) => /\p{Lu}/u.test(letter)).length > letters.length * 0.7
}

/** Insults, or a text that is shouted. */
export const isHarsh = (words: string): boolean => wordsOf(words).some((word) => rudeWords.has(word)) || isShouted(words)

/** Does a text name one of these people? Names shorter than three letters would be found everywhere. */
export function namesSomebody(words: string, names: readonly string[]): boolean {
  const said = new Set(wordsOf(words))
  return names.some((name) => foldedWords(name, 6).some((part) => part.length >= 3 && said.has(part)))
}
