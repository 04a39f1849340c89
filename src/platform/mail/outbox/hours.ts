// When somebody may be sent what they did not ask for. The platform knows no people: main's assembly says whom to ask, and until then nothing goes out.
import type { Tx } from '../../db/database.ts'

/** That moment itself, a later one, or null: not at all. */
export type SendingHours = (tx: Tx, personId: string, at: Date) => Promise<Date | null>

let ask: SendingHours = async () => null
export const registerSendingHours = (source: SendingHours): void => void (ask = source)
export const hoursOf = (tx: Tx, personId: string | null, at: Date): Promise<Date | null> =>
  personId === null ? Promise.resolve(null) : ask(tx, personId, at)
