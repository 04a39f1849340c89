// Ends a test file that takes too long, and one whose tests have all ended while something keeps its process alive.
import type { TestEvent } from './run-files.ts'

export class Watch {
  /** Why the file was ended; undefined when it ended by itself. */
  verdict: string | undefined
  readonly #running = new Map<string, number>()
  readonly #leakLimitMs: number
  readonly #end: (because: string) => void
  readonly #limit: NodeJS.Timeout
  #leak: NodeJS.Timeout | undefined

  constructor(limitMs: number, leakLimitMs: number, end: () => void) {
    this.#leakLimitMs = leakLimitMs
    this.#end = (because) => {
      this.verdict ??= because
      end()
    }
    this.#limit = setTimeout(
      () => this.#end(`was not done within ${limitMs / 1000} s; still running: ${this.#names().join(', ') || 'no test'}`),
      limitMs,
    )
  }

  see({ type, name }: TestEvent): void {
    if (type === 'enqueue') this.#running.set(name, (this.#running.get(name) ?? 0) + 1)
    if (type === 'complete') this.#running.set(name, (this.#running.get(name) ?? 1) - 1)
    clearTimeout(this.#leak)
    if (type === 'enqueue' || this.#names().length > 0) return
    this.#leak = setTimeout(
      () => this.#end('keeps running after its last test: a server, connection, timer or process was left open'),
      this.#leakLimitMs,
    )
  }

  stop(): void {
    clearTimeout(this.#limit)
    clearTimeout(this.#leak)
  }

  #names(): string[] {
    return [...this.#running].filter(([, count]) => count > 0).map(([name]) => name)
  }
}
