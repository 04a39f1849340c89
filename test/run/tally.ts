// What happened: counts, what failed, how long it took. Prints as it goes, so that a long run is seen to move.
import { inspect } from 'node:util'

export interface Failure {
  where: string
  what: string
  detail: string
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ')

export class Tally {
  passed = 0
  failed = 0
  readonly skipped: string[] = []
  readonly failures: Failure[] = []
  readonly fileTimes: { name: string; ms: number }[] = []
  /** Called at each failure. */
  onFailure: (() => void) | undefined
  readonly stageTimes: { name: string; ms: number }[] = []

  say(line: string): void {
    process.stdout.write(`${line}\n`)
  }

  pass(): void {
    this.passed += 1
  }

  fail(failure: Failure): void {
    this.failed += 1
    this.failures.push(failure)
    this.say(`  FAILED ${failure.where}: ${failure.what}\n${indent(failure.detail)}`)
    this.onFailure?.()
  }

  note(name: string, ms: number, more = ''): void {
    this.say(`  ${seconds(ms).padStart(7)}  ${name}${more}`)
  }

  skip(where: string, what: string, reason: string | boolean | undefined): void {
    this.skipped.push(`${where}: ${what} (${typeof reason === 'string' ? reason : 'no reason given'})`)
  }

  file(name: string, ms: number, counts: { passed: number; failed: number; skipped: number }): void {
    this.fileTimes.push({ name, ms })
    const words = [
      `${counts.passed} passed`,
      counts.failed > 0 && `${counts.failed} FAILED`,
      counts.skipped > 0 && `${counts.skipped} skipped`,
    ]
    this.note(name, ms, `  ${words.filter(Boolean).join(', ')}`)
  }

  async stage(name: string, work: () => Promise<void>): Promise<void> {
    this.say(`\n${name}`)
    const startedMs = performance.now()
    const before = { passed: this.passed, failed: this.failed }
    try {
      await work()
    } catch (error) {
      this.fail({ where: name, what: 'the stage broke off', detail: inspect(error) })
    }
    const ms = performance.now() - startedMs
    this.stageTimes.push({ name, ms })
    this.say(`  ${name}: ${this.passed - before.passed} passed, ${this.failed - before.failed} failed, ${seconds(ms)}`)
  }

  /** Ends with the one line that machines read. */
  summary(totalMs: number): void {
    const slowest = this.fileTimes.toSorted((a, b) => b.ms - a.ms).slice(0, 10)
    if (slowest.length > 1)
      this.say(`\nSlowest files\n${slowest.map(({ name, ms }) => `  ${seconds(ms).padStart(7)}  ${name}`).join('\n')}`)
    if (this.skipped.length > 0) this.say(`\nSkipped\n${this.skipped.map((line) => `  ${line}`).join('\n')}`)
    if (this.failures.length > 0) this.say(`\nFailed\n${this.failures.map(({ where, what }) => `  ${where}: ${what}`).join('\n')}`)
    this.say(`\n${this.stageTimes.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(', ')}; all ${seconds(totalMs)}`)
    this.say(`${this.passed} passed, ${this.failed} failed`)
  }
}
