// Which column is what, by its name: a first guess that people see and put right.
import type { StudyColumns } from '../../../contract/studies.ts'

export type Role = 'unit' | 'time' | 'outcome' | 'firstTreated' | 'cluster'
export const roles: readonly Role[] = ['unit', 'time', 'outcome', 'firstTreated', 'cluster']

/** Best first; in the languages that files are written in most. */
const names: Record<Role, readonly RegExp[]> = {
  firstTreated: [
    /^(first[ _.-]?(treat(ed)?|train(ed|ing)?|start(ed)?|period)|g|gname|cohort|treat(ed|ment)?[ _.-]?(start|date|period|from))$/,
    /(trained|treated|geschult|train(ing)?s?beginn|schulung|start|begin|تدريب|البدء)/,
  ],
  unit: [
    /^(id|idname|unit|team|einheit|الفريق)([ _.-]?(id|nr|no|name|code))?$/,
    /(team|unit|store|shop|depot|branch|site|filiale|standort|markt|county|agent)/,
  ],
  time: [
    /^(t|tname|time|period|month|week|quarter|year|date|day|zeit|monat|woche|quartal|jahr|datum|tag|الشهر|الأسبوع)$/,
    /(month|week|quarter|period|year|date|monat|woche|jahr|zeit)/,
  ],
  outcome: [
    /^(y|yname|outcome|csat|nps|ces|fcr|score|wert|ergebnis|value|النتيجة)$/,
    /(csat|nps|ces|fcr|score|satisf|outcome|rate|zufried|wert|share|anteil)/,
  ],
  cluster: [/^(cluster|region|group|gruppe|area|gebiet)([ _.-]?(id|name))?$/],
}

/** Each column gets one role at most; a role without a likely column stays empty. */
export function guessColumns(header: readonly string[]): Record<Role, string> {
  const guess: Record<Role, string> = { unit: '', time: '', outcome: '', firstTreated: '', cluster: '' }
  const isFree = (column: string): boolean => !Object.values(guess).includes(column)
  for (const rank of [0, 1])
    for (const role of ['firstTreated', 'unit', 'time', 'outcome', 'cluster'] as const) {
      const pattern = names[role][rank]
      if (guess[role] !== '' || !pattern) continue
      guess[role] = header.find((column) => isFree(column) && pattern.test(column.trim().toLowerCase())) ?? ''
    }
  return guess
}

/** What was chosen before, as far as the file still has it; else the guess. */
export function choicesFor(header: readonly string[], columns: StudyColumns | null): Record<Role, string> {
  if (!columns) return guessColumns(header)
  const kept = (column: string | null): string => (column !== null && header.includes(column) ? column : '')
  return {
    unit: kept(columns.unit),
    time: kept(columns.time),
    outcome: kept(columns.outcome),
    firstTreated: kept(columns.firstTreated),
    cluster: kept(columns.cluster),
  }
}
