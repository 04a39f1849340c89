// The text form of a lesson (content/everyday-service/README.md) into values. What it can't read it says with line and column; what is merely missing, check.ts says.
import { type Block, families, type Family, type Lesson, type Listener, listeners, type Option } from './lesson.ts'

export interface Fault {
  /** Both from 1. */
  line: number
  column: number
  message: string
}
export type Parsed = { lesson: Lesson; faults: [] } | { lesson: null; faults: [Fault, ...Fault[]] }

interface Line {
  number: number
  text: string
}
const isFamily = (word: string): word is Family => (families as readonly string[]).includes(word)
const isListener = (word: string): word is Listener => (listeners as readonly string[]).includes(word)
/** A line that would be read as a mark is written with a backslash before it: a heading anywhere, an option or suggestion where these follow. */
const inText = /^\\(\\*## )/
const inPrompt = /^\\(\\*(?:## |- ))/

/** Lines of words in their normal form: no spaces at the ends, never two empty lines. */
const wordsIn = (lines: readonly Line[], mark = inText): string =>
  lines
    .map(({ text }) => text.trimEnd().replace(mark, '$1'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

export function parseLesson(source: string): Parsed {
  const faults: Fault[] = []
  const say = (line: number, column: number, message: string) => void faults.push({ line, column, message })
  const lines = source
    .replace(/^\ufeff/, '')
    .normalize('NFC')
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((text, i) => ({ number: i + 1, text }))
  const { head, rest } = headOf(lines, say)
  const blocks = blocksOf(rest, say)
  const [first, ...more] = faults.toSorted((a, b) => a.line - b.line || a.column - b.column)
  return first ? { lesson: null, faults: [first, ...more] } : { lesson: { ...head, blocks }, faults: [] }
}

type Say = (line: number, column: number, message: string) => void
const headKeys = ['key', 'title', 'level', 'theme', 'minutes', 'families']

function headOf(lines: readonly Line[], say: Say): { head: Omit<Lesson, 'blocks'>; rest: Line[] } {
  const head: Omit<Lesson, 'blocks'> = { key: '', title: '', level: 1, theme: null, families: [] }
  const begin = lines.findIndex(({ text }) => text.trim() !== '')
  if (begin < 0 || lines[begin]!.text.trim() !== '---') {
    say(lines[Math.max(begin, 0)]!.number, 1, 'A lesson begins with a line ---, then key, title and level, then --- again.')
    return { head, rest: lines.slice(Math.max(begin, 0)) }
  }
  const length = lines.slice(begin + 1).findIndex(({ text }) => text.trim() === '---')
  if (length < 0) {
    say(lines[begin]!.number, 1, 'The head that begins here has no closing line ---.')
    return { head, rest: [] }
  }
  const seen = new Map<string, string>()
  for (const { number, text } of lines.slice(begin + 1, begin + 1 + length)) {
    if (text.trim() === '') continue
    const colon = text.indexOf(':')
    const name = text.slice(0, Math.max(colon, 0)).trim()
    const value = text.slice(colon + 1).trim()
    const at = colon + 2 + (text.slice(colon + 1).length - text.slice(colon + 1).trimStart().length)
    if (!headKeys.includes(name)) say(number, 1, `"${name || text.trim()}" is none of ${headKeys.join(', ')}.`)
    else if (seen.has(name)) say(number, 1, `"${name}" stands here twice.`)
    seen.set(name, value)
    if (name === 'key') {
      head.key = value
      if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(value))
        say(number, at, 'A key is made of small letters, digits and hyphens, like listen-first.')
    } else if (name === 'title') head.title = value
    else if (name === 'level') {
      head.level = Number(value)
      if (!/^[1-4]$/.test(value)) say(number, at, 'A level is 1, 2, 3 or 4.')
    } else if (name === 'theme') {
      head.theme = value || null
      if (value && !/^[a-z][a-z0-9-]{0,39}$/.test(value)) say(number, at, 'A theme is one word in small letters, like promise.')
    } else if (name === 'minutes' && value && !/^\d{1,2}$/.test(value)) say(number, at, 'Minutes are a whole number.')
    else if (name === 'families') {
      let from = at
      for (const part of value === '' ? [] : value.split(',')) {
        const family = part.trim()
        if (!isFamily(family)) say(number, from, `"${family}" is none of ${families.join(', ')}.`)
        else if (!head.families.includes(family)) head.families.push(family)
        from += part.length + 1
      }
    }
  }
  for (const name of ['key', 'title', 'level']) if (!seen.get(name)) say(lines[begin]!.number, 1, `The head lacks "${name}".`)
  head.families = families.filter((family) => head.families.includes(family))
  return { head, rest: lines.slice(begin + 2 + length) }
}

function blocksOf(lines: readonly Line[], say: Say): Block[] {
  const blocks: Block[] = []
  const taken = new Set<string>()
  let at = 0
  while (at < lines.length && !lines[at]!.text.startsWith('## ')) {
    if (lines[at]!.text.trim() !== '') say(lines[at]!.number, 1, 'Words before the first heading; a heading begins with "## ".')
    at++
  }
  while (at < lines.length) {
    const heading = lines[at]!
    let end = at + 1
    while (end < lines.length && !lines[end]!.text.startsWith('## ')) end++
    const block = blockOf(heading, lines.slice(at + 1, end), say)
    if (block) {
      const name = block.kind === 'why' ? `why ${block.who}` : block.kind === 'how' ? `how ${block.family ?? ''}`.trim() : block.kind
      if (block.kind !== 'question' && block.kind !== 'reflect' && taken.has(name))
        say(heading.number, 1, `"## ${heading.text.slice(3).trim()}" stands here twice.`)
      taken.add(name)
      blocks.push(block)
    }
    at = end
  }
  return blocks
}

function blockOf({ number, text }: Line, body: readonly Line[], say: Say): Block | undefined {
  const [, space = '', word = '', gap = '', more = ''] = /^##( +)(\S*)(\s*)(.*?)\s*$/.exec(text) ?? []
  const [kind, rest] = [word.toLowerCase(), more.toLowerCase()]
  const column = 3 + space.length
  const restAt = column + word.length + gap.length
  switch (`${kind} ${rest}`.trim()) {
    case 'what':
      return { kind: 'what', text: wordsIn(body) }
    case 'how':
      return { kind: 'how', family: null, text: wordsIn(body) }
    case 'reflect':
      return { kind: 'reflect', prompt: wordsIn(body) }
    case 'i will':
      return commitOf(body, say)
  }
  if (kind === 'why') {
    if (isListener(rest)) return { kind: 'why', who: rest, text: wordsIn(body) }
    say(number, restAt, `Why for whom? Write ${listeners.map((who) => `"## why ${who}"`).join(', ')}.`)
  } else if (kind === 'how') {
    if (isFamily(rest)) return { kind: 'how', family: rest, text: wordsIn(body) }
    say(number, restAt, `"${rest}" is none of ${families.join(', ')}.`)
  } else if (kind === 'question') {
    if (rest === 'single' || rest === 'multiple') return questionOf(rest === 'multiple', body, say)
    say(number, restAt, 'Write "## question single" or "## question multiple".')
  } else say(number, column, `"${text.slice(3).trim()}" is no heading of a lesson: why, what, how, question, reflect, I will.`)
  return undefined
}

function commitOf(body: readonly Line[], say: Say): Block {
  const first = body.findIndex(({ text }) => text.startsWith('- '))
  const prompt = first < 0 ? body : body.slice(0, first)
  const suggestions: string[] = []
  for (const { number, text } of first < 0 ? [] : body.slice(first)) {
    if (text.startsWith('- ')) suggestions.push(text.slice(2).trim())
    else if (text.trim() !== '') say(number, 1, 'Each suggestion is one line that begins with "- ".')
  }
  return { kind: 'commit', prompt: wordsIn(prompt, inPrompt), suggestions: suggestions.filter((one) => one !== '') }
}

function questionOf(isMultiple: boolean, body: readonly Line[], say: Say): Block {
  const first = body.findIndex(({ text }) => text.startsWith('- '))
  const options: Option[] = []
  for (const { number, text } of first < 0 ? [] : body.slice(first)) {
    const [, mark, words] = /^- \[([ xX])\](?: (.*))?$/.exec(text) ?? []
    const [, said] = /^\s*>(?: (.*))?$/.exec(text) ?? []
    if (mark !== undefined) options.push({ text: (words ?? '').trim(), isRight: mark !== ' ', feedback: '' })
    else if (text.trim().startsWith('>')) {
      const option = options.at(-1)
      if (option) option.feedback = [option.feedback, (said ?? '').trim()].filter((part) => part !== '').join('\n')
      else say(number, 1, 'Feedback stands under its option.')
    } else if (text.trim() !== '') say(number, 1, 'An option is "- [x] words" or "- [ ] words", its feedback "  > words" below.')
  }
  return { kind: 'question', isMultiple, prompt: wordsIn(first < 0 ? body : body.slice(0, first), inPrompt), options }
}
