// What is wrong with the texts of the pages: languages that differ, keys that code asks for and nobody wrote, texts that
// nobody asks for. Keys made at run time count by their fixed part: t(`role.${role}`) uses every key below `role.`.
import { dottedName, lineOf, literalText, type Node, readSources, type SourceFile, walk } from '../guards/source.ts'

export const languages = ['en', 'de', 'ar']
const pluralEnding = /_(zero|one|two|few|many|other)$/

interface Texts {
  namespace: string
  /** Language, then key with dots, then text. */
  of: Map<string, Map<string, string>>
}

export function namespaceOfFile(name: string): string | undefined {
  return (
    /^src\/features\/([\w-]+)\/web\//.exec(name)?.[1] ??
    (name.startsWith('src/ui/gallery/') ? 'gallery' : /^src\/(ui\/|web\.)/.test(name) ? 'ui' : undefined)
  )
}

export function readTexts(from?: string): Texts[] {
  const found = new Map<string, Texts>()
  for (const { name, text } of readSources('src/{ui,ui/gallery,features/*/web}/messages/*.json', from)) {
    const namespace = namespaceOfFile(name)!
    const language = /([\w-]+)\.json$/.exec(name)![1]!
    const texts = found.get(namespace) ?? { namespace, of: new Map<string, Map<string, string>>() }
    texts.of.set(language, flat(JSON.parse(text) as Tree))
    found.set(namespace, texts)
  }
  return [...found.values()]
}

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, at = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(at + key, value)
    else for (const [below, text] of flat(value, `${at}${key}.`)) found.set(below, text)
  }
  return found
}

/** `found_one` and `found_other` are the one key `found`, when the file has `found_other`. */
const baseOf = (key: string, all: Map<string, string>): string => {
  const base = key.replace(pluralEnding, '')
  return base !== key && all.has(`${base}_other`) ? base : key
}

const blanksOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}|<(\w+)>/g)].map(([, blank, mark]) => blank ?? `<${mark}>`)

function differences({ namespace, of }: Texts): string[] {
  const faults: string[] = []
  const english = of.get('en') ?? new Map<string, string>()
  const wanted = new Set([...english.keys()].map((key) => baseOf(key, english)))
  for (const language of languages) {
    const texts = of.get(language)
    const where = `${namespace}/${language}.json`
    if (!texts) {
      faults.push(`${where} is missing`)
      continue
    }
    const has = new Set([...texts.keys()].map((key) => baseOf(key, texts)))
    for (const key of wanted) if (!has.has(key)) faults.push(`${where} lacks ${key}`)
    for (const key of has) if (!wanted.has(key)) faults.push(`${where} has ${key}, which en.json has not`)
    for (const key of has) faults.push(...faultsOfKey(key, language, texts, english).map((fault) => `${where}: ${fault}`))
  }
  return faults
}

function faultsOfKey(key: string, language: string, texts: Map<string, string>, english: Map<string, string>): string[] {
  const faults: string[] = []
  const isPlural = texts.has(`${key}_other`)
  const forms = isPlural ? new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `${key}_${form}`) : [key]
  const sample = english.get(`${key}_other`) ?? english.get(key) ?? ''
  for (const form of forms) {
    const text = texts.get(form)
    if (text === undefined) {
      faults.push(`${form} is missing; ${language} counts in ${forms.length} forms`)
      continue
    }
    if (text.trim() === '') faults.push(`${form} is empty`)
    if (/[!！]/.test(text)) faults.push(`${form} has an exclamation mark`)
    // "One minute" needs no figure; every other form does.
    const mayLack = /_(zero|one|two)$/.test(form) ? ['count'] : []
    const blanks = new Set(blanksOf(text))
    for (const blank of new Set(blanksOf(sample))) if (!blanks.has(blank) && !mayLack.includes(blank)) faults.push(`${form} lacks ${blank}`)
    for (const blank of blanks) if (!blanksOf(sample).includes(blank)) faults.push(`${form} has ${blank}, which English has not`)
  }
  if (isPlural)
    for (const other of texts.keys())
      if (baseOf(other, texts) === key && !forms.includes(other)) faults.push(`${other} is a form that ${language} never uses`)
  return faults
}

interface Use {
  namespace: string
  /** Exact, or with * for what is known at run time only. */
  key: string
  where: string
  /** A string that merely equals a key: proves use, never absence. */
  isHint: boolean
}

/** The keys that an expression can become; `*` stands for what is not known here. */
function keysOf(node: Node | null | undefined): string[] {
  if (!node) return []
  const literal = literalText(node)
  if (literal !== undefined) return [literal]
  if (node.type === 'ConditionalExpression') return [...keysOf(node.consequent), ...keysOf(node.alternate)]
  if (node.type === 'LogicalExpression') return [...keysOf(node.left), ...keysOf(node.right)]
  if (node.type === 'TemplateLiteral') return [node.quasis.map((part: Node) => part.value.cooked).join('*')]
  return []
}

const isFunction = (node: Node): boolean => /Function/.test(node.type)

export function usesOf(file: SourceFile): Use[] {
  const home = namespaceOfFile(file.name) ?? 'ui'
  const uses: Use[] = []
  const bound = new Map<Node | undefined, Map<string, string>>()
  const add = (node: Node, given: string, namespace: string, isHint: boolean) => {
    const [first, rest] = given.includes(':') ? (given.split(':', 2) as [string, string]) : [namespace, given]
    uses.push({ namespace: first, key: rest, where: `${file.name}:${lineOf(file, node)}`, isHint })
  }
  walk(file, (node, parents) => {
    if (node.type === 'VariableDeclarator' && dottedName(node.init?.callee) === 'useT' && node.id.type === 'Identifier') {
      const scope = parents.findLast(isFunction)
      const names = bound.get(scope) ?? new Map<string, string>()
      bound.set(scope, names.set(node.id.name, literalText(node.init.arguments[0]) ?? home))
    }
    if (node.type === 'CallExpression') {
      const called = /^(\w+)(?:\.(?:rich|maybe))?$/.exec(dottedName(node.callee) ?? '')?.[1]
      if (called === undefined) return
      const scope = [...parents].reverse().find((one) => isFunction(one) && bound.get(one)?.has(called))
      const namespace = bound.get(scope)?.get(called)
      if (namespace === undefined && called !== 't' && called !== 'ui') return
      for (const key of keysOf(node.arguments[0])) add(node, key, namespace ?? home, namespace === undefined)
    } else if (node.type === 'Property' && (node.key.name ?? '').endsWith('Key')) {
      for (const key of keysOf(node.value)) if (key.includes(':')) add(node, key, home, false)
    } else if (node.type === 'Literal' && typeof node.value === 'string' && /^(?:[\w-]+:)?[\w-]+(\.[\w-]+)+$/.test(node.value)) {
      add(node, node.value, home, true)
    }
  })
  return uses
}

const fits = (key: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.$^()[\]+?{}|\\]/g, '\\$&'))
      .join('.+')}$`,
  ).test(key)

/** Everything that is wrong, one sentence each. */
export function checkMessages(texts: Texts[], files: readonly SourceFile[]): string[] {
  const faults = texts.flatMap(differences)
  const known = new Map(texts.map(({ namespace, of }) => [namespace, bases(of.get('en') ?? new Map())]))
  const used = new Map(texts.map(({ namespace }) => [namespace, new Set<string>()]))
  for (const { namespace, key, where, isHint } of files.flatMap(usesOf)) {
    const keys = known.get(namespace)
    const hits = keys?.filter((one) => fits(one, key)) ?? []
    for (const hit of hits) used.get(namespace)?.add(hit)
    if (hits.length === 0 && !isHint) faults.push(`${where} asks for ${namespace}:${key}, which no message file has`)
  }
  for (const [namespace, keys] of known) {
    // problems.<slug> is looked up with what the server answers.
    for (const key of keys)
      if (!used.get(namespace)?.has(key) && !key.startsWith('problems.')) faults.push(`${namespace}:${key} is used nowhere`)
  }
  return faults
}

const bases = (texts: Map<string, string>): string[] => [...new Set([...texts.keys()].map((key) => baseOf(key, texts)))]

export const readPages = (from?: string): SourceFile[] =>
  readSources(['src/ui/**/*.{ts,tsx}', 'src/features/*/web/**/*.{ts,tsx}', 'src/web.tsx'], from)

/** "Sie" that means them, or that a customer reads or hears. Everything else says du, and ihr to a team. */
const formalStays = new Set([
  'accounts:devices.lead',
  'assets/print:survey.read',
  'assets/print:survey.scan',
  'authority:mayI.saySomething',
  'language:posters.lead',
  'language:principles.emptyText',
  'obstacles:earlier.note',
  'obstacles:hurts.customersNote',
  'people:import.absentKeep',
  'people:import.absentLeave',
  'people:import.absentLeaveNote',
  'recognition:confirm.deleteText',
  'recognition:notice.note',
  'ui/gallery:over.confirmText',
  'voice:question.csat',
  'voice:question.nps',
  'voice:quote.state.kept-back',
])

/** The German of employees by file and key: pages, letters, prints, screens. */
export function readGerman(from?: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name, text } of readSources(['{src,assets}/**/messages/de.json', 'src/**/words.json'], from)) {
    const content = JSON.parse(text) as Tree
    const place = name.replace(/^src\/(features\/)?/, '').replace(/\/(web\/)?(messages\/de|words)\.json$/, '')
    const german = name.endsWith('words.json') ? (content['de'] as Tree) : content
    for (const [key, one] of flat(german)) found.set(`${place}:${key}`, one)
  }
  return found
}

/** "Sie gilt" is she or it, and "Ihr wählt" is a team; both only where a sentence begins. */
const formal = /(?<=^|[.?:] )(?:Sie(?! (?:\p{L}+t)\b)|Ihnen|Ihre[nmrs]?|Ihr(?= \p{Lu}))\b|(?<!^|[.?:] )\b(?:Sie|Ihnen|Ihre?[nmrs]?)\b/u

export const checkAddress = (german: ReadonlyMap<string, string>): string[] =>
  [...german].filter(([key, text]) => !formalStays.has(key) && formal.test(text)).map(([key, text]) => `${key} says Sie: ${text}`)
