import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export const workingDaysOf = async (tx: Tx, personId: string): Promise<number[] | undefined> =>
  (
    await tx.run(
      sql<{
        workingDays: number[]
      }>`select working_days from practice_settings where organisation_id = ${tx.organisationId} and person_id = ${personId}`,
    )
  )[0]?.workingDays

export const setWorkingDays = (tx: Tx, personId: string, workingDays: readonly number[]) =>
  tx.run(sql`insert into practice_settings (organisation_id, person_id, working_days) values (${tx.organisationId}, ${personId}, ${workingDays})
    on conflict (organisation_id, person_id) do update set working_days = excluded.working_days`)
