import type { ImportField } from '../fields.ts'
import { saidText } from '../values/clean-text.ts'
import { checkValues, distinctShare, unitSeparatorOf } from './check-values.ts'
import type { ColumnGuess, GuessReason, Mapping, MappingGuess } from './mapping-types.ts'
import { matchHeader } from './match-header.ts'
import type { HeaderMatch } from './match-header.ts'
import { isSensitive } from './sensitive-words.ts'

interface Candidate extends HeaderMatch {
  column: number
}

const enough = 0.5
const fitBonus = 0.04

/**
 * Proposes what each column means, from its name and from whether its values look like it. A suggestion to be shown and corrected.
 * @param headers distinct names, by column
 * @param sampleRows the first rows, all columns; used here and not kept
 */
export function guessMapping(headers: string[], sampleRows: string[][]): MappingGuess {
  const valuesOf = (column: number) => sampleRows.map((row) => row[column] ?? '')
  const reasons = new Map<number, GuessReason>()
  const candidates: Candidate[] = []
  for (const [column, header] of headers.entries()) {
    if (isSensitive(header)) reasons.set(column, 'sensitive')
    else {
      const match = matchHeader(header) ?? byValues(header, valuesOf(column))
      if (!match) continue
      const fit = checkValues(match.field, valuesOf(column))
      if (fit === 'contradicts') reasons.set(column, 'values-do-not-fit')
      else candidates.push({ ...match, column, confidence: match.confidence + (fit === 'fits' ? fitBonus : 0) })
    }
  }
  const chosen = choose(candidates, valuesOf)
  for (const { column } of candidates) if (!chosen.has(column)) reasons.set(column, 'better-column')
  const columns = headers.map((header, column): ColumnGuess => {
    const guess = chosen.get(column)
    if (guess) return { column, header, field: guess.field, confidence: Math.min(guess.confidence, 0.99), reason: guess.reason }
    return { column, header, field: null, confidence: 0, reason: reasons.get(column) ?? 'unknown' }
  })
  return { columns, mapping: mappingOf(headers, [...chosen.values()], valuesOf) }
}

function byValues(header: string, values: string[]): HeaderMatch | null {
  const said = values.map(saidText).filter((text) => text !== '')
  // Work addresses are distinct; a manager's repeat.
  const isEmail = !/manager|supervisor|vorgesetz|مدير/i.test(header) && checkValues('email', said) === 'fits' && distinctShare(said) > 0.9
  return isEmail ? { field: 'email', rank: 99, confidence: 0.55, reason: 'values' } : null
}

/** At most one column per field; one per level for units; a number before a name for the manager. */
function choose(candidates: Candidate[], valuesOf: (column: number) => string[]): Map<number, Candidate> {
  const managers = new Set(candidates.filter(({ field }) => field === 'manager').flatMap(({ column }) => valuesOf(column).map(saidText)))
  managers.delete('')
  const isReferredTo = ({ column }: Candidate) => valuesOf(column).some((value) => managers.has(saidText(value)))
  const isEmpty = ({ column }: Candidate) => valuesOf(column).every((value) => saidText(value) === '')
  const scoreOf = (candidate: Candidate): number => {
    const { field, confidence, rank } = candidate
    if (isEmpty(candidate)) return confidence - 1
    if (field === 'manager') return confidence + (3 - rank)
    // Of two numbers the one by which managers are named is the key.
    if (field === 'hrNumber') return confidence + (isReferredTo(candidate) ? 0.3 : 0) - rank / 1000
    return confidence - rank / 1000
  }
  const best = new Map<string, Candidate>()
  for (const candidate of candidates) {
    if (candidate.confidence < enough) continue
    const place = candidate.field === 'unitPath' ? `unitPath ${candidate.rank}` : candidate.field
    const rival = best.get(place)
    if (!rival || scoreOf(candidate) > scoreOf(rival)) best.set(place, candidate)
  }
  const chosen = new Map([...best.values()].map((candidate) => [candidate.column, candidate]))
  settleNames(best, chosen, valuesOf)
  // A column that writes whole paths needs no others beside it.
  const path = best.get('unitPath 0')
  if (path) for (const candidate of best.values()) if (candidate.field === 'unitPath' && candidate !== path) chosen.delete(candidate.column)
  return chosen
}

/** Given and family name make a full name needless. Beside "Vorname" a plain "Name" is the family name. */
function settleNames(best: Map<string, Candidate>, chosen: Map<number, Candidate>, valuesOf: (column: number) => string[]): void {
  const full = best.get('fullName')
  if (!full || !best.has('givenName')) return
  if (best.has('familyName')) chosen.delete(full.column)
  else {
    const values = valuesOf(full.column).filter((value) => value.trim() !== '')
    const isSingle = values.filter((value) => !/[,،]/.test(value) && value.trim().split(/\s+/).length <= 2).length >= values.length * 0.9
    if (isSingle) chosen.set(full.column, { ...full, field: 'familyName', confidence: 0.7 })
  }
}

function mappingOf(headers: string[], chosen: Candidate[], valuesOf: (column: number) => string[]): Mapping {
  const fields: Partial<Record<ImportField, number[]>> = {}
  const levelOf = ({ field, rank }: Candidate) => (field === 'unitPath' ? rank : 0)
  const inOrder = chosen.toSorted((a, b) => levelOf(a) - levelOf(b) || a.column - b.column)
  for (const { field, column } of inOrder) (fields[field] ??= []).push(column)
  const [unitColumn, ...more] = fields.unitPath ?? []
  const unitSeparator = unitColumn !== undefined && more.length === 0 ? unitSeparatorOf(valuesOf(unitColumn)) : null
  return { headers, fields, unitSeparator, leaderRules: [] }
}
