// What code declares must be told where people look for it: problems in docs/problems, tables in READMEs; and an event must be heard, or say why not.
import { dottedName, lineOf, literalText, type Node, type SourceFile, walk } from './source.ts'

interface DeclaredProblem {
  slug: string
  status: number
  title: string
  where: string
}

const fieldsOf = (object: Node): Map<string, unknown> =>
  new Map(object.properties.map((property: Node) => [property.key?.name ?? property.key?.value, property.value?.value]))

export function problemTypes(files: readonly SourceFile[]): { declared: DeclaredProblem[]; faults: string[] } {
  const declared: DeclaredProblem[] = []
  const faults: string[] = []
  for (const file of files) {
    walk(file, (node) => {
      if (node.type !== 'CallExpression' || dottedName(node.callee) !== 'problemType') return
      const where = `${file.name}:${lineOf(file, node)}`
      const fields = node.arguments[0]?.type === 'ObjectExpression' ? fieldsOf(node.arguments[0]) : new Map<string, unknown>()
      const [slug, status, title] = [fields.get('slug'), fields.get('status'), fields.get('title')]
      if (typeof slug === 'string' && typeof status === 'number' && typeof title === 'string') declared.push({ slug, status, title, where })
      else faults.push(`${where}: write slug, status and title of a problem as literals; its page is found by them`)
    })
  }
  return { declared, faults }
}

export function checkProblems(files: readonly SourceFile[], pages: readonly SourceFile[]): string[] {
  const { declared, faults } = problemTypes(files)
  const seen = new Map<string, string>()
  for (const { slug, status, title, where } of declared) {
    if (seen.has(slug)) faults.push(`${where}: the problem ${slug} is declared at ${seen.get(slug)} already; import that one`)
    seen.set(slug, where)
    const page = pages.find(({ name }) => name === `docs/problems/${slug}.md`)
    if (!page) {
      faults.push(`${where}: the problem ${slug} has no page; write docs/problems/${slug}.md`)
      continue
    }
    if (!page.text.startsWith(`# ${title}\n`)) faults.push(`${page.name}: begins with "# ${title}", as ${where} calls it`)
    if (!page.text.includes(`\`/problems/${slug}\` · status ${status}\n`))
      faults.push(`${page.name}: says \`/problems/${slug}\` · status ${status}`)
    for (const heading of ['**What it means.** ', '**What to do.** '])
      if (!page.text.includes(heading)) faults.push(`${page.name}: says "${heading.trim()}"`)
  }
  for (const { name } of pages) {
    const slug = /^docs\/problems\/(.+)\.md$/.exec(name)?.[1]
    if (slug !== undefined && slug !== 'README' && !seen.has(slug))
      faults.push(`${name}: no problem of that name is declared; remove the page`)
  }
  return faults
}

const inFile = (name: string, stem: string): boolean => new RegExp(`^src/.*/${stem}(\\.ts$|/)`).test(name) && !name.endsWith('.test.ts')

export function checkEvents(files: readonly SourceFile[]): string[] {
  const announced = new Map<string, string>()
  const heard = new Map<string, string>()
  const reasons = new Map<string, { reason: string; where: string }>()
  for (const file of files.filter(({ name }) => inFile(name, 'events'))) {
    walk(file, (node) => {
      if (node.type === 'TSTypeReference' && dottedName(node.typeName) === 'Event') {
        const type = literalText(node.typeArguments?.params[0]?.literal)
        if (type !== undefined) announced.set(type, `${file.name}:${lineOf(file, node)}`)
      }
      if (node.type === 'VariableDeclarator' && node.id.name === 'unheard' && node.init?.type === 'ObjectExpression') {
        for (const property of node.init.properties) {
          const type = property.key?.name ?? property.key?.value
          reasons.set(type, { reason: literalText(property.value) ?? '', where: `${file.name}:${lineOf(file, property)}` })
        }
      }
    })
  }
  for (const file of files.filter(({ name }) => inFile(name, 'listeners'))) {
    walk(file, (node) => {
      if (node.type !== 'Property' || node.key.name !== 'event') return
      const type = literalText(node.value)
      if (type !== undefined) heard.set(type, `${file.name}:${lineOf(file, node)}`)
    })
  }
  const faults: string[] = []
  for (const [type, where] of announced) {
    const why = reasons.get(type)
    if (heard.has(type) && why) faults.push(`${why.where}: ${type} is heard by ${heard.get(type)}; take it out of unheard`)
    if (!heard.has(type) && !why) faults.push(`${where}: nobody hears ${type}; write a listener, or its reason in \`unheard\` of this file`)
  }
  for (const [type, { reason, where }] of reasons) {
    if (reason.trim().length < 10) faults.push(`${where}: say why nobody hears ${type}`)
    if (!announced.has(type)) faults.push(`${where}: ${type} is not announced`)
  }
  for (const [type, where] of heard) if (!announced.has(type)) faults.push(`${where}: nobody announces ${type}`)
  return faults
}

const tableLists = (text: string): string[] =>
  [...text.matchAll(/\*\*Tables:\*\*([\s\S]*?)(?=\n\s*\n|\n\s*- \*\*|$)/g)].map((match) => match[1]!)

export function checkTables(schema: string, readmes: readonly SourceFile[]): string[] {
  const tables = [...schema.matchAll(/^create table (\w+)/gim)].map((match) => match[1]!)
  const owners = new Map<string, string[]>()
  for (const { name, text } of readmes) {
    for (const [, table] of tableLists(text)
      .join('\n')
      .matchAll(/`([a-z_]+)`/g))
      owners.set(table!, [...(owners.get(table!) ?? []), name])
  }
  const faults = tables
    .filter((table) => !owners.has(table))
    .map((table) => `the table ${table} stands in no README; name it under **Tables:** of its feature, or of src/platform/README.md`)
  for (const [table, names] of owners) {
    if (!tables.includes(table)) faults.push(`${names.join()}: there is no table ${table}`)
    if (names.length > 1) faults.push(`${names.join(', ')}: both own the table ${table}`)
  }
  return faults
}
