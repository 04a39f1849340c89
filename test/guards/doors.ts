// Some things have one door: SQL, the environment, the time, randomness. Whoever needs them gets them passed in, so that a test can say what they are.
import { dottedName, importsOf, lineOf, type Node, type SourceFile, walk } from './source.ts'

export interface Door {
  what: string
  /** What to do instead. */
  advice: string
  /** Who may, and why. Files by name, folders with a slash at the end. */
  keepers: Record<string, string>
  /** Lines on which the file goes through this door. */
  uses: (file: SourceFile) => number[]
}

const linesWhere = (file: SourceFile, matches: (node: Node, parents: readonly Node[]) => boolean): number[] => {
  const lines: number[] = []
  walk(file, (node, parents) => {
    if (matches(node, parents)) lines.push(lineOf(file, node))
  })
  return lines
}

const importsNamed = (node: Node, modules: RegExp, names: RegExp): boolean =>
  node.type === 'ImportDeclaration' &&
  modules.test(node.source.value) &&
  node.specifiers.some((one: Node) => one.type === 'ImportSpecifier' && names.test(one.imported.name ?? one.imported.value))

const sqlDoor: Door = {
  what: 'SQL',
  advice: 'write the query in store.ts and call it from there',
  keepers: {
    'src/platform/db/': 'it is the database',
    'src/platform/jobs/': 'owns the queue’s tables and their advisory locks',
    'src/platform/audit/': 'owns the audit tables',
    'src/platform/events/': 'owns the outbox tables',
    'src/platform/mail/': 'owns the table of letters',
    'src/platform/backup/': 'copies every table, whatever it is called',
    'src/platform/http/idempotency.ts': 'owns idempotency_keys',
    'src/platform/http/health.ts': 'asks the database whether it answers',
    'src/platform/cli/doctor/': 'asks the database about itself',
  },
  uses: (file) => {
    if (/^src\/features\/[^/]+\/store(\.ts$|\/)/.test(file.name) || /^src\/platform\/[^/]+\/([a-z-]+-)?store\.ts$/.test(file.name))
      return []
    return importsOf(file)
      .imports.filter(
        ({ specifier, isTypeOnly }) =>
          !isTypeOnly && (/(^#platform|^\.\.?\/.*|^\.)\/?db\/sql\.ts$|^\.\/sql\.ts$/.test(specifier) || /^(pg|kysely)$/.test(specifier)),
      )
      .map(({ line }) => line)
  },
}

const environmentDoor: Door = {
  what: 'process.env',
  advice: 'add the setting to platform/config.ts and take it from config',
  keepers: { 'src/platform/config.ts': 'the one reader; documents every setting' },
  uses: (file) =>
    linesWhere(
      file,
      (node) =>
        dottedName(node) === 'process.env' ||
        importsNamed(node, /^(node:)?process$/, /^env$/) ||
        (node.type === 'VariableDeclarator' &&
          node.id.type === 'ObjectPattern' &&
          dottedName(node.init) === 'process' &&
          node.id.properties.some((property: Node) => property.key?.name === 'env')),
    ),
}

const timeDoor: Door = {
  what: 'the time',
  advice: 'take it from the clock that you are given (ctx.now(), platform.clock.now(); in SQL: bind it; in pages: now() of #ui/now.ts)',
  keepers: {
    'src/platform/clock.ts': 'the one clock of the server',
    'src/ui/now.ts': 'the one clock of the pages',
  },
  uses: (file) =>
    linesWhere(file, (node) => {
      if (node.type === 'NewExpression') return dottedName(node.callee) === 'Date' && node.arguments.length === 0
      if (node.type === 'CallExpression')
        return /^(Date|Date\.now|performance\.now|process\.hrtime(\.bigint)?)$/.test(dottedName(node.callee) ?? '')
      if (node.type === 'TaggedTemplateExpression' && /^sql(\.|$)/.test(dottedName(node.tag) ?? '')) {
        return node.quasi.quasis.some((part: Node) =>
          /\b(now|(clock|statement|transaction)_timestamp|timeofday)\s*\(|\b(current|local)_?(date|timestamp|time)\b/i.test(part.value.raw),
        )
      }
      return dottedName(node) === 'performance.timeOrigin' || importsNamed(node, /^(node:)?(perf_hooks|process)$/, /^(performance|hrtime)$/)
    }),
}

const randomNames = /^(random(Bytes|UUID|UUIDv7|Int|Fill|FillSync)|getRandomValues|generateKey(Sync|PairSync)?|webcrypto)$/

const chanceDoor: Door = {
  what: 'randomness',
  advice: 'take newId, newSecret, newCode or newDigits of platform/ids.ts',
  keepers: {
    'src/platform/ids.ts': 'the one source on the server',
    'src/ui/client.ts': 'makes the keys of writes in the browser, where platform/ids.ts is not',
  },
  uses: (file) =>
    linesWhere(file, (node) => {
      if (node.type === 'MemberExpression') {
        const name = dottedName(node) ?? ''
        return name === 'Math.random' || (/(^|\.)crypto\./.test(name) && randomNames.test(name.split('.').pop()!))
      }
      return importsNamed(node, /^(node:)?crypto$/, randomNames)
    }),
}

export const doors = [sqlDoor, environmentDoor, timeDoor, chanceDoor]

export function checkDoors(files: readonly SourceFile[], list: readonly Door[] = doors): string[] {
  const problems: string[] = []
  const own = files.filter(({ name }) => !name.endsWith('.test.ts'))
  for (const { what, advice, keepers, uses } of list) {
    for (const file of own) {
      if (Object.keys(keepers).some((keeper) => file.name === keeper || (keeper.endsWith('/') && file.name.startsWith(keeper)))) continue
      for (const line of uses(file)) problems.push(`${file.name}:${line} goes for ${what} itself: ${advice}`)
    }
  }
  return problems
}

/** Exceptions that nobody needs any more. */
export function idleKeepers(files: readonly SourceFile[], list: readonly Door[] = doors): string[] {
  return list.flatMap(({ what, keepers, uses }) =>
    Object.keys(keepers)
      .filter(
        (keeper) =>
          !files.some((file) => (file.name === keeper || (keeper.endsWith('/') && file.name.startsWith(keeper))) && uses(file).length > 0),
      )
      .map((keeper) => `${keeper} may go for ${what} and does not: take it off the list`),
  )
}
