// Reads source files as syntax trees, so that a guard sees what the program says and not what a comment or a string looks like.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync, visitorKeys } from 'oxc-parser'

export interface SourceFile {
  /** From the root, with slashes. */
  name: string
  text: string
}

/** Any node of the tree; its fields depend on its type. */
export interface Node {
  type: string
  start: number
  end: number
  [field: string]: any
}

export const root = path.resolve(import.meta.dirname, '../..')

export function readSources(pattern: string | string[], from = root): SourceFile[] {
  return globSync(pattern, { cwd: from })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => !/(^|\/)(node_modules|dist)\//.test(name) && /\.\w+$/.test(name))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(from, name), 'utf8') }))
}

/** Calls `see` for every node, parents first. Throws when the file is no program. */
export function walk({ name, text }: SourceFile, see: (node: Node, parents: readonly Node[]) => void): void {
  const { program, errors } = parseSync(name, text)
  if (errors[0]) throw new Error(`${name} can't be read: ${errors[0].message}`)
  const parents: Node[] = []
  const visit = (node: Node) => {
    see(node, parents)
    parents.push(node)
    for (const key of visitorKeys[node.type] ?? []) {
      const child = node[key] as Node | (Node | null)[] | null | undefined
      if (Array.isArray(child)) for (const one of child) visitMaybe(one)
      else visitMaybe(child)
    }
    parents.pop()
  }
  const visitMaybe = (node: Node | null | undefined) => {
    if (node) visit(node)
  }
  visit(program)
}

export const lineOf = ({ text }: SourceFile, node: Node): number => text.slice(0, node.start).split('\n').length

/** The text of a string literal or of a template without expressions. */
export function literalText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked
  return undefined
}

/** `a.b.c` as written; undefined for anything but names and dots. */
export function dottedName(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Identifier') return node.name
  if (node?.type === 'MetaProperty') return `${node.meta.name}.${node.property.name}`
  if (node?.type !== 'MemberExpression' || node.computed) return undefined
  const object = dottedName(node.object)
  return object && `${object}.${node.property.name}`
}

export interface Import {
  /** As written. */
  specifier: string
  isTypeOnly: boolean
  line: number
}

/** Static, side-effect, re-export, dynamic, type and CommonJS imports, import.meta.glob and files named by new URL(…, import.meta.url). */
export function importsOf(file: SourceFile): { imports: Import[]; unreadable: number[] } {
  const imports: Import[] = []
  const unreadable: number[] = []
  const add = (node: Node, source: Node | null | undefined, isTypeOnly = false) => {
    const specifier = literalText(source)
    if (specifier === undefined) unreadable.push(lineOf(file, node))
    else imports.push({ specifier, isTypeOnly, line: lineOf(file, node) })
  }
  walk(file, (node) => {
    if (node.type === 'ImportDeclaration') add(node, node.source, node.importKind === 'type')
    else if (node.type === 'ExportAllDeclaration') add(node, node.source, node.exportKind === 'type')
    else if (node.type === 'ExportNamedDeclaration' && node.source) add(node, node.source, node.exportKind === 'type')
    else if (node.type === 'ImportExpression') add(node, node.source)
    else if (node.type === 'TSImportType') add(node, node.source ?? node.argument, true)
    else if (node.type === 'TSExternalModuleReference') add(node, node.expression)
    else if (node.type === 'CallExpression') {
      const name = dottedName(node.callee)
      if (name === 'require') add(node, node.arguments[0])
      if (name === 'import.meta.glob' || name === 'import.meta.resolve') {
        const given = node.arguments[0]
        for (const one of given?.type === 'ArrayExpression' ? given.elements : [given]) add(node, one)
      }
    } else if (node.type === 'NewExpression' && dottedName(node.callee) === 'URL' && dottedName(node.arguments[1]) === 'import.meta.url') {
      if (/\.[mc]?[jt]sx?$/.test(literalText(node.arguments[0]) ?? '')) add(node, node.arguments[0])
    }
  })
  return { imports, unreadable }
}
