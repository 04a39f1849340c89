// What a person takes for what a test does in a blink: counted, not waited for. Keys by 40 words a minute, a reach and a tap in most of a second, reading at
// 200 words a minute, and a moment of thought before each field that has to be thought up.
import type { Locator } from 'playwright-core'

const pace = { keyMs: 300, reachMs: 800, readWordMs: 300, thinkMs: 15_000 }

export class Human {
  keys = 0
  taps = 0
  words = 0
  thoughts = 0
  get ms(): number {
    return this.keys * pace.keyMs + this.taps * pace.reachMs + this.words * pace.readWordMs + this.thoughts * pace.thinkMs
  }
  async tap(what: Locator): Promise<void> {
    this.taps++
    await what.click()
  }
  /** Thought up and typed. */
  async write(what: Locator, text: string): Promise<void> {
    this.taps++
    this.thoughts++
    this.keys += text.length
    await what.fill(text)
  }
  async choose(what: Locator, label: string): Promise<void> {
    this.taps += 2
    await what.selectOption({ label })
  }
  read(text: string): void {
    this.words += text.split(/\s+/).filter(Boolean).length
  }
  toString(): string {
    return `${(this.ms / 60_000).toFixed(1)} min: ${this.keys} keys at 40 words a minute, ${this.taps} taps, ${this.words} words read, ${this.thoughts} thoughts of 15 s`
  }
}
