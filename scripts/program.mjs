// Runs the program: all of src/ as a few files, put together anew when the sources changed. A thousand small files would cost 20 MB at rest and
// half a second at each start. Usage: node scripts/program.mjs [command ...]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const isSource = (name) => (name.endsWith('.ts') || name.endsWith('.json')) && !name.endsWith('.test.ts')

function* filesOf(where) {
  for (const entry of fs.readdirSync(path.join(root, where), { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = `${where}/${entry.name}`
    if (entry.isDirectory()) yield* entry.name === 'web' || entry.name === 'ui' ? [] : filesOf(file)
    else if (isSource(entry.name)) yield file
  }
}

/** One name for the content of all sources and the place where they lie: times of change say nothing after a git checkout. */
function fingerprint() {
  const hash = createHash('sha256').update(`${root}\0${process.versions.node.split('.')[0]}`)
  for (const file of ['package.json', 'package-lock.json', 'scripts/build-server.mjs', ...filesOf('src')])
    hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

const target = path.join(root, 'dist', 'server', fingerprint())
const main = path.join(target, 'main.js')
if (!fs.existsSync(main)) spawnSync(process.execPath, [path.join(root, 'scripts', 'build-server.mjs'), target], { stdio: ['ignore', 2, 2] })
// Where nothing can be written, the sources run as they are.
await import(pathToFileURL(fs.existsSync(main) ? main : path.join(root, 'src', 'main.ts')).href)
