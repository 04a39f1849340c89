import type { Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

/** What somebody has said; all other job roles are guessed. */
export const saidFamilies = async (tx: Tx): Promise<Map<string, Family>> =>
  new Map(
    (
      await tx.run(
        sql<{
          jobRoleId: string
          family: Family
        }>`select job_role_id, family from role_families where organisation_id = ${tx.organisationId}`,
      )
    ).map(({ jobRoleId, family }) => [jobRoleId, family]),
  )

export async function sayFamily(tx: Tx, jobRoleId: string, family: Family, at: Date): Promise<void> {
  await tx.run(sql`insert into role_families (organisation_id, job_role_id, family, created_at)
    values (${tx.organisationId}, ${jobRoleId}, ${family}, ${at.toISOString()})
    on conflict (organisation_id, job_role_id) do update set family = excluded.family`)
}

export async function dropFamily(tx: Tx, jobRoleId: string): Promise<void> {
  await tx.run(sql`delete from role_families where organisation_id = ${tx.organisationId} and job_role_id = ${jobRoleId}`)
}
