// Builds the pages into dist/web when their sources changed since the last time. Prints to stderr only. Usage: node scripts/build-pages.mjs [--force]
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const target = path.join(root, 'dist', 'web')
const stamp = path.join(root, 'dist', 'web-sources')
const say = (text) => process.stderr.write(`${text}\n`)

function* filesOf(where) {
  const full = path.join(root, where)
  const stat = fs.statSync(full, { throwIfNoEntry: false })
  if (stat?.isFile()) yield where
  if (!stat?.isDirectory()) return
  for (const name of fs.readdirSync(full).toSorted()) yield* filesOf(path.join(where, name))
}

const featuresDir = path.join(root, 'src', 'features')
const features = fs.existsSync(featuresDir) ? fs.readdirSync(featuresDir).toSorted() : []
const sources = [
  'index.html',
  'package-lock.json',
  'tsconfig.web.json',
  'vite.config.ts',
  'public',
  'src/web.tsx',
  'src/ui',
  ...features.flatMap((name) => [`src/features/${name}/contract.ts`, `src/features/${name}/contract`, `src/features/${name}/web`]),
]

/** One text for the content of all sources: times of change say nothing after a git checkout. */
function fingerprint() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  for (const source of sources) {
    for (const file of filesOf(source)) {
      if (/\.test\.tsx?$/.test(file)) continue
      hash.update(`\0${file}\0`).update(fs.readFileSync(path.join(root, file)))
    }
  }
  return hash.digest('hex')
}

async function build(wanted) {
  const started = performance.now()
  say('Building the pages ...')
  process.env.NODE_ENV = 'production'
  const fresh = `${target}.${process.pid}`
  const { build: viteBuild } = await import('vite')
  try {
    await viteBuild({ root, mode: 'production', logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } })
    // A whole folder at a time: a killed build leaves the old pages, never half of the new ones.
    const old = `${target}.old.${process.pid}`
    if (fs.existsSync(target)) fs.renameSync(target, old)
    fs.renameSync(fresh, target)
    fs.rmSync(old, { recursive: true, force: true })
    fs.writeFileSync(stamp, wanted)
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true })
  }
  say(`Pages built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

// Vite's own notes go to stdout otherwise; that belongs to the server.
console.log = console.error
console.info = console.error

if (!fs.existsSync(path.join(root, 'vite.config.ts'))) {
  say(fs.existsSync(target) ? 'No sources of pages here; serving the built ones.' : 'There are no pages yet: vite.config.ts is missing.')
} else {
  const wanted = fingerprint()
  const isCurrent =
    !process.argv.includes('--force') &&
    fs.existsSync(path.join(target, 'index.html')) &&
    fs.existsSync(stamp) &&
    fs.readFileSync(stamp, 'utf8') === wanted
  if (!isCurrent) {
    await build(wanted).catch((error) => {
      say(`The pages could not be built: ${error.message}`)
      process.exitCode = 1
    })
  }
}
