import { checkBehaviours, checkCards } from './card-rules.ts'
import { checkItems } from './item-rules.ts'
import { checkLessons } from './lesson-rules.ts'
import { complete, type Files, isWords, lineOf } from './pack-files.ts'
import { checkScenarios } from './scenario-rules.ts'
import { checkWords } from './words-rules.ts'

const known = [
  /^README\.md$/,
  /^pack\.json$/,
  /^lessons\/[a-z0-9-]+\/(?:[a-z]{2}\.md|[\w.-]+\.(?:svg|png|jpg|webp|mp4|vtt))$/,
  /^scenarios\/[a-z0-9-]+\/[a-z]{2}\.txt$/,
  /^items\/[a-z]+\/[a-z]{2}\.json$/,
  /^(?:cards|behaviours)\/[a-z]{2}\.json$/,
]
interface Head {
  key?: unknown
  version?: unknown
  title?: Record<string, unknown>
  languages?: unknown
  themes?: { key?: unknown; words?: Record<string, unknown> }[]
}

/** Every fault of a pack as `file:line message`. */
export function checkPack(files: Files): string[] {
  const faults: string[] = []
  const say = (file: string, line: number, message: string) => void faults.push(`${file}:${line} ${message}`)
  for (const file of files.keys()) if (!known.some((pattern) => pattern.test(file))) say(file, 1, 'has no place in a pack')
  const themes = headOf(files, say)
  const lessons = checkLessons(files, themes, say)
  checkScenarios(files, themes, say)
  checkItems(files, themes, say)
  checkCards(files, themes, lessons, say)
  checkBehaviours(files, themes, say)
  checkWords(files, say)
  return faults
}

function headOf(files: Files, say: (file: string, line: number, message: string) => void): string[] {
  const text = files.get('pack.json') ?? '{}'
  const { key, version, title, languages, themes = [] } = JSON.parse(text) as Head
  const languageList = Array.isArray(languages) ? languages.map(String) : []
  const need = (holds: boolean, message: string, near = '"key"') => void (holds || say('pack.json', lineOf(text, near), message))
  need(isWords(key), 'has no key')
  need(Number.isInteger(version) && Number(version) >= 1, 'its version is no whole number', '"version"')
  need(
    complete.every((one) => languageList.includes(one)),
    `lacks one of ${complete.join(', ')}`,
    '"languages"',
  )
  for (const language of languageList) {
    need(isWords(title?.[language]), `has no title in "${language}"`, '"title"')
    for (const theme of themes) need(isWords(theme.words?.[language]), `has no words in "${language}"`, `"${String(theme.key)}"`)
  }
  need(themes.length > 0 && new Set(themes.map((theme) => theme.key)).size === themes.length, 'needs themes, each once', '"themes"')
  return themes.map((theme) => String(theme.key))
}
