// scripts/install.mjs, in a small project of its own that needs no network.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { Program, root, temporaryFolder } from './program.ts'

function project(): string {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'scripts'))
  mkdirSync(path.join(folder, 'part'))
  copyFileSync(path.join(root, 'scripts', 'install.mjs'), path.join(folder, 'scripts', 'install.mjs'))
  const write = (name: string, content: object) => writeFileSync(path.join(folder, name), JSON.stringify(content))
  write('package.json', { name: 'tried', version: '1.0.0', devDependencies: { part: 'file:part' } })
  write('part/package.json', { name: 'part', version: '1.0.0' })
  writeLock(folder, '1.0.0')
  return folder
}

function writeLock(folder: string, version: string): void {
  const packages = {
    '': { name: 'tried', version: '1.0.0', devDependencies: { part: 'file:part' } },
    'node_modules/part': { resolved: 'part', link: true, dev: true },
    part: { name: 'part', version, dev: true },
  }
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ name: 'tried', version: '1.0.0', lockfileVersion: 3, packages }))
}

const install = (folder: string, node = process.execPath, env: Record<string, string> = {}): Program =>
  new Program(node, [path.join(folder, 'scripts', 'install.mjs')], { cwd: folder, env })

async function ended(program: Program, status = 0): Promise<Program> {
  assert.equal((await program.ended).code, status, program.output)
  assert.equal(program.stdout, '', 'stdout belongs to --json')
  return program
}

test('it installs once, also where only production packages are wanted, and then does nothing', async (t) => {
  const folder = project()
  const first = await ended(install(folder, process.execPath, { NODE_ENV: 'production' }))
  assert.match(first.stderr, /Installing the packages[\s\S]*Packages installed in \d+ s/)
  assert.ok(existsSync(path.join(folder, 'node_modules', 'part')))
  assert.equal((await ended(install(folder))).stderr, '')
  const time = (args: string[]) => {
    const runs = Array.from({ length: 5 }, () => {
      const since = performance.now()
      spawnSync(process.execPath, args)
      return performance.now() - since
    })
    return Math.min(...runs)
  }
  const costMs = time([path.join(folder, 'scripts', 'install.mjs')]) - time(['--eval', '0'])
  t.diagnostic(`${costMs.toFixed(0)} ms more than Node itself`)
  // Ten on an idle machine; an installer that did something would take seconds.
  assert.ok(costMs < 400, `${costMs} ms`)
})

test('it installs again when the lock changed or node_modules is gone', async () => {
  const folder = project()
  await ended(install(folder))
  writeLock(folder, '2.0.0')
  writeFileSync(path.join(folder, 'part', 'package.json'), JSON.stringify({ name: 'part', version: '2.0.0' }))
  assert.match((await ended(install(folder))).stderr, /Packages installed/)
  rmSync(path.join(folder, 'node_modules'), { recursive: true })
  assert.match((await ended(install(folder))).stderr, /Packages installed/)
})

test('what npm itself installed from the same lock is taken as it is', async () => {
  const folder = project()
  assert.equal(spawnSync('npm', ['ci', '--include=dev'], { cwd: folder }).status, 0)
  assert.equal((await ended(install(folder))).stderr, '')
})

test('of two installs at once one waits for the other', async () => {
  const folder = project()
  const pair = [install(folder), install(folder)]
  for (const program of pair) await ended(program)
  const said = pair.map(({ stderr }) => stderr).toSorted()
  assert.match(said[0]!, /Another start is installing the packages/)
  assert.doesNotMatch(said[0]!, /Packages installed/)
  assert.match(said[1]!, /Packages installed/)
  assert.deepEqual(JSON.parse(readFileSync(path.join(folder, 'node_modules', 'part', 'package.json'), 'utf8')).name, 'part')
})

test('the lock of a killed install is taken over', async () => {
  const folder = project()
  const guard = path.join(folder, '.cache', 'install-lock')
  mkdirSync(guard, { recursive: true })
  const dead = spawnSync(process.execPath, ['--version']).pid
  writeFileSync(path.join(guard, 'owner'), `${dead} 1`)
  assert.match((await ended(install(folder))).stderr, /Packages installed/)
  assert.equal(existsSync(guard), false)
})

test('a failed install says so with status 1, and the next one tries again', async () => {
  const folder = project()
  const lock = readFileSync(path.join(folder, 'package-lock.json'))
  writeFileSync(path.join(folder, 'package-lock.json'), '{"name":"tried","lockfileVersion":3,"packages":{}}')
  assert.match((await ended(install(folder), 1)).stderr, /could not be installed/)
  writeFileSync(path.join(folder, 'package-lock.json'), lock)
  assert.match((await ended(install(folder))).stderr, /Packages installed/)
})

const oldNode = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((folder) => path.join(folder, 'node'))
  .find((file) => existsSync(file) && Number(/^v(\d+)/.exec(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout)?.[1]) < 24)

test(
  'an old Node for which npm brings no new one is told what to do',
  { skip: oldNode ? false : 'no Node older than 24 in PATH' },
  async () => {
    const folder = project()
    const { stderr } = await ended(install(folder, oldNode), 1)
    assert.match(stderr, /Attune needs Node 24 or newer\. This is Node \d+\.[\s\S]*Install Node 24 from/)
  },
)

test('without its lock file it says what is wrong', async () => {
  const folder = project()
  rmSync(path.join(folder, 'package-lock.json'))
  assert.match((await ended(install(folder), 1)).stderr, /package-lock\.json is missing/)
})
