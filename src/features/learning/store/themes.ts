import type { Tx } from '#platform/db/database.ts'
import { sql, valuesList } from '#platform/db/sql.ts'

/** What somebody has said; all other themes are guessed. */
export const saidThemes = async (tx: Tx): Promise<Map<string, string>> =>
  new Map(
    (
      await tx.run(
        sql<{ theme: string; principleId: string }>`select theme, principle_id from themes where organisation_id = ${tx.organisationId}`,
      )
    ).map(({ theme, principleId }) => [theme, principleId]),
  )
export const sayThemes = (tx: Tx, rows: readonly { theme: string; principleId: string }[], at: Date) =>
  tx.run(sql`insert into themes (organisation_id, theme, principle_id, created_at)
    values ${valuesList(rows.map(({ theme, principleId }) => [tx.organisationId, theme, principleId, at.toISOString()]))}
    on conflict (organisation_id, theme) do update set principle_id = excluded.principle_id`)
export const dropTheme = (tx: Tx, theme: string) =>
  tx.run(sql`delete from themes where organisation_id = ${tx.organisationId} and theme = ${theme}`)
