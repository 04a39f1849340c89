import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export interface PrintRow {
  id: string
  storyId: string
  code: string
  language: 'en' | 'de' | 'ar'
  size: 'a4' | 'a3'
  unitId: string | null
  unitPath: string[]
  unitName: string | null
  printedBy: string | null
  printedAt: string
}
const columns = (
  tx: Tx,
) => sql`select r.id, r.story_id, r.code, r.language, r.size, r.unit_id, coalesce(u.ancestor_ids, '{}') as unit_path, u.name as unit_name, r.printed_by, r.printed_at
    from story_prints r left join units u on u.organisation_id = ${tx.organisationId} and u.id = r.unit_id`

export const insertPrint = (tx: Tx, row: Omit<PrintRow, 'unitPath' | 'unitName'>) =>
  tx.run(sql`insert into story_prints (organisation_id, id, story_id, code, language, size, unit_id, printed_by, printed_at)
    values (${tx.organisationId}, ${row.id}, ${row.storyId}, ${row.code}, ${row.language}, ${row.size}, ${row.unitId}, ${row.printedBy}, ${row.printedAt})`)
export const findPrint = async (tx: Tx, id: string): Promise<PrintRow | undefined> =>
  (await tx.run(sql<PrintRow>`${columns(tx)} where r.organisation_id = ${tx.organisationId} and r.id = ${id}`))[0]
/** Of withdrawn stories and still up. `unitIds` null: wherever. */
export const listHanging = (tx: Tx, reach: { unitIds: readonly string[] | null; personId: string | null }, limit: number) =>
  tx.run(sql<PrintRow>`${columns(tx)} join stories s on s.organisation_id = ${tx.organisationId} and s.id = r.story_id and s.state = 'withdrawn'
    where r.organisation_id = ${tx.organisationId} and r.taken_down_at is null
      and (${reach.unitIds === null} or r.printed_by = ${reach.personId}::uuid or u.ancestor_ids && ${reach.unitIds ?? []}::uuid[])
    order by r.printed_at desc, r.id desc limit ${limit}`)
export const takeDown = (tx: Tx, id: string, at: Date) =>
  tx.run(
    sql`update story_prints set taken_down_at = ${at.toISOString()} where organisation_id = ${tx.organisationId} and id = ${id} and taken_down_at is null`,
  )
