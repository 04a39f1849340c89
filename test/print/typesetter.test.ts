// The process that sets pages: it never holds up the server, survives being killed, and leaves when it is not needed.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import jsQR from 'jsqr'
import { prepare } from '#platform/print/prepare.ts'
import { closePrinter, PrintError, printPdf } from '#platform/print/print.ts'
import { qrShape, qrSvg } from '#platform/print/qr.ts'
import { createTypesetter } from '#platform/print/typesetter.ts'
import { readPdf } from './read-pdf.ts'
import { badgesFor, names, printedAt } from './samples.ts'

after(closePrinter)

const limits = { jobMs: 60_000, idleMs: 60_000, waitingJobs: 50 }
const people = (count: number) => Array.from({ length: count }, (_, i) => `${names.en[i % names.en.length]} ${i}`)
const job = (count: number) =>
  ({
    format: 'pdf',
    template: 'badge-sheet',
    data: prepare('badge-sheet', badgesFor(people(count)), { language: 'en', printedAt }),
    createdAtS: 0,
  }) as const

async function until(isDone: () => boolean, deadlineMs = 10_000): Promise<void> {
  for (let waitedMs = 0; !isDone(); waitedMs += 10) {
    assert.ok(waitedMs < deadlineMs, 'waited too long')
    await delay(10)
  }
}

test('1,000 badges print while the event loop stays free', async (t) => {
  const loop = monitorEventLoopDelay({ resolution: 5 })
  loop.enable()
  const started = performance.now()
  const pdf = await printPdf('badge-sheet', badgesFor(people(1000)), { language: 'en', printedAt })
  const tookMs = performance.now() - started
  loop.disable()
  assert.equal(readPdf(pdf).pages.length, 100)
  t.diagnostic(
    `1,000 badges: ${Math.round(tookMs)} ms, ${Math.round(pdf.length / 1000)} kB; event loop p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, worst ${(loop.max / 1e6).toFixed(1)} ms`,
  )
  assert.ok(tookMs < 60_000)
  assert.ok(loop.percentile(99) < 400e6)
})

test('a killed process fails its job, and the next job gets a new one', async () => {
  const typesetter = createTypesetter(limits)
  const lost = typesetter.typeset(job(500))
  const next = typesetter.typeset(job(1))
  await until(() => typesetter.pid !== undefined)
  const first = typesetter.pid!
  process.kill(first, 'SIGKILL')
  await assert.rejects(lost, (error) => error instanceof PrintError && error.failure === 'stopped')
  assert.ok((await next).length > 1000)
  assert.notEqual(typesetter.pid, first)
  await typesetter.close()
  assert.equal(typesetter.pid, undefined)
})

test('a job that takes too long is stopped', async () => {
  const typesetter = createTypesetter({ ...limits, jobMs: 5 })
  await assert.rejects(typesetter.typeset(job(500)), (error) => error instanceof PrintError && error.failure === 'stopped')
  await typesetter.close()
})

test('jobs over the limit of waiting ones are turned away at once', async () => {
  const typesetter = createTypesetter({ ...limits, waitingJobs: 1 })
  const first = typesetter.typeset(job(1))
  await assert.rejects(typesetter.typeset(job(1)), (error) => error instanceof PrintError && error.failure === 'busy')
  await first
  await typesetter.close()
})

test('the process leaves when nothing is printed for a while, and comes back for the next print', async () => {
  const typesetter = createTypesetter({ ...limits, idleMs: 30 })
  await typesetter.typeset(job(1))
  await until(() => typesetter.pid === undefined)
  assert.ok((await typesetter.typeset(job(1))).length > 1000)
  await typesetter.close()
})

test('a waiting process does not keep the program alive', async () => {
  const script = `
    import { printPdf } from '#platform/print/print.ts'
    const pdf = await printPdf('badge-sheet', { organisation: { name: 'A', mantra: 'B' }, badges: [{ name: 'C', qr: 'D' }] }, { language: 'en', printedAt: new Date(0) })
    console.log(pdf.length > 1000)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 })
  assert.equal(stdout.trim(), 'true')
})

test('a template that fails names the place and does not end the process', async () => {
  const typesetter = createTypesetter(limits)
  await assert.rejects(
    typesetter.typeset({ ...job(1), data: {} }),
    (error) => error instanceof PrintError && error.failure === 'failed' && error.message.includes('templates/badge-sheet.typ'),
  )
  assert.ok((await typesetter.typeset(job(1))).length > 1000)
  await typesetter.close()
})

test('a QR code reads back as what went in', () => {
  for (const text of ['https://attune.example/b/k3Jx9Qm2k3Jx9Qm2k3Jx9Qm2k3Jx9Qm2k3Jx9Qm2abc', 'A', 'Ä/ö?ß=١']) {
    const { size, path } = qrShape(text)
    const side = (size + 8) * 4
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
    for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      for (let row = 0; row < 4; row++) {
        for (let column = 0; column < Number(run) * 4; column++) {
          const at = ((Number(y) + 4) * 4 + row) * side + (Number(x) + 4) * 4 + column
          pixels.set([0, 0, 0], at * 4)
        }
      }
    }
    // The package is CommonJS: its function is the default of the default.
    const read = (jsQR as unknown as { default?: typeof jsQR }).default ?? jsQR
    assert.equal(
      (read as unknown as (data: Uint8ClampedArray, width: number, height: number) => { data: string } | null)(pixels, side, side)?.data,
      text,
    )
    assert.match(qrSvg(text), /^<svg [^>]*viewBox="-4 -4 /)
  }
})
