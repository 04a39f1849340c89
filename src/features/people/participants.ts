import type { Tx } from '#platform/db/database.ts'
// Features to the right that keep something about people take part in what happens to a person, inside the same transaction.
import type { Context, WriteTx } from '#platform/http/context.ts'

/** Where somebody stands before and after a change; null: was not there, or is gone. */
export interface Standing {
  unitId: string | null
  managerId: string | null
  leadsUnit: boolean
  email: string | null
}
export interface PersonChange {
  kind: 'joined' | 'changed' | 'moved' | 'left' | 'returned' | 'erased'
  personId: string
  before: Standing | null
  after: Standing | null
}

/**
 * A feature that keeps something about people. Everything runs inside the transaction that changes the person, so that a leaver's
 * sign-in ends and what they owed is passed on with the change itself, or not at all.
 */
export interface PersonParticipant {
  name: string
  onChanges?(tx: WriteTx, ctx: Context, changes: readonly PersonChange[]): Promise<void>
  /** Sections of the person's own export: a name and its rows. */
  exportPerson?(tx: Tx, personId: string): Promise<Record<string, Record<string, unknown>[]>>
  /** The operation that shows each of this feature's tables with personal columns, for the data map; `table.column` overrides. */
  personalTables?: Readonly<Record<string, string>>
  erasePerson?(tx: WriteTx, ctx: Context, personId: string): Promise<void>
}

const participants = new Map<string, PersonParticipant>()
/** Called once by main's assembly for each feature; the same name again replaces the former. */
export const registerPersonParticipant = (participant: PersonParticipant): void => void participants.set(participant.name, participant)
export const personParticipants = (): PersonParticipant[] => [...participants.values()]

export async function tellParticipants(tx: WriteTx, ctx: Context, changes: readonly PersonChange[]): Promise<void> {
  if (changes.length === 0) return
  for (const participant of participants.values()) await participant.onChanges?.(tx, ctx, changes)
}
