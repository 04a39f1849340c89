// "Looks like, does not look like": per principle and job role.
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface ExampleRow {
  id: string
  principleId: string
  jobRoleId: string | null
  version: number
  texts: { language: string; looksLike: string; doesNot: string }[]
}
const select = (tx: Tx, condition: RawBuilder<unknown>) =>
  tx.run(sql<ExampleRow>`select e.id, e.principle_id, e.job_role_id, e.version,
      (select coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'looksLike', t.looks_like, 'doesNot', t.does_not) order by t.language), '[]')
         from principle_example_texts t where t.organisation_id = e.organisation_id and t.example_id = e.id) as texts
    from principle_examples e where e.organisation_id = ${tx.organisationId} and ${condition} order by e.created_at, e.id`)
export const examplesOf = (tx: Tx, principleId: string) => select(tx, sql`e.principle_id = ${principleId}`)
export const findExample = async (tx: Tx, id: string): Promise<ExampleRow | undefined> => (await select(tx, sql`e.id = ${id}`))[0]

export const insertExample = (tx: Tx, row: { id: string; principleId: string; jobRoleId: string | null }, at: string) =>
  tx.run(sql`insert into principle_examples (organisation_id, id, principle_id, job_role_id, created_at)
    values (${tx.organisationId}, ${row.id}, ${row.principleId}, ${row.jobRoleId}, ${at})`)
export const updateExample = async (tx: Tx, id: string, jobRoleId: string | null, fromVersion: number): Promise<boolean> =>
  (
    await tx.run(sql`update principle_examples set job_role_id = ${jobRoleId}, version = version + 1
     where organisation_id = ${tx.organisationId} and id = ${id} and version = ${fromVersion} returning id`)
  ).length > 0
export async function replaceExampleTexts(tx: Tx, exampleId: string, rows: ExampleRow['texts']): Promise<void> {
  void tx.run(sql`delete from principle_example_texts where organisation_id = ${tx.organisationId} and example_id = ${exampleId}`)
  await tx.run(sql`insert into principle_example_texts (organisation_id, example_id, language, looks_like, does_not)
    values ${valuesList(rows.map(({ language, looksLike, doesNot }) => [tx.organisationId, exampleId, language, looksLike, doesNot]))}`)
}
export const deleteExample = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(sql`delete from principle_examples where organisation_id = ${tx.organisationId} and id = ${id} returning id`)).length > 0
