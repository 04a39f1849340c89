// Which test file belongs to which stage. Every file belongs to one; what nothing else claims is a unit test.
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { StageName } from './options.ts'

export interface TestFile {
  /** From the root of the project, with slashes. */
  name: string
  stage: StageName
  needsDatabase: boolean
}

/** A line that imports it, not one that quotes such a line. */
const imports = (text: string, name = ''): boolean => new RegExp(`^(import|\\}) .*'[./a-z]*/support/${name}`, 'm').test(text)

export function stageOf(name: string, text: string): StageName {
  if (name.startsWith('test/guards/')) return 'guards'
  if (name.startsWith('test/start/')) return 'start'
  if (/\baxe\b/.test(path.basename(name))) return 'axe'
  if (/^test\/(journeys|ui|browser)\//.test(name) || imports(text, 'chromium')) return 'browser'
  return imports(text) ? 'features' : 'unit'
}

export function findTestFiles(root: string, paths: string[]): TestFile[] {
  const wanted = paths.map((given) => path.relative(root, path.resolve(given)).replaceAll(path.sep, '/'))
  const names = globSync('{src,test,scripts,bench}/**/*.test.{ts,mjs}', { cwd: root }).map((name) => name.replaceAll(path.sep, '/'))
  return names
    .filter((name) => wanted.length === 0 || wanted.some((start) => start === '' || name === start || name.startsWith(`${start}/`)))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(root, name), 'utf8')
      const stage = stageOf(name, text)
      const needsDatabase = stage === 'features' || (stage === 'guards' && imports(text, 'database'))
      return { name, stage, needsDatabase }
    })
}
