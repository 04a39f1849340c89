import type { Tx } from '#platform/db/database.ts'
import { isAmong, inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import type { Piece, Requirement } from './rules.ts'

export interface EvidenceRow extends Piece {
  id: string
  personId: string
  principleId: string | null
  words: string | null
  notedBy: string | null
}
const columns = sql`id, person_id, kind, level, principle_id, source_kind, source_id, outcome, words, shown_at, expires_at, noted_by`

/** Where and when figures count it: the person's unit of that day. */
export interface Place {
  countedIn: string
  countedOn: string
}
export const insertEvidence = (tx: Tx, row: EvidenceRow & Place, at: Date) =>
  tx.run(sql`insert into evidence_pieces (organisation_id, person_id, id, kind, level, principle_id, source_kind, source_id, outcome, words, shown_at, expires_at, noted_by, created_at, counted_in, counted_on)
    values (${tx.organisationId}, ${row.personId}, ${row.id}, ${row.kind}, ${row.level}, ${row.principleId}, ${row.sourceKind}, ${row.sourceId}, ${row.outcome},
            ${row.words}, ${row.shownAt}, ${row.expiresAt}, ${row.notedBy}, ${at.toISOString()}, ${row.countedIn}, ${row.countedOn})`)

/** Everything that may count. A person shows some dozens of things in a working life here; 5,000 is a bound, not a page. */
export const evidenceOf = (tx: Tx, personIds: readonly string[]) =>
  tx.run(sql<EvidenceRow>`select ${columns} from evidence_pieces where organisation_id = ${tx.organisationId} and ${isAmong('person_id', personIds)}
    order by shown_at desc, id desc limit ${5000 * Math.max(1, personIds.length)}`)

export interface RequirementSet {
  version: number
  items: Requirement[]
}
/** The set that counts; undefined where nobody has ever changed the defaults. */
export const currentRequirements = async (tx: Tx): Promise<RequirementSet | undefined> => {
  const rows = await tx.run(sql<Requirement & { version: number }>`select r.set_version as version, r.level, r.kind, r.needed, r.valid_days
    from level_requirements r where r.organisation_id = ${tx.organisationId}
     and r.set_version = (select max(version) from level_requirement_sets where organisation_id = ${tx.organisationId})
   order by r.level, array_position(array['knowledge', 'scenario', 'observed', 'customer', 'sign-off'], r.kind)`)
  return (
    rows[0] && { version: rows[0].version, items: rows.map(({ level, kind, needed, validDays }) => ({ level, kind, needed, validDays })) }
  )
}
export async function insertRequirements(tx: Tx, set: RequirementSet & { createdBy: string | null }, at: Date): Promise<void> {
  await tx.run(sql`insert into level_requirement_sets (organisation_id, version, created_by, created_at)
    values (${tx.organisationId}, ${set.version}, ${set.createdBy}, ${at.toISOString()})`)
  await tx.run(sql`insert into level_requirements (organisation_id, set_version, level, kind, needed, valid_days)
    values ${valuesList(set.items.map((item) => [tx.organisationId, set.version, item.level, item.kind, item.needed, item.validDays]))}`)
}

export interface LevelRow {
  personId: string
  level: number
  lapsesAt: string | null
}
export const knownLevels = async (tx: Tx, personIds: readonly string[]): Promise<Map<string, number>> =>
  new Map(
    (
      await tx.run(sql<LevelRow>`select person_id, level from person_levels
        where organisation_id = ${tx.organisationId} and person_id = any(${personIds}::uuid[]) order by person_id for update`)
    ).map(({ personId, level }) => [personId, level]),
  )
export async function writeLevels(tx: Tx, rows: readonly LevelRow[]): Promise<void> {
  for (const chunk of inChunks(rows, 4))
    await tx.run(sql`insert into person_levels (organisation_id, person_id, level, lapses_at)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.personId, row.level, row.lapsesAt]))}
      on conflict (organisation_id, person_id) do update set level = excluded.level, lapses_at = excluded.lapses_at`)
}
export const everybodyWithEvidence = async (tx: Tx): Promise<string[]> =>
  (
    await tx.run(
      sql<{
        personId: string
      }>`select distinct person_id from evidence_pieces where organisation_id = ${tx.organisationId} order by person_id`,
    )
  ).map(({ personId }) => personId)

export const firstLapse = (organisationId: string, at: Date): RawBuilder<unknown> =>
  sql`select lapses_at from person_levels where organisation_id = ${organisationId} and lapses_at <= ${at.toISOString()} order by lapses_at limit 1`
export const lapsedBy = async (tx: Tx, at: Date, limit: number): Promise<string[]> =>
  (
    await tx.run(sql<{ personId: string }>`select person_id from person_levels
      where organisation_id = ${tx.organisationId} and lapses_at <= ${at.toISOString()} order by lapses_at limit ${limit} for update skip locked`)
  ).map(({ personId }) => personId)

/** What somebody noted about others, for their own export. */
export const evidenceNotedBy = (tx: Tx, personId: string) =>
  tx.run(
    sql<EvidenceRow>`select ${columns} from evidence_pieces where organisation_id = ${tx.organisationId} and noted_by = ${personId} order by shown_at desc limit 5000`,
  )
/** Answers what was counted of this person, to be taken back. */
export async function forgetPerson(tx: Tx, personId: string): Promise<{ pieces: CountedPiece[]; steps: LevelStep[] }> {
  const pieces =
    tx.run(sql<CountedPiece>`delete from evidence_pieces where organisation_id = ${tx.organisationId} and person_id = ${personId}
    returning outcome, principle_id, counted_in, counted_on`)
  const steps = tx.run(sql<LevelStep>`delete from level_steps where organisation_id = ${tx.organisationId} and person_id = ${personId}
    returning person_id, from_level, to_level, counted_in, counted_on`)
  void tx.run(sql`delete from person_levels where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
  void tx.run(
    sql`update level_requirement_sets set created_by = null where organisation_id = ${tx.organisationId} and created_by = ${personId}`,
  )
  await tx.run(sql`update evidence_pieces set noted_by = null where organisation_id = ${tx.organisationId} and noted_by = ${personId}`)
  return { pieces: (await pieces).filter(({ countedIn }) => countedIn !== null), steps: await steps }
}

export const evidenceByIds = (tx: Tx, ids: readonly string[]) =>
  tx.run(sql<EvidenceRow>`select ${columns} from evidence_pieces where organisation_id = ${tx.organisationId} and id = any(${ids}::uuid[])
    order by shown_at desc, id desc`)

export interface CountedPiece extends Place {
  outcome: EvidenceRow['outcome']
  principleId: string | null
}
export interface LevelStep extends Place {
  personId: string
  fromLevel: number
  toLevel: number
}
export async function insertLevelSteps(tx: Tx, rows: readonly (LevelStep & { id: string })[]): Promise<void> {
  for (const chunk of inChunks(rows, 7))
    await tx.run(sql`insert into level_steps (organisation_id, person_id, id, from_level, to_level, counted_in, counted_on)
      values ${valuesList(chunk.map((row) => [tx.organisationId, row.personId, row.id, row.fromLevel, row.toLevel, row.countedIn, row.countedOn]))}`)
}
export const levelStepsOf = (tx: Tx, personId: string) =>
  tx.run(sql<LevelStep>`select person_id, from_level, to_level, counted_in, counted_on from level_steps
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by id limit 5000`)

export interface FigureCount {
  unitId: string
  day: string
  facetKind: 'none' | 'principle'
  facetId: string | null
  n: number
  sum: number
}
/** Pieces of these days: how many, and how many of them were met. */
export const countPieces = (tx: Tx, firstDay: string, lastDay: string) =>
  tx.run(sql<FigureCount>`select counted_in as unit_id, counted_on as day, f.kind as facet_kind, f.id as facet_id, count(*)::int as n,
      (count(*) filter (where outcome = 'met'))::int as sum
      from evidence_pieces cross join lateral (values ('none'::text, null::uuid), ('principle', principle_id)) as f(kind, id)
     where organisation_id = ${tx.organisationId} and counted_on between ${firstDay} and ${lastDay} and (f.kind = 'none' or f.id is not null)
     group by 1, 2, 3, 4`)
/** Changes of a level of these days, up or down. */
export const countLevelSteps = (tx: Tx, isUp: boolean, firstDay: string, lastDay: string) =>
  tx.run(sql<FigureCount>`select counted_in as unit_id, counted_on as day, 'none' as facet_kind, null::uuid as facet_id, count(*)::int as n, count(*)::int as sum
      from level_steps where organisation_id = ${tx.organisationId} and counted_on between ${firstDay} and ${lastDay} and (to_level > from_level) = ${isUp}::boolean
     group by 1, 2`)
