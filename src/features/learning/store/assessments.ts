import type { Family } from '#engines/lesson/lesson.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { AssessmentTexts } from '../rules/assessments.ts'

export interface AssessmentRecord {
  id: string
  texts: AssessmentTexts
  state: 'draft' | 'live' | 'retired'
  version: number
  level: number
  mode: 'fixed' | 'drawn'
  itemIds: string[]
  count: number
  principleIds: string[]
  families: Family[]
  passPercent: number
  validDays: number | null
  hasBefore: boolean
  changedAt: string
}
const columns = sql.raw(
  'a.id, a.texts, a.state, a.version, a.level, a.mode, a.item_ids, a.count, a.principle_ids, a.families, a.pass_percent, a.valid_days, a.has_before, a.changed_at',
)

export const listAssessments = (
  tx: Tx,
  asked: { state?: string | undefined; after?: { at: string; id: string } | undefined; limit: number },
) =>
  tx.run(sql<AssessmentRecord & { submitted: number }>`select ${columns},
      (select count(*)::int from sittings s where s.organisation_id = ${tx.organisationId} and s.assessment_id = a.id and s.state = 'submitted') as submitted
    from assessments a where a.organisation_id = ${tx.organisationId}
     and ${asked.state ? sql`a.state = ${asked.state}` : sql`a.state <> 'retired'`}
     ${asked.after ? sql`and (a.changed_at, a.id) < (${asked.after.at}::timestamptz, ${asked.after.id}::uuid)` : sql``}
    order by a.changed_at desc, a.id desc limit ${asked.limit}`)

export const findAssessment = async (tx: Tx, id: string): Promise<(AssessmentRecord & { isStarted: boolean }) | undefined> =>
  (
    await tx.run(sql<AssessmentRecord & { isStarted: boolean }>`select ${columns},
      exists (select 1 from sittings s where s.organisation_id = ${tx.organisationId} and s.assessment_id = a.id and s.state = 'submitted') as is_started
      from assessments a where a.organisation_id = ${tx.organisationId} and a.id = ${id}`)
  )[0]

/** What a sitting is of. */
export const assessmentOfSitting = async (tx: Tx, sittingId: string): Promise<AssessmentRecord | undefined> =>
  (
    await tx.run(sql<AssessmentRecord>`select ${columns} from sittings s join assessments a on a.organisation_id = ${tx.organisationId} and a.id = s.assessment_id
      where s.organisation_id = ${tx.organisationId} and s.id = ${sittingId}`)
  )[0]

/** More are offered to nobody. */
const mostOffered = 200
export const liveAssessments = (tx: Tx) =>
  tx.run(sql<AssessmentRecord>`select ${columns} from assessments a
    where a.organisation_id = ${tx.organisationId} and a.state = 'live' order by a.level, a.created_at, a.id limit ${mostOffered}`)

/** What they are called, retired ones too. */
export const assessmentNames = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<
    Pick<AssessmentRecord, 'id' | 'texts'> & { isLive: boolean }
  >`select a.id, a.texts, a.state = 'live' as is_live from assessments a
    where a.organisation_id = ${tx.organisationId} and a.id = any(${ids}::uuid[])`)

export const openAssessments = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<AssessmentRecord>`select ${columns} from assessments a
    where a.organisation_id = ${tx.organisationId} and a.state <> 'retired' and a.id = any(${ids}::uuid[]) order by a.changed_at desc, a.id desc`)

type Written = Omit<AssessmentRecord, 'changedAt'>
export const insertAssessment = (tx: Tx, row: Written, at: Date) =>
  tx.run(sql`insert into assessments (organisation_id, id, texts, state, version, level, mode, item_ids, count, principle_ids, families, pass_percent, valid_days, has_before, created_at, changed_at)
    values (${tx.organisationId}, ${row.id}, ${JSON.stringify(row.texts)}, ${row.state}, ${row.version}, ${row.level}, ${row.mode}, ${row.itemIds}, ${row.count}, ${row.principleIds},
      ${row.families}, ${row.passPercent}, ${row.validDays}, ${row.hasBefore}, ${at.toISOString()}, ${at.toISOString()})`)

/** False where somebody else has changed it since. */
export const updateAssessment = async (tx: Tx, row: Written, fromVersion: number, at: Date): Promise<boolean> =>
  (
    await tx.run(sql`update assessments set texts = ${JSON.stringify(row.texts)}, state = ${row.state}, version = ${row.version}, level = ${row.level}, mode = ${row.mode},
        item_ids = ${row.itemIds}, count = ${row.count}, principle_ids = ${row.principleIds}, families = ${row.families}, pass_percent = ${row.passPercent},
        valid_days = ${row.validDays}, has_before = ${row.hasBefore}, changed_at = ${at.toISOString()}
      where organisation_id = ${tx.organisationId} and id = ${row.id} and version = ${fromVersion} returning 1 as one`)
  ).length > 0
