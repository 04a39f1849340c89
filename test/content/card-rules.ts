import { areWords, complete, families, type Files, isWords, levels, lineOf, readList, type Say } from './pack-files.ts'
import { checkGrade } from './words-rules.ts'

const fewestCards = 20
const fewestBehaviours = 3
type Row = Record<string, unknown>
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const distinct = (values: readonly unknown[]): boolean => new Set(values).size === values.length

/** Moments of need: in every language, because need does not ask for a level. */
export function checkCards(files: Files, themes: readonly string[], lessons: readonly string[], say: Say): void {
  const first = readList(files, 'cards/en.json', say)
  if (first.length < fewestCards) say('cards/en.json', 1, `holds ${first.length} cards, fewer than ${fewestCards}`)
  if (!distinct(first.map(({ key }) => key))) say('cards/en.json', 1, 'uses a key twice')
  const frame = (row: Row) =>
    JSON.stringify([row['key'], row['theme'], row['families'], row['more'], listOf(row['do']).length, listOf(row['say']).length])
  for (const language of [...complete, 'ar']) {
    const file = `cards/${language}.json`
    const rows = language === 'en' ? first : readList(files, file, say)
    if (rows.length !== first.length) say(file, 1, `holds ${rows.length} cards instead of ${first.length}`)
    for (const [i, row] of rows.entries()) {
      const line = lineOf(files.get(file)!, `"${String(row['key'])}"`)
      const need = (holds: boolean, message: string) => void (holds || say(file, line, `${String(row['key'])} ${message}`))
      need(frame(row) === frame(first[i] ?? {}), 'is built differently from the English one')
      need(themes.includes(String(row['theme'])), 'has no theme of the pack')
      need(
        listOf(row['families']).every((one) => families.includes(String(one))),
        'names a family that there is not',
      )
      need(isWords(row['moment']) && row['moment'].length <= 60, 'needs a moment of at most 60 letters: it is read in a hurry')
      need(areWords(row['do']) && row['do'].length === 3, 'needs three things to do')
      need(areWords(row['say']) && row['say'].length > 0, 'needs a line to say')
      need(isWords(row['avoid']), 'does not say what to avoid')
      need(lessons.includes(String(row['more'])), 'leads to a lesson that there is not')
    }
    checkGrade(
      file,
      rows.map((row) => [row['moment'], ...listOf(row['do']), ...listOf(row['say']), row['avoid']].join('\n')).join('\n'),
      say,
    )
  }
}

/** What good looks like for each kind of work and level, with anchors. */
export function checkBehaviours(files: Files, themes: readonly string[], say: Say): void {
  const first = readList(files, 'behaviours/en.json', say)
  const cell = ({ family, level }: Row) => `${String(family)} ${String(level)}`
  const name = (row: Row) => `${cell(row)} ${String(row['theme'])}`
  for (const family of families)
    for (const level of levels) {
      const count = first.filter((row) => cell(row) === `${family} ${level}`).length
      if (count < fewestBehaviours)
        say('behaviours/en.json', 1, `holds ${count} for ${family} at Level ${level}, fewer than ${fewestBehaviours}`)
    }
  if (!distinct(first.map(name))) say('behaviours/en.json', 1, 'holds two for one family, level and theme')
  for (const language of [...complete, 'ar']) {
    const file = `behaviours/${language}.json`
    const rows = language === 'en' ? first : readList(files, file, say)
    const wanted = language === 'ar' ? first.filter(({ level }) => level === 1) : first
    if (JSON.stringify(rows.map(name)) !== JSON.stringify(wanted.map(name)))
      say(file, 1, 'does not hold the same ones in the same order as the English one')
    for (const row of rows) {
      const texts = [row['words'], row['poor'], row['good'], row['great']]
      const line = lineOf(files.get(file)!, JSON.stringify(row['words'] ?? ''))
      if (!areWords(texts) || !distinct(texts)) say(file, line, `${name(row)} needs words and three different anchors`)
      if (!themes.includes(String(row['theme']))) say(file, line, `${name(row)} has no theme of the pack`)
      if (!families.includes(String(row['family'])) || !levels.includes(Number(row['level']))) say(file, line, `${name(row)} is for nobody`)
    }
    checkGrade(file, rows.map((row) => [row['words'], row['poor'], row['good'], row['great']].join('\n')).join('\n'), say)
  }
}
