// Which test file belongs to which stage, told by its folder or by what it reaches. Every file belongs to one.
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { importsOf } from '../guards/source.ts'
import type { StageName } from './options.ts'

export interface TestFile {
  /** From the root of the project, with slashes. */
  name: string
  stage: StageName
  /**
   * Runs once more on the PostgreSQL of the system. Tests of commands and backups choose their servers themselves; `name.once.test.ts` plays a long time through,
   * with statements that others ask there too.
   */
  isForBothServers: boolean
}

/** What a file imports, directly or through other files of test/. Packages by name, files from the root. */
function reached(root: string, name: string, seen = new Set<string>()): Set<string> {
  const file = path.join(root, name)
  if (!/\.m?ts$/.test(name) || !existsSync(file)) return seen
  try {
    for (const { specifier } of importsOf({ name, text: readFileSync(file, 'utf8') }).imports) {
      const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(name), specifier) : specifier
      if (seen.has(target)) continue
      seen.add(target)
      if (target.startsWith('test/')) reached(root, target, seen)
    }
  } catch {
    // It is no program; the run of the file says so better.
  }
  return seen
}

function stageOf(name: string, reach: ReadonlySet<string>): StageName {
  if (name.startsWith('test/guards/')) return 'guards'
  if (name.startsWith('test/start/')) return 'start'
  // It starts the whole program too, but most of its time it waits: beside the many short ones it costs none.
  if (name.startsWith('test/kills/')) return 'features'
  if (/\baxe\b/.test(path.basename(name))) return 'axe'
  if (reach.has('playwright-core')) return 'browser'
  return reach.has('test/support/database.ts') ? 'features' : 'unit'
}

export function findTestFiles(root: string, paths: string[]): TestFile[] {
  const wanted = paths.map((given) => path.relative(root, path.resolve(given)).replaceAll(path.sep, '/'))
  const names = globSync('{src,test,scripts,bench}/**/*.test.{ts,mjs}', { cwd: root }).map((name) => name.replaceAll(path.sep, '/'))
  return names
    .filter((name) => wanted.length === 0 || wanted.some((start) => start === '' || name === start || name.startsWith(`${start}/`)))
    .sort()
    .map((name) => {
      const reach = reached(root, name)
      const stage = stageOf(name, reach)
      const isForBothServers =
        reach.has('test/support/database.ts') && !name.endsWith('.once.test.ts') && (name.startsWith('src/') || stage === 'guards')
      return { name, stage, isForBothServers }
    })
}
