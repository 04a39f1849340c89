import { complete, type Files, areWords, families, isWords, languagesAt, levels, lineOf, readList, type Say } from './pack-files.ts'
import { checkGrade } from './words-rules.ts'

const fewest = 80
const kinds = ['choice', 'multiple', 'order', 'match', 'short', 'judgement']
const fields = 'key theme level kind families prompt options pairs order accepted explanation source'.split(' ')
type Item = Record<string, unknown>
interface Option {
  text: string
  isRight?: boolean
  worth?: number
  feedback: string
}
const optionsOf = (item: Item): Option[] => (Array.isArray(item['options']) ? (item['options'] as Option[]) : [])
const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** What is wrong with one item, in words. */
function faultsOf(item: Item): string[] {
  const faults: string[] = []
  const need = (holds: boolean, message: string) => void (holds || faults.push(message))
  const options = optionsOf(item)
  const has = (name: string, kindsOf: string[]) =>
    need(name in item === kindsOf.includes(String(item['kind'])), `has ${name in item ? '' : 'no '}"${name}", as a ${String(item['kind'])}`)
  for (const name of Object.keys(item)) need(fields.includes(name), `has "${name}", which is no field`)
  need(kinds.includes(String(item['kind'])), `its kind is none of ${kinds.join(', ')}`)
  need(levels.includes(Number(item['level'])), 'its level is none of 1 to 4')
  need(
    listOf(item['families']).every((one) => families.includes(String(one))),
    'names a family that there is not',
  )
  need(isWords(item['prompt']), 'asks nothing')
  need(isWords(item['explanation']), 'explains nothing')
  has('options', ['choice', 'multiple', 'judgement'])
  has('pairs', ['match'])
  has('order', ['order'])
  has('accepted', ['short'])
  need(
    options.every(({ text, feedback }) => isWords(text) && isWords(feedback)),
    'has an option without words or feedback',
  )
  need(distinct(options.map(({ text }) => text)) && distinct(options.map(({ feedback }) => feedback)), 'says the same twice')
  const right = options.filter(({ isRight }) => isRight === true).length
  if (item['kind'] === 'choice') need(options.length >= 3 && right === 1, 'needs three options or more, one of them right')
  if (item['kind'] === 'multiple')
    need(options.length >= 4 && right >= 1 && right < options.length, 'needs four options, right and wrong ones')
  if (item['kind'] === 'judgement') {
    const worths = options.map(({ worth }) => worth)
    need(options.length >= 3 && worths.every((one) => [0, 1, 2, 3].includes(Number(one))), 'needs three options worth 0 to 3')
    need(worths.filter((one) => Number(one) >= 2).length >= 2, 'has only one answer that can be defended')
    need(worths.filter((one) => one === Math.max(...worths.map(Number))).length === 1, 'has more than one best answer')
  }
  if (item['kind'] === 'order')
    need(areWords(item['order']) && item['order'].length >= 3 && distinct(item['order']), 'needs three different steps')
  if (item['kind'] === 'match') {
    const pairs = listOf(item['pairs'])
    need(pairs.length >= 3 && pairs.every((pair) => areWords(pair) && pair.length === 2), 'needs three pairs of words')
    need(
      [0, 1].every((side) => distinct(pairs.map((pair) => listOf(pair)[side]))),
      'has two pairs that can be mixed up',
    )
  }
  if (item['kind'] === 'short') need(areWords(item['accepted']) && item['accepted'].length > 0, 'accepts nothing')
  return faults
}

const frame = (item: Item): string =>
  JSON.stringify([
    item['key'],
    item['theme'],
    item['level'],
    item['kind'],
    item['families'],
    optionsOf(item).map(({ isRight, worth }) => [isRight, worth]),
    listOf(item['order']).length,
    listOf(item['pairs']).length,
  ])
const plain = (item: Item): string =>
  [
    item['prompt'],
    item['explanation'],
    ...optionsOf(item).flatMap(({ text, feedback }) => [text, feedback]),
    ...listOf(item['order']),
    ...listOf(item['pairs']).flat(),
  ].join('\n')

export function checkItems(files: Files, themes: readonly string[], say: Say): void {
  const all: Item[] = []
  for (const theme of themes) {
    const first = checkFile(files, theme, 'en', say)
    all.push(...first)
    for (const language of languagesAt(1).filter((one) => one !== 'en')) {
      const wanted = first.filter((item) => languagesAt(Number(item['level'])).includes(language))
      const file = `items/${theme}/${language}.json`
      const other = checkFile(files, theme, language, say)
      if (other.length !== wanted.length) say(file, 1, `holds ${other.length} items instead of ${wanted.length}`)
      for (const [i, item] of other.entries())
        if (wanted[i] && frame(item) !== frame(wanted[i]))
          say(file, lineOf(files.get(file)!, `"${String(item['key'])}"`), 'is built differently from the English one')
    }
  }
  if (all.length < fewest) say('items', 1, `hold ${all.length}, fewer than ${fewest}`)
  if (!distinct(all.map(({ key }) => key))) say('items', 1, 'use a key twice')
  for (const kind of kinds) if (!all.some((item) => item['kind'] === kind)) say('items', 1, `hold none of the kind ${kind}`)
  checkChances(files, themes, say)
}

function checkFile(files: Files, theme: string, language: string, say: Say): Item[] {
  const file = `items/${theme}/${language}.json`
  const items = readList(files, file, say)
  for (const item of items) {
    const line = lineOf(files.get(file)!, `"${String(item['key'])}"`)
    if (!new RegExp(`^${theme}-\\d\\d$`).test(String(item['key']))) say(file, line, `its key is not ${theme}- and two digits`)
    if (item['theme'] !== theme) say(file, line, `its theme is not "${theme}"`)
    for (const fault of faultsOf(item)) say(file, line, `${String(item['key'])} ${fault}`)
  }
  checkGrade(file, items.map(plain).join('\n'), say)
  return items
}

/** Whoever always takes the longest option, or always the same place, must not get far. */
function checkChances(files: Files, themes: readonly string[], say: Say): void {
  for (const language of [...complete, 'ar']) {
    const lists = themes.flatMap((theme) => readList(files, `items/${theme}/${language}.json`, () => undefined)).map(optionsOf)
    const best = lists.flatMap((options) => {
      const right = options.findIndex(({ isRight, worth }) => isRight === true || worth === 3)
      const only = options.filter(({ isRight, worth }) => isRight === true || worth === 3).length === 1
      return options.length > 0 && only ? [{ options, right }] : []
    })
    const away = best.filter(({ options, right }) =>
      options.every(({ text }, i) => i === right || text.length < options[right]!.text.length),
    ).length
    if (away > 0.35 * best.length) say('items', 1, `in ${language}: the best answer is the longest in ${away} of ${best.length}`)
    for (const place of [0, 1, 2]) {
      const there = best.filter(({ right }) => right === place).length
      if (there > 0.5 * best.length)
        say('items', 1, `in ${language}: the best answer stands at place ${place + 1} in ${there} of ${best.length}`)
    }
  }
}
