import type { ImportCode } from '../codes.ts'
import type { ImportField } from '../fields.ts'
import type { Mapping } from '../mapping/mapping-types.ts'
import type { ImportProblem } from './plan-types.ts'

// A value in a problem is for recognising it, not for reading it all.
const shownCharacters = 80

/** Collects problems with the header name of the column to blame. */
export class ProblemList {
  readonly all: ImportProblem[] = []
  private readonly mapping: Mapping

  constructor(mapping: Mapping) {
    this.mapping = mapping
  }

  columnOf(field: ImportField): string | null {
    const column = this.mapping.fields[field]?.[0]
    return column === undefined ? null : (this.mapping.headers[column] ?? null)
  }

  error(line: number | null, code: ImportCode, field: ImportField | null, values: ImportProblem['values'] = {}): void {
    this.add(line, code, field, values, 'error')
  }

  warn(line: number | null, code: ImportCode, field: ImportField | null, values: ImportProblem['values'] = {}): void {
    this.add(line, code, field, values, 'warning')
  }

  private add(
    line: number | null,
    code: ImportCode,
    field: ImportField | null,
    values: ImportProblem['values'],
    severity: 'error' | 'warning',
  ): void {
    const shown = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, shownCharacters) : value])
    this.all.push({ line, column: field && this.columnOf(field), code, values: Object.fromEntries(shown), severity })
  }
}

/** Lines as a value of a problem; more than ten are only counted. */
export function linesText(lines: readonly number[]): string {
  const sorted = [...lines].sort((a, b) => a - b)
  return sorted.length <= 10 ? sorted.join(', ') : `${sorted.slice(0, 10).join(', ')} (+${sorted.length - 10})`
}
