// The mantra belongs to language, which stands to the right. It fills this slot, so that sign-in can greet with it.
import type { SettingsRow } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'

export interface MantraSource {
  /** The wording of a day, in this language where there is one. */
  read(tx: Tx, day: string, language: string): Promise<string | null>
  /** The first wording of a new organisation. */
  begin(tx: WriteTx, ctx: Context, wording: { wording: string; language: string }): Promise<unknown>
}

let source: MantraSource | undefined
/** Called once by the assembly. */
export const registerMantra = (mantra: MantraSource): void => void (source = mantra)
export const readMantra = async (tx: Tx, settings: SettingsRow, language: string, now: Date): Promise<string | null> =>
  (await source?.read(tx, dayIn(settings.timeZone, now), language)) ?? null
export const beginMantra = async (tx: WriteTx, ctx: Context, wording: { wording: string; language: string }): Promise<void> =>
  void (await source?.begin(tx, ctx, wording))
