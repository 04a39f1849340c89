// The program as one file: made anew when a source has changed, and its sources run where it can't be made.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { before, test } from 'node:test'
import { root, temporaryFolder } from './program.ts'

let folder: string
before(() => {
  folder = temporaryFolder()
  for (const name of ['package.json', 'package-lock.json', 'scripts', 'src'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  for (const name of ['assets', 'content', 'db', 'node_modules']) symlinkSync(path.join(root, name), path.join(folder, name))
})

/** What --help says of `work`. */
function help(): { said: string; faults: string; built: string[] } {
  const { stdout, stderr } = spawnSync(process.execPath, ['scripts/program.mjs', '--help'], { cwd: folder, encoding: 'utf8' })
  const built = () => readdirSync(path.join(folder, 'dist', 'server')).toSorted()
  return { said: / work +(.*)/.exec(stdout)?.[1] ?? '', faults: stderr, built: stderr === '' ? built() : [] }
}
const say = (words: string) => {
  const main = path.join(folder, 'src', 'main.ts')
  writeFileSync(main, readFileSync(main, 'utf8').replace(/(work: ')[^']*/, `$1${words}`))
}

test('it is made once, and anew when a source has changed; three stay, for those that run', () => {
  const first = help()
  assert.match(first.said, /background work/)
  assert.equal(first.built.length, 1)
  assert.deepEqual(help(), first)
  const said: string[] = []
  for (const words of ['second', 'third', 'fourth']) {
    say(words)
    said.push(help().said)
  }
  assert.deepEqual(said, ['second', 'third', 'fourth'])
  const { built } = help()
  assert.equal(built.length, 3)
  assert.ok(!built.includes(first.built[0]!))
})

test('where it can’t be made, the sources run', () => {
  rmSync(path.join(folder, 'dist'), { recursive: true })
  writeFileSync(path.join(folder, 'dist'), 'no folder')
  say('from its sources')
  const { said, faults } = help()
  assert.equal(said, 'from its sources')
  assert.match(faults, /could not be put together/)
})
