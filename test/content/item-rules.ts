import { translationFaults } from '#engines/item/check.ts'
import { type Item, kinds } from '#engines/item/item.ts'
import { parseItems, serialiseItems } from '#engines/item/parse.ts'
import { families, type Files, languagesAt, lineOf, type Say } from './pack-files.ts'
import { checkGrade } from './words-rules.ts'

const fewest = 80

/** What the pack asks beyond what can be asked at all (engines/item/check.ts). */
function faultsOf({ kind, options, families: own, pairs }: Item): string[] {
  const faults: string[] = []
  const need = (holds: boolean, message: string) => void (holds || faults.push(message))
  const distinct = (values: readonly string[]) => new Set(values).size === values.length
  const worths = options.map(({ worth }) => worth ?? 0)
  need(
    own.every((one) => families.includes(one)),
    'names a family that there is not',
  )
  need(distinct(options.map(({ feedback }) => feedback)), 'says the same to two options')
  if (kind === 'choice' || kind === 'judgement') need(options.length >= 3, 'needs three options or more')
  if (kind === 'multiple')
    need(options.length >= 4 && options.some(({ isRight }) => !isRight), 'needs four options or more, right and wrong ones')
  if (kind === 'judgement') {
    need(worths.filter((one) => one >= 2).length >= 2, 'has only one answer that can be defended')
    need(worths.filter((one) => one === 3).length === 1, 'needs one best answer')
  }
  if (kind === 'match') need(pairs.length >= 3, 'needs three pairs or more')
  return faults
}

const frame = ({ key, theme, level, kind, families: own }: Item): string => JSON.stringify([key, theme, level, kind, own])
const plain = ({ prompt, explanation, options, order, pairs }: Item): string =>
  [prompt, explanation, ...options.flatMap(({ text, feedback }) => [text, feedback]), ...order, ...pairs.flat()].join('\n')

export function checkItems(files: Files, themes: readonly string[], say: Say): void {
  const all = new Map<string, Item[]>(languagesAt(1).map((language) => [language, []]))
  for (const theme of themes) {
    const first = checkFile(files, theme, 'en', say)
    for (const language of languagesAt(1)) {
      const file = `items/${theme}/${language}.json`
      const items = language === 'en' ? first : checkFile(files, theme, language, say)
      const wanted = first.filter(({ level }) => languagesAt(level).includes(language))
      all.get(language)!.push(...items)
      if (items.length !== wanted.length) say(file, 1, `holds ${items.length} items instead of ${wanted.length}`)
      else items.forEach((item, i) => checkTranslation(file, files.get(file)!, wanted[i]!, item, say))
    }
  }
  const english = all.get('en')!
  if (english.length < fewest) say('items', 1, `hold ${english.length}, fewer than ${fewest}`)
  for (const kind of kinds) if (!english.some((item) => item.kind === kind)) say('items', 1, `hold none of the kind ${kind}`)
  for (const [language, items] of all) checkChances(language, items, say)
}

function checkFile(files: Files, theme: string, language: string, say: Say): Item[] {
  const file = `items/${theme}/${language}.json`
  const text = files.get(file)
  if (text === undefined) {
    say(file, 1, 'is not there')
    return []
  }
  const { items, faults } = parseItems(text)
  for (const { line, message } of faults) say(file, line, message)
  for (const item of items ?? []) {
    const fault = (message: string) => say(file, lineOf(text, `"${item.key}"`), `${item.key} ${message}`)
    if (!new RegExp(`^${theme}-\\d\\d$`).test(item.key)) fault(`is not called ${theme}- and two digits`)
    if (item.theme !== theme) fault(`is not of the theme "${theme}"`)
    for (const message of faultsOf(item)) fault(message)
  }
  if (items && JSON.stringify(parseItems(serialiseItems(items)).items) !== JSON.stringify(items))
    say(file, 1, 'is not the same after an export')
  checkGrade(file, (items ?? []).map(plain).join('\n'), say)
  return items ?? []
}

function checkTranslation(file: string, text: string, from: Item, to: Item, say: Say): void {
  const line = lineOf(text, `"${to.key}"`)
  if (frame(from) !== frame(to)) say(file, line, `${to.key} is another item than the English one`)
  else for (const { message } of translationFaults(from.kind, from, to)) say(file, line, `${to.key} ${message}`)
}

/** Whoever always takes the longest option, or always the same place, must not get far. */
function checkChances(language: string, items: readonly Item[], say: Say): void {
  const asked = items.flatMap(({ kind, options }) => {
    const right = options.findIndex(({ isRight, worth }) => isRight || worth === 3)
    return kind === 'choice' || kind === 'judgement' ? [{ options, right }] : []
  })
  const away = asked.filter(({ options, right }) =>
    options.every(({ text }, i) => i === right || text.length < options[right]!.text.length),
  )
  if (away.length > 0.35 * asked.length)
    say('items', 1, `in ${language}: the best answer is the longest in ${away.length} of ${asked.length}`)
  for (const place of [0, 1, 2]) {
    const there = asked.filter(({ right }) => right === place).length
    if (there > 0.5 * asked.length)
      say('items', 1, `in ${language}: the best answer stands at place ${place + 1} in ${there} of ${asked.length}`)
  }
}
