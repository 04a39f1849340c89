// The border where everything else is dropped: only mapped columns leave the parser, and the columns of leader rules only as a yes.
import type { KeptColumn } from '#engines/tabular/table.ts'
import { importFields } from '../fields.ts'
import type { ImportField } from '../fields.ts'
import { asciiDigits, cleanText } from '../values/clean-text.ts'
import type { LeaderRule, Mapping } from './mapping-types.ts'

export interface KeptLayout {
  keep: KeptColumn[]
  /** Where each field's cells stand in a kept row; empty when the field is not mapped. */
  slots: Record<ImportField, number[]>
  leaderSlots: number[]
}

export function keptColumns(mapping: Mapping): KeptLayout {
  const keep: KeptColumn[] = []
  const slotOf = new Map<number, number>()
  const plainSlot = (column: number): number => {
    const existing = slotOf.get(column)
    if (existing !== undefined) return existing
    slotOf.set(column, keep.length)
    return keep.push({ column }) - 1
  }
  const slots = Object.fromEntries(
    importFields.map((field) => [field, (mapping.fields[field] ?? []).map(plainSlot)]),
  ) as KeptLayout['slots']
  const leaderSlots = mapping.leaderRules.map((rule) => keep.push({ column: rule.column, read: readerOf(rule) }) - 1)
  return { keep, slots, leaderSlots }
}

function readerOf(rule: LeaderRule): (cell: string) => string {
  if ('equals' in rule) {
    const wanted = cleanText(rule.equals).toLowerCase()
    return (cell) => (cleanText(cell).toLowerCase() === wanted ? 'yes' : '')
  }
  return (cell) => {
    const text = asciiDigits(cleanText(cell)).replace(',', '.')
    return text !== '' && Number(text) >= rule.atLeast ? 'yes' : ''
  }
}
