// `npm start` from outside: starting, stopping, and coming back after kill -9.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import {
  assertGone,
  attune,
  isReady,
  npmStart,
  postgresPid,
  processesNaming,
  Program,
  root,
  serverPid,
  temporaryFolder,
  until,
} from './program.ts'

// Alone on two cores it takes 0.5 to 1.5 s (`npm run bench -- kills` measures it); here it only must not hang.
const backLimitMs = 15_000

test('a second start on one DATA_DIR says who runs there and leaves with status 1', async () => {
  const dataDir = temporaryFolder()
  const first = npmStart(dataDir)
  const { address } = await first.ready()
  const second = npmStart(dataDir)
  const { code } = await second.ended
  assert.equal(code, 1)
  assert.ok(second.stderr.includes(`already running on ${dataDir}: pid ${serverPid(dataDir)}, ${address}`), second.output)
  assert.equal(await isReady(address), true, 'the first one is undisturbed')
  first.kill('SIGTERM')
  await assertGone(dataDir, first)
})

test('of two starts at the same moment one runs and one leaves', async () => {
  const dataDir = temporaryFolder()
  const pair = [npmStart(dataDir), npmStart(dataDir)]
  const left = await until('one left', () => pair.find((program) => program.hasEnded), 30_000)
  const running = pair.find((program) => program !== left)!
  await running.ready()
  assert.match((await left.ended, left.stderr), /already running/)
  running.kill('SIGTERM')
  await assertGone(dataDir, running)
})

test('SIGTERM to the process group of npm ends everything', async () => {
  const dataDir = temporaryFolder()
  const program = npmStart(dataDir, { isGroup: true })
  await program.ready()
  process.kill(-program.pid, 'SIGTERM')
  await assertGone(dataDir, program)
  assert.match(program.stdout, /"msg":"stopped"/, 'in good order')
})

const hasScript = spawnSync('script', ['--version']).status === 0

test(
  'Ctrl-C in a terminal ends everything in good order',
  { skip: hasScript ? false : 'the program `script` is not installed' },
  async () => {
    const dataDir = temporaryFolder()
    const terminal = new Program('script', ['-qec', 'npm start -- all --without-pages', '/dev/null'], {
      env: { PORT: '0', DATA_DIR: dataDir },
    })
    await terminal.ready()
    terminal.child.stdin?.write('\u0003')
    await assertGone(dataDir, terminal)
    assert.match(terminal.stdout, /"msg":"stopped"/)
    assert.doesNotMatch(terminal.stdout, /at once/, 'npm passes Ctrl-C on; that must not count as a second one')
  },
)

test('SIGTERM while it is still starting ends everything', async () => {
  const dataDir = temporaryFolder()
  const program = npmStart(dataDir)
  await until('initdb runs', () => processesNaming(dataDir).length > 0)
  program.kill('SIGTERM')
  await assertGone(dataDir, program)
  const again = npmStart(dataDir)
  await again.ready()
  again.kill('SIGTERM')
  await assertGone(dataDir, again)
})

test('after kill -9 of Node no server is left behind, and the next start recovers', async (t) => {
  const dataDir = temporaryFolder()
  const program = npmStart(dataDir)
  await program.ready()
  process.kill(serverPid(dataDir), 'SIGKILL')
  await program.ended
  const again = npmStart(dataDir)
  const { ms } = await again.ready()
  t.diagnostic(`back after ${Math.round(ms)} ms`)
  assert.ok(ms < backLimitMs, `took ${ms} ms\n${again.output}`)
  again.kill('SIGTERM')
  await assertGone(dataDir, again)
})

test('after kill -9 of PostgreSQL the running program brings it back', async (t) => {
  const dataDir = temporaryFolder()
  const program = npmStart(dataDir)
  const { address } = await program.ready()
  const killed = postgresPid(dataDir)
  const since = performance.now()
  process.kill(killed, 'SIGKILL')
  await until('another server', () => postgresPid(dataDir) > 0 && postgresPid(dataDir) !== killed)
  await until('/ready', () => isReady(address))
  const ms = performance.now() - since
  t.diagnostic(`back after ${Math.round(ms)} ms`)
  assert.ok(ms < backLimitMs, `took ${ms} ms`)
  program.kill('SIGTERM')
  await assertGone(dataDir, program)
})

test('after kill -9 of both the next start recovers', async () => {
  const dataDir = temporaryFolder()
  const program = npmStart(dataDir)
  await program.ready()
  process.kill(postgresPid(dataDir), 'SIGKILL')
  process.kill(serverPid(dataDir), 'SIGKILL')
  const again = npmStart(dataDir)
  const { ms } = await again.ready()
  assert.ok(ms < backLimitMs, `took ${ms} ms\n${again.output}`)
  again.kill('SIGTERM')
  await assertGone(dataDir, again)
})

const nobody = { uid: 65_534, gid: 65_534 }
function whyNotAsNobody(): string | false {
  if (process.getuid?.() !== 0) return 'only root can start it as another user; the other tests ran as this one'
  const canEnter = spawnSync('test', ['-r', path.join(root, 'package.json')], nobody).status === 0
  return canEnter ? false : 'the project lies in a folder that only root may enter'
}

test('it starts as a plain user, below a folder that only this user may enter', { skip: whyNotAsNobody() }, async () => {
  const home = temporaryFolder({ mode: 0o700, owner: nobody })
  const dataDir = path.join(home, 'data')
  const program = npmStart(dataDir, { as: nobody, env: { HOME: home } })
  await program.ready()
  assert.equal(statSync(dataDir).uid, nobody.uid)
  program.kill('SIGTERM')
  await assertGone(dataDir, program)
})

test('another user than the owner of DATA_DIR is told so', { skip: whyNotAsNobody() }, async () => {
  const dataDir = temporaryFolder({ mode: 0o700 })
  const program = attune(dataDir, ['migrate', '--json'], { as: nobody, env: { HOME: '/tmp' } })
  assert.equal((await program.ended).code, 1)
  assert.match(JSON.parse(program.stdout).error.detail, /Run Attune as the user who owns that folder/)
})
