// Long loops in steps of a few milliseconds, so that whoever runs the plan can do other things in between.
import type { Progress } from '#engines/tabular/table.ts'

const stepSize = 500

export type Steps<Result = void> = Generator<Progress, Result, void>

export class Pace {
  private done = 0
  private readonly total: number

  /** @param total items of all loops together */
  constructor(total: number) {
    this.total = total
  }

  *each<Item>(items: readonly Item[], work: (item: Item) => void): Steps {
    for (const item of items) {
      work(item)
      if (++this.done % stepSize === 0) yield this.now()
    }
  }

  now(): Progress {
    return { done: Math.min(this.done, this.total), total: this.total }
  }
}
