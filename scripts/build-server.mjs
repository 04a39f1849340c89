// Puts src/main.ts and what it imports together into the folder that it is given. Prints to stderr only. Usage: node scripts/build-server.mjs FOLDER
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const sources = path.join(root, 'src') + path.sep
const target = path.resolve(process.argv[2])
const folder = path.dirname(target)
/** Earlier ones that stay: a program that runs may still load a part of its own. */
const kept = 3

/** Packages stay where they are, but for the two that are hundreds of small files. */
const isOutside = (id) => !/^[./#]/.test(id) && !path.isAbsolute(id) && !/^(zod|kysely)(\/|$)/.test(id)

/** Every source finds what lies beside it. */
const staysAtHome = {
  name: 'stays-at-home',
  transform(code, id) {
    if (!id.startsWith(sources) || !code.includes('import.meta.')) return null
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
  },
}

const fresh = `${target}.${process.pid}`
try {
  const bundle = await rolldown({
    input: { main: path.join(sources, 'main.ts') },
    cwd: root,
    platform: 'node',
    external: isOutside,
    plugins: [staysAtHome],
    logLevel: 'warn',
  })
  await bundle.write({ dir: fresh, format: 'esm', comments: false, keepNames: true })
  await bundle.close()
  // A whole folder at a time, under the name of its content: whoever was quicker made the same.
  if (!fs.existsSync(target)) fs.renameSync(fresh, target)
  const older = fs
    .readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((one) => one !== target && one !== fresh)
    .toSorted((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)
  for (const one of older.slice(kept - 1)) fs.rmSync(one, { recursive: true, force: true })
} catch (error) {
  process.stderr.write(`The program could not be put together, so it runs from its sources: ${error.message}\n`)
} finally {
  fs.rmSync(fresh, { recursive: true, force: true })
}
