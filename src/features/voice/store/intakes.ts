import type { Tx } from '#platform/db/database.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'
import type { ContactField } from '../contract.ts'

export interface IntakeRow {
  id: string
  surveyId: string
  surveyName: string
  unitId: string
  fileName: string
  createdAt: string
  state: 'previewed' | 'applied' | 'discarded'
  shape: { columns: { header: string; field: ContactField | null }[] }
  counts: Partial<Record<'new' | 'known' | 'repeated' | 'unreadable', number>>
}
export type Cells = Partial<Record<ContactField, string>>
export interface FileRow {
  line: number
  outcome: 'new' | 'known' | 'repeated' | 'unreadable'
  faults: { code: string; field: ContactField | null; value: string }[]
  cells: Cells
}

const view = (
  organisationId: string,
) => sql`i.id, i.survey_id, s.name as survey_name, i.unit_id, i.file_name, i.created_at, i.state, i.shape,
  coalesce((select jsonb_object_agg(outcome, n) from (select outcome, count(*) as n from contact_intake_rows r
    where r.organisation_id = ${organisationId} and r.intake_id = i.id group by outcome) c), '{}') as counts`

export const listIntakes = (tx: Tx) =>
  tx.run(sql<IntakeRow>`select ${view(tx.organisationId)} from contact_intakes i
    join surveys s on s.organisation_id = ${tx.organisationId} and s.id = i.survey_id
   where i.organisation_id = ${tx.organisationId} and i.state <> 'discarded' order by i.id desc limit 50`)
export const findIntake = async (tx: Tx, id: string): Promise<IntakeRow | undefined> =>
  (
    await tx.run(sql<IntakeRow>`select ${view(tx.organisationId)} from contact_intakes i
      join surveys s on s.organisation_id = ${tx.organisationId} and s.id = i.survey_id
     where i.organisation_id = ${tx.organisationId} and i.id = ${id}`)
  )[0]
export const lockIntake = async (tx: Tx, id: string) =>
  (
    await tx.run(sql<Pick<IntakeRow, 'id' | 'surveyId' | 'unitId' | 'state'>>`select id, survey_id, unit_id, state from contact_intakes
      where organisation_id = ${tx.organisationId} and id = ${id} for update`)
  )[0]
export const insertIntake = (
  tx: Tx,
  row: Pick<IntakeRow, 'id' | 'surveyId' | 'unitId' | 'fileName' | 'shape'> & { createdBy: string | null },
  at: string,
) =>
  tx.run(sql`insert into contact_intakes (organisation_id, id, survey_id, unit_id, created_by, created_at, file_name, state, shape)
    values (${tx.organisationId}, ${row.id}, ${row.surveyId}, ${row.unitId}, ${row.createdBy}, ${at}, ${row.fileName}, 'previewed', ${JSON.stringify(row.shape)})`)
export async function insertRows(tx: Tx, intakeId: string, rows: readonly FileRow[]): Promise<void> {
  for (const chunk of inChunks(rows, 6))
    await tx.run(sql`insert into contact_intake_rows (organisation_id, intake_id, line, outcome, faults, cells)
      values ${valuesList(chunk.map((row) => [tx.organisationId, intakeId, row.line, row.outcome, JSON.stringify(row.faults), JSON.stringify(row.cells)]))}`)
}
export const rowsOf = (tx: Tx, intakeId: string, outcome: FileRow['outcome'], afterLine: number, limit: number) =>
  tx.run(sql<FileRow>`select line, outcome, faults, cells from contact_intake_rows
    where organisation_id = ${tx.organisationId} and intake_id = ${intakeId} and outcome = ${outcome} and line > ${afterLine} order by line limit ${limit}`)
export const settleIntake = (tx: Tx, id: string, state: 'applied' | 'discarded', at: string) =>
  tx.run(sql`update contact_intakes set state = ${state}, applied_at = ${state === 'applied' ? at : null}
    where organisation_id = ${tx.organisationId} and id = ${id}`)
/** What was brought in lies in contacts now; only what could not be read stays. */
export const deleteRows = (tx: Tx, intakeId: string, isAll: boolean) =>
  tx.run(
    sql`delete from contact_intake_rows where organisation_id = ${tx.organisationId} and intake_id = ${intakeId} and (${isAll} or outcome <> 'unreadable')`,
  )
/** After an application the counts are those of what happened. */
export const setCounts = (tx: Tx, id: string, counts: Record<string, number>) =>
  tx.run(
    sql`update contact_intakes set shape = shape || ${JSON.stringify({ counts })}::jsonb where organisation_id = ${tx.organisationId} and id = ${id}`,
  )
