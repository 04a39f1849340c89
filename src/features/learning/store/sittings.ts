import type { ItemKind } from '#engines/item/item.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql, valuesList } from '#platform/db/sql.ts'
import type { Confidence, SkillShown } from '../rules/assessments.ts'
import type { Texts } from '../rules/items.ts'

export interface SittingRow {
  id: string
  personId: string
  assessmentId: string
  assessmentVersion: number
  purpose: 'before' | 'check'
  seed: string
  language: string
  state: 'open' | 'submitted'
  asked: number
  rightCount: number | null
  share: number | null
  isPassed: boolean | null
  startedAt: string
  submittedAt: string | null
}
const columns = sql.raw(
  'id, person_id, assessment_id, assessment_version, purpose, seed, language, state, asked, right_count, share, is_passed, started_at, submitted_at',
)
export const findSitting = async (tx: Tx, id: string): Promise<SittingRow | undefined> =>
  (await tx.run(sql<SittingRow>`select ${columns} from sittings where organisation_id = ${tx.organisationId} and id = ${id}`))[0]
/** While it is being submitted nobody else submits it. */
export const holdSitting = async (tx: Tx, id: string): Promise<SittingRow | undefined> =>
  (await tx.run(sql<SittingRow>`select ${columns} from sittings where organisation_id = ${tx.organisationId} and id = ${id} for update`))[0]

export interface OwnSitting extends SittingRow {
  answered: number
}
/** Of a person: what is open, and what was submitted last and first of each assessment. */
export const sittingsOf = (tx: Tx, personId: string) =>
  tx.run(sql<OwnSitting>`select ${columns}, (select count(*)::int from sitting_answers a where a.organisation_id = ${tx.organisationId} and a.sitting_id = s.id
        and s.state = 'open' and (cardinality(a.places) > 0 or a.words <> '')) as answered
    from sittings s where organisation_id = ${tx.organisationId} and person_id = ${personId} order by started_at desc, id desc limit 500`)
export const sittingsOfAssessment = (tx: Tx, personId: string, assessmentId: string) =>
  tx.run(sql<SittingRow>`select ${columns} from sittings where organisation_id = ${tx.organisationId} and person_id = ${personId} and assessment_id = ${assessmentId}
    order by started_at, id limit 500`)

export interface Begun {
  id: string
  personId: string
  assessmentId: string
  assessmentVersion: number
  purpose: 'before' | 'check'
  seed: string
  language: string
  items: readonly { id: string; version: number; principleId: string }[]
}
export async function insertSitting(tx: Tx, row: Begun, at: Date): Promise<void> {
  await Promise.all([
    tx.run(sql`insert into sittings (organisation_id, id, person_id, assessment_id, assessment_version, purpose, seed, language, state, asked, started_at)
      values (${tx.organisationId}, ${row.id}, ${row.personId}, ${row.assessmentId}, ${row.assessmentVersion}, ${row.purpose}, ${row.seed}, ${row.language}, 'open',
        ${row.items.length}, ${at.toISOString()})`),
    tx.run(sql`insert into sitting_answers (organisation_id, sitting_id, position, item_id, item_version, principle_id, places, words, is_flagged)
      values ${valuesList(row.items.map((item, i) => [tx.organisationId, row.id, i, item.id, item.version, item.principleId, [], '', false]))}`),
  ])
}

export interface AnswerRow {
  position: number
  itemId: string
  itemVersion: number
  principleId: string
  kind: ItemKind
  texts: Texts
  places: number[]
  words: string
  confidence: Confidence | null
  isFlagged: boolean
  saidAt: string | null
  isRight: boolean | null
  share: number | null
}
/** With the words of then. */
export const answersOf = (tx: Tx, sittingId: string) =>
  tx.run(sql<AnswerRow>`select a.position, a.item_id, a.item_version, a.principle_id, v.kind, v.texts, a.places, coalesce(a.words, '') as words, a.confidence, a.is_flagged,
      a.said_at, a.is_right, a.share
    from sitting_answers a join item_versions v on v.organisation_id = ${tx.organisationId} and v.item_id = a.item_id and v.version = a.item_version
   where a.organisation_id = ${tx.organisationId} and a.sitting_id = ${sittingId} order by a.position`)

export interface Kept {
  itemId: string
  places: readonly number[]
  words: string
  confidence: Confidence | null
  isFlagged: boolean
  saidAt: Date
}
/** Into a sitting that is open and one's own; what was said later stays. Answers whether there is such an item. */
export const keepAnswer = async (tx: Tx, sittingId: string, personId: string, one: Kept): Promise<'open' | 'submitted' | undefined> =>
  (
    await tx.run(sql<{ state: 'open' | 'submitted' }>`with mine as (
        select s.id, s.state from sittings s join sitting_answers a on a.organisation_id = ${tx.organisationId} and a.sitting_id = s.id and a.item_id = ${one.itemId}
         where s.organisation_id = ${tx.organisationId} and s.id = ${sittingId} and s.person_id = ${personId} for update of s),
      kept as (
        update sitting_answers a set places = ${one.places}, words = ${one.words}, confidence = ${one.confidence}, is_flagged = ${one.isFlagged}, said_at = ${one.saidAt.toISOString()}
          from mine where a.organisation_id = ${tx.organisationId} and a.sitting_id = mine.id and a.item_id = ${one.itemId} and mine.state = 'open'
           and (a.said_at is null or a.said_at <= ${one.saidAt.toISOString()}))
      select state from mine`)
  )[0]?.state

export interface MarkedRow extends Kept {
  position: number
  isRight: boolean
  share: number
}
export async function writeResult(
  tx: Tx,
  sittingId: string,
  result: { right: number; share: number; isPassed: boolean; answers: readonly MarkedRow[] },
  at: Date,
): Promise<void> {
  const rows = result.answers.map((one) => [
    one.position,
    `{${one.places.join(',')}}`,
    one.words,
    one.confidence,
    one.isFlagged,
    one.saidAt.toISOString(),
    one.isRight,
    one.share,
  ])
  await Promise.all([
    tx.run(sql`update sittings set state = 'submitted', right_count = ${result.right}, share = ${result.share}, is_passed = ${result.isPassed}, submitted_at = ${at.toISOString()}
      where organisation_id = ${tx.organisationId} and id = ${sittingId}`),
    tx.run(sql`update sitting_answers a set places = v.places::smallint[], words = v.words, confidence = v.confidence, is_flagged = v.is_flagged::boolean,
        said_at = v.said_at::timestamptz, is_right = v.is_right::boolean, share = v.share::float8
      from (values ${valuesList(rows)}) as v(position, places, words, confidence, is_flagged, said_at, is_right, share)
     where a.organisation_id = ${tx.organisationId} and a.sitting_id = ${sittingId} and a.position = v.position::smallint`),
  ])
}

/** What was shown last stays: a sitting from before, sent late, changes nothing. */
export const writeSkills = (
  tx: Tx,
  personId: string,
  sittingId: string,
  skills: readonly SkillShown[],
  { shownAt, expiresAt }: { shownAt: Date; expiresAt: Date | null },
) =>
  tx.run(sql`insert into person_skills (organisation_id, person_id, principle_id, sitting_id, asked, share, is_met, shown_at, expires_at)
    values ${valuesList(skills.map((one) => [tx.organisationId, personId, one.principleId, sittingId, one.asked, one.share, one.isMet, shownAt.toISOString(), expiresAt?.toISOString() ?? null]))}
    on conflict (organisation_id, person_id, principle_id) do update set sitting_id = excluded.sitting_id, asked = excluded.asked, share = excluded.share,
      is_met = excluded.is_met, shown_at = excluded.shown_at, expires_at = excluded.expires_at
     where person_skills.shown_at <= excluded.shown_at`)

export const exportedSittings = (tx: Tx, personId: string) =>
  tx.run(sql<
    Record<string, unknown>
  >`select s.id, s.assessment_id, s.purpose, s.started_at, s.submitted_at, s.asked, s.right_count, s.share, s.is_passed, a.answers
    from sittings s cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('item', x.item_id, 'version', x.item_version, 'places', x.places, 'words', x.words,
        'confidence', x.confidence, 'isRight', x.is_right, 'saidAt', x.said_at) order by x.position), '[]') as answers
      from sitting_answers x where x.organisation_id = ${tx.organisationId} and x.sitting_id = s.id) a
   where s.organisation_id = ${tx.organisationId} and s.person_id = ${personId} order by s.started_at, s.id limit 5000`)
export const exportedSkills = (tx: Tx, personId: string) =>
  tx.run(sql<Record<string, unknown>>`select principle_id, asked, share, is_met, shown_at, expires_at from person_skills
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by shown_at, principle_id`)

export async function forgetSittings(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`delete from person_skills where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
  await tx.run(sql`delete from sittings where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
}
