import type { UnitSeparator } from '../fields.ts'
import { saidText } from '../values/clean-text.ts'

/** Reads the cells of the unit columns as a path. The same cells give the same array: most rows share a few hundred paths. */
export class UnitPaths {
  private readonly known = new Map<string, readonly string[]>()
  private readonly separator: string | RegExp | null

  constructor(separator: UnitSeparator | null) {
    this.separator = separator === '>' ? /[>»]/ : separator
  }

  read(cells: string[]): readonly string[] {
    const key = cells.join('\u001F')
    const known = this.known.get(key)
    if (known) return known
    const path = cells.flatMap((cell) => (this.separator === null ? saidText(cell) : cell.split(this.separator).map(saidText)))
    const steps = path.filter((step) => step !== '')
    this.known.set(key, steps)
    return steps
  }
}
