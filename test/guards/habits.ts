// Habits of tests that hide something, and things that do not belong in the project.
import { dottedName, lineOf, literalText, type Node, type SourceFile, walk } from './source.ts'

const starters = /^(test|it|describe|suite)$/

function testFault(node: Node): string | undefined {
  if (node.type === 'Property' && !node.computed) {
    const name = node.key.name ?? node.key.value
    if (name === 'only' && node.value?.value === true) return 'runs alone; take `only` away'
    if ((name === 'skip' || name === 'todo') && node.value?.value === true) return `says no reason; write ${name}: 'because ...'`
    return undefined
  }
  if (node.type === 'ImportDeclaration' && node.source.value === 'node:test') {
    const mocked = node.specifiers.find((one: Node) => one.imported?.name === 'mock')
    return mocked && 'mocks; use the real thing, or pass the value in'
  }
  if (node.type !== 'CallExpression') return undefined
  const name = dottedName(node.callee) ?? ''
  const [first, last] = [name.split('.')[0]!, name.split('.').at(-1)!]
  if (starters.test(first) && name !== first && last === 'only') return 'runs alone; take .only away'
  if (starters.test(first) && name !== first && (last === 'skip' || last === 'todo'))
    return `says no reason; pass { ${last}: 'because ...' } instead`
  if (/^(t|context)\.(skip|todo)$/.test(name) && !literalText(node.arguments[0])?.trim())
    return `says no reason; write ${name}('because ...')`
  if (/^(t|context)\.mock\./.test(name)) return 'mocks; use the real thing, or pass the value in'
  if (starters.test(first) && /\bshould\b/.test(literalText(node.arguments[0]) ?? '')) return 'is named with "should"; say what happens'
  return undefined
}

export function checkTests(files: readonly SourceFile[]): string[] {
  const faults: string[] = []
  for (const file of files) {
    walk(file, (node) => {
      const fault = testFault(node)
      if (fault !== undefined) faults.push(`${file.name}:${lineOf(file, node)} ${fault}`)
    })
  }
  return faults
}

interface Word {
  pattern: RegExp
  advice: string
}

const unwanted: Word[] = [
  { pattern: /\b(?:TODO|FIXME|XXX)\b/, advice: 'finish it or leave it out' },
  { pattern: /\b(?:coming soon|lorem ipsum|not (?:yet )?implemented)\b/i, advice: 'finish it or leave it out' },
  {
    pattern: /(?<![\w.@:/~}*-])\/(?:work|home|root|Users|tmp)\/[\w.-]+|\.\.\/shared\b|\bsub-?agent\b/,
    advice: 'it means nothing on another machine',
  },
]

/** Text that people read or programs of ours run. These guards name what they look for; data files were given to us. */
export const isOurs = (name: string): boolean =>
  /\.(ts|tsx|mjs|js|json|md|css|sql|html|ya?ml)$|^\.ci\//.test(name) && name !== 'package-lock.json' && !name.startsWith('test/guards/')

export function checkWords(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ name, text }) =>
    text.split('\n').flatMap((line, index) => {
      const found = unwanted.find(({ pattern }) => pattern.test(line))
      return found === undefined ? [] : [`${name}:${index + 1} says "${found.pattern.exec(line)![0]}": ${found.advice}`]
    }),
  )
}

/** A lock that names hosts can only be installed where these answer. */
export function checkLock(text: string): string[] {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => line.includes('"resolved"'))
  const count = lines.filter((line) => line.includes('"resolved"')).length
  return first < 0 ? [] : [`package-lock.json:${first + 1} names a host (${count} times): npm install --omit-lockfile-registry-resolved`]
}
