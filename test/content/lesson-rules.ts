import { checkLesson, mostMinutes } from '#engines/lesson/check.ts'
import { type Block, type Lesson, minutesOf, type QuestionBlock } from '#engines/lesson/lesson.ts'
import { parseLesson } from '#engines/lesson/parse.ts'
import { serialiseLesson } from '#engines/lesson/serialise.ts'
import { type Files, languagesAt, levels, lineOf, type Say } from './pack-files.ts'
import { checkGrade } from './words-rules.ts'

const fewest = 12
const headings: Record<Block['kind'], string> = {
  why: '## why',
  what: '## what',
  how: '## how',
  question: '## question',
  reflect: '## reflect',
  commit: '## I will',
}
/** What must be alike in every language. */
const frame = ({ level, theme, families, blocks }: Lesson): string =>
  JSON.stringify([
    level,
    theme,
    families,
    blocks.map((block) => {
      if (block.kind === 'question') return [block.isMultiple, block.options.map(({ isRight }) => isRight)]
      if (block.kind === 'commit') return block.suggestions.length
      return [block.kind, 'who' in block ? block.who : 'family' in block ? block.family : '']
    }),
  ])

/** All that a reader reads, without marks. */
const plain = ({ blocks }: Lesson): string =>
  blocks
    .flatMap((block) => {
      if (block.kind === 'question') return [block.prompt, ...block.options.flatMap(({ text, feedback }) => [text, feedback])]
      if (block.kind === 'commit') return [block.prompt, ...block.suggestions]
      return [block.kind === 'reflect' ? block.prompt : block.text]
    })
    .join('\n')
    .replace(/\*\*|^(?:- |> )/gm, '')

export const isGivenAway = ({ options }: Pick<QuestionBlock, 'options'>): boolean => {
  const [longest, next] = options.toSorted((a, b) => b.text.length - a.text.length)
  return longest!.isRight && longest!.text.length > next!.text.length
}

export function checkLessons(files: Files, themes: readonly string[], say: Say): string[] {
  const keys = [...new Set([...files.keys()].flatMap((file) => /^lessons\/([^/]+)\//.exec(file)?.[1] ?? []))]
  if (keys.length < fewest) say('lessons', 1, `holds ${keys.length} lessons, fewer than ${fewest}`)
  const found = new Map<string, Lesson>()
  const questions: QuestionBlock[] = []
  for (const key of keys) {
    const file = `lessons/${key}/en.md`
    const lesson = checkText(files, file, key, themes, say)
    if (!lesson) continue
    found.set(key, lesson)
    const singles = lesson.blocks.filter((block) => block.kind === 'question' && !block.isMultiple) as QuestionBlock[]
    questions.push(...singles)
    for (const language of languagesAt(lesson.level).filter((one) => one !== 'en')) {
      const other = `lessons/${key}/${language}.md`
      const translated = checkText(files, other, key, themes, say)
      if (translated && frame(translated) !== frame(lesson)) say(other, 1, 'is built differently from the English one')
    }
  }
  for (const level of levels)
    if (![...found.values()].some((lesson) => lesson.level === level)) say('lessons', 1, `hold none of Level ${level}`)
  const away = questions.filter(isGivenAway).length
  if (away > 0.4 * questions.length) say('lessons', 1, `: the right option is the longest in ${away} of ${questions.length} questions`)
  const first = questions.filter(({ options }) => options[0]!.isRight).length
  if (first < 0.2 * questions.length || first > 0.5 * questions.length)
    say('lessons', 1, `: the right option stands first in ${first} of ${questions.length} questions`)
  return [...found.keys()]
}

function checkText(files: Files, file: string, key: string, themes: readonly string[], say: Say): Lesson | null {
  const text = files.get(file)
  if (text === undefined) {
    say(file, 1, 'is not there')
    return null
  }
  const { lesson, faults } = parseLesson(text)
  for (const { line, message } of faults) say(file, line, message)
  if (!lesson) return null
  if (lesson.key !== key) say(file, lineOf(text, 'key:'), `its key is not "${key}", its folder's name`)
  if (!themes.includes(lesson.theme ?? '')) say(file, lineOf(text, 'theme:'), `"${lesson.theme}" is no theme of the pack`)
  for (const { what, block } of checkLesson(lesson.title, lesson.blocks, [...files.keys()]))
    say(file, block === null ? 1 : lineOfBlock(text, lesson.blocks, block), `lacks: ${what}`)
  const minutes = minutesOf(lesson.blocks)
  if (!text.includes(`\nminutes: ${minutes}\n`)) say(file, lineOf(text, 'minutes:'), `takes ${minutes} minutes (at most ${mostMinutes})`)
  if (serialiseLesson(lesson) !== text) say(file, 1, 'is not in the form in which it would be exported')
  checkGrade(file, plain(lesson), say)
  return lesson
}

/** The line of a block's heading: blocks and headings stand in the same order. */
function lineOfBlock(text: string, blocks: readonly Block[], index: number): number {
  const lines = text.split('\n')
  const all = lines.flatMap((line, i) => (line.startsWith('## ') ? [i + 1] : []))
  return all.length === blocks.length ? all[index]! : lineOf(text, headings[blocks[index]!.kind])
}
