// Leaving in good order, with an invented process.
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { pino } from 'pino'
import { type Lifecycle, startLifecycle } from '#platform/lifecycle.ts'
import { npmStart, processesNaming, serverPid, temporaryFolder, until } from './program.ts'

function invented(options: { limitMs?: number; signalStatus?: number; echoMs?: number } = {}) {
  const emitter = new EventEmitter()
  const seen: string[] = []
  const exit = (status: number) => void seen.push(`exit ${status}`)
  const own = Object.assign(emitter, { exit }) as unknown as NodeJS.Process
  const lifecycle: Lifecycle = startLifecycle({ log: pino({ level: 'silent' }), process: own, ...options })
  return {
    lifecycle,
    seen,
    signal: (name: string) => emitter.emit(name),
    fault: (name: string) => emitter.emit(name, new Error('canary')),
    hasLeft: () => until('exit', () => seen.some((one) => one.startsWith('exit'))),
  }
}

test('a signal runs the steps in reverse order, each after the other, and leaves', async () => {
  const { lifecycle, seen, signal, hasLeft } = invented()
  lifecycle.onStop('first', () => void seen.push('first'))
  lifecycle.onStop('second', async () => {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push('second')
  })
  lifecycle.onExit(() => void seen.push('last'))
  assert.equal(lifecycle.signal.aborted, false)
  signal('SIGTERM')
  assert.equal(lifecycle.signal.aborted, true)
  assert.equal(lifecycle.isStopping, true)
  await hasLeft()
  assert.deepEqual(seen, ['second', 'first', 'last', 'exit 0'])
})

test('a step that fails does not keep the others from theirs', async () => {
  const { lifecycle, seen, signal, hasLeft } = invented({ signalStatus: 1 })
  lifecycle.onStop('first', () => void seen.push('first'))
  lifecycle.onStop('second', () => Promise.reject(new Error('no')))
  signal('SIGHUP')
  await hasLeft()
  assert.deepEqual(seen, ['first', 'exit 1'])
})

test('a step that takes longer than its limit is left behind, and all together than theirs', async () => {
  const { lifecycle, seen, signal, hasLeft } = invented({ limitMs: 60 })
  lifecycle.onStop('endless', () => new Promise(() => undefined))
  lifecycle.onStop('slow', () => new Promise(() => undefined), 20)
  signal('SIGTERM')
  await hasLeft()
  assert.equal(seen[0], 'exit 1')
})

test('the echo of a signal means nothing, a later one means at once', async () => {
  const { lifecycle, seen, signal, hasLeft } = invented({ echoMs: 100 })
  lifecycle.onStop('endless', () => new Promise(() => undefined))
  lifecycle.onExit(() => void seen.push('last'))
  const since = performance.now()
  signal('SIGINT')
  signal('SIGINT')
  assert.deepEqual(seen, [])
  await until('a signal that counts', () => {
    signal('SIGTERM')
    return seen.length > 0
  })
  await hasLeft()
  assert.ok(performance.now() - since >= 99)
  assert.deepEqual(seen.slice(0, 2), ['last', 'exit 1'])
})

test('a promise that failed unseen changes nothing, an uncaught error leaves in good order with status 1', async () => {
  const { lifecycle, seen, fault, hasLeft } = invented()
  lifecycle.onStop('first', () => void seen.push('first'))
  fault('unhandledRejection')
  assert.equal(lifecycle.isStopping, false)
  fault('uncaughtException')
  await hasLeft()
  assert.deepEqual(seen, ['first', 'exit 1'])
})

test('a request in flight is answered after SIGTERM, with the database still there', async () => {
  const dataDir = temporaryFolder()
  const program = npmStart(dataDir)
  const { address } = await program.ready()
  const body = JSON.stringify({ email: 'ann@example.org', password: 'wrong password here' })
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  let answer = ''
  socket
    .setEncoding('utf8')
    .on('data', (text: string) => (answer += text))
    .on('error', () => undefined)
  const head = ['POST /api/sessions HTTP/1.1', `Host: ${new URL(address).host}`, `Origin: ${address}`, 'Content-Type: application/json']
  socket.write(`${[...head, `Content-Length: ${body.length}`, 'Connection: close'].join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
  // The second request answers after the first has arrived at the server.
  await fetch(`${address}/live`)
  process.kill(serverPid(dataDir), 'SIGTERM')
  await until('it no longer listens', () =>
    fetch(`${address}/live`).then(
      () => false,
      () => true,
    ),
  )
  socket.write(body.slice(10))
  await until(`an answer\n${program.output}`, () => /^HTTP\/1\.1 \d+/.test(answer))
  assert.match(answer, /^HTTP\/1\.1 4\d\d/, answer)
  await until('nothing runs', () => processesNaming(dataDir).length === 0, 10_000)
  assert.match(program.stdout, /"msg":"stopped"/)
})
