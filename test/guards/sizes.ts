// How long files are and what they are called.
import type { SourceFile } from './source.ts'

export const mostLines = 500
export const isGenerated = (name: string): boolean => name === 'db/schema.sql' || /\.generated\.\w+$/.test(name)

export const linesOf = ({ text }: SourceFile): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

export function checkSizes(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !isGenerated(file.name) && linesOf(file) > mostLines)
    .map(
      (file) => `${file.name} has ${linesOf(file)} lines, more than ${mostLines}: make it a folder of the same name with one verb per file`,
    )
}

export function sizeReport(files: readonly SourceFile[]): string {
  const sizes = files.map((file) => ({ name: file.name, lines: linesOf(file) })).sort((a, b) => b.lines - a.lines)
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0
  return `${sizes.length} files, median ${median} lines; longest: ${sizes
    .slice(0, 10)
    .map(({ name, lines }) => `${name} ${lines}`)
    .join(', ')}`
}

const vague = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'manager', 'base', 'misc'])
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
const pascal = /^[A-Z][A-Za-z0-9]*$/

/** The tree's fixed names for lists of pages and parts, and files that hold no one component. */
const lowerPages = new Set(['desk', 'main', 'web', 'pages', 'parts', 'start', 'session', 'slots'])

/** Vague as a whole, as what the name ends in, or as a base of something. `shared-device` is a thing of the domain. */
function vagueWord(part: string): string | undefined {
  const words = part
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split('-')
  if (vague.has(words.at(-1)!)) return words.at(-1)
  return words.length > 1 && words[0] === 'base' ? 'base' : undefined
}

function nameProblem(name: string): string | undefined {
  const folders = name.split('/')
  const [stem = '', ...endings] = folders.pop()!.split('.')
  const ending = endings.at(-1)
  const word = [...folders, ending === 'css' ? '' : stem].map(vagueWord).find((found) => found !== undefined)
  if (word !== undefined) return `"${word}" says nothing; name it after what it holds`
  const folder = folders.find((part) => !kebab.test(part) && !pascal.test(part))
  if (folder !== undefined) return `the folder ${folder} is kebab-case`
  if (ending === 'sql') return /^(\d{4}_[a-z]+(_[a-z]+)*|[a-z]+)$/.test(stem) ? undefined : 'a migration is called 0001_feature.sql'
  if (ending === 'tsx') return pascal.test(stem) || lowerPages.has(stem) ? undefined : 'a .tsx file holds a component: PascalCase'
  return kebab.test(stem) ? undefined : 'files are kebab-case'
}

export function checkNames(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ name }) => {
    const problem = nameProblem(name)
    return problem === undefined ? [] : [`${name}: ${problem}`]
  })
}
