import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import type { Definition } from '../contract.ts'

export interface VersionRow {
  ruleId: string
  number: number
  ownerId: string | null
  /** Of the rule, for whoever edits its draft. */
  ruleVersion: number
  version: number
  state: 'draft' | 'live'
  isEnd: boolean
  definition: Definition
  writtenBy: string | null
  liveBy: string | null
  liveAt: string | null
}
/** Whether any rule has ever gone live: where all have ended since, the house knows how it is done. */
export const hasRules = async (tx: Tx): Promise<boolean> =>
  (await tx.run(sql`select 1 from rule_versions where organisation_id = ${tx.organisationId} and state = 'live' limit 1`)).length > 0

const columns = sql`v.rule_id, r.number, r.owner_id, r.version as rule_version, v.version, v.state, v.is_end, v.definition, v.written_by, v.live_by, v.live_at`

/** All versions of all rules or of one; an organisation has some dozens of rules. Drafts last. */
export const versionsQuery = (organisationId: string, ruleId: string | null = null): RawBuilder<VersionRow> => sql<VersionRow>`
  select ${columns} from rule_versions v join rules r on r.organisation_id = ${organisationId} and r.id = v.rule_id
   where v.organisation_id = ${organisationId} and (${ruleId}::uuid is null or v.rule_id = ${ruleId}::uuid)
   order by r.number, v.version`

/** Live versions that hold on a day or may hold later: of each rule the latest that has begun, and those to come. */
export const liveQuery = (organisationId: string, day: string): RawBuilder<VersionRow> => sql<VersionRow>`
  select ${columns} from rule_versions v join rules r on r.organisation_id = ${organisationId} and r.id = v.rule_id
   where v.organisation_id = ${organisationId} and v.state = 'live'
     and not exists (select 1 from rule_versions w where w.organisation_id = ${organisationId} and w.rule_id = v.rule_id and w.state = 'live'
                        and w.version > v.version and w.effective_from <= ${day}::date)
   order by r.number, v.version`

export interface LiveHead {
  ruleId: string
  number: number
  version: number
  isEnd: boolean
  effectiveFrom: string
  liveAt: string
}
export interface LiveVersion extends LiveHead {
  definition: Definition
}
/** The same versions without what they say, which never changes. */
export const liveHeads = (tx: Tx, day: string) =>
  tx.run(sql<LiveHead>`select v.rule_id, r.number, v.version, v.is_end, v.effective_from, v.live_at
    from rule_versions v join rules r on r.organisation_id = ${tx.organisationId} and r.id = v.rule_id
   where v.organisation_id = ${tx.organisationId} and v.state = 'live'
     and not exists (select 1 from rule_versions w where w.organisation_id = ${tx.organisationId} and w.rule_id = v.rule_id and w.state = 'live'
                        and w.version > v.version and w.effective_from <= ${day}::date)
   order by r.number, v.version`)
export const definitionsOf = (tx: Tx, heads: readonly Pick<LiveHead, 'ruleId' | 'version'>[]) =>
  tx.run(sql<Pick<LiveVersion, 'ruleId' | 'version' | 'definition'>>`select v.rule_id, v.version, v.definition from rule_versions v
    where v.organisation_id = ${tx.organisationId} and v.state = 'live' and v.rule_id = any(${[...new Set(heads.map(({ ruleId }) => ruleId))]}::uuid[])`)

export const findVersion = async (tx: Tx, ruleId: string, version: number): Promise<VersionRow | undefined> =>
  (
    await tx.run(sql<VersionRow>`select ${columns} from rule_versions v join rules r on r.organisation_id = ${tx.organisationId} and r.id = v.rule_id
      where v.organisation_id = ${tx.organisationId} and v.rule_id = ${ruleId} and v.version = ${version} and v.state = 'live'`)
  )[0]

export const titlesOf = async (tx: Tx, refs: readonly { ruleId: string; version: number }[]) =>
  new Map(
    (refs.length === 0
      ? []
      : await tx.run(sql<VersionRow>`select ${columns} from rule_versions v join rules r on r.organisation_id = ${tx.organisationId} and r.id = v.rule_id
          where v.organisation_id = ${tx.organisationId} and v.rule_id = any(${[...new Set(refs.map(({ ruleId }) => ruleId))]}::uuid[])`)
    ).map((row) => [`${row.ruleId} ${row.version}`, row]),
  )

export async function insertRule(tx: Tx, row: { id: string; ownerId: string | null }, at: Date): Promise<void> {
  // One writer of rules at a time, so that no two get one number.
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`authority.rules ${tx.organisationId}`}, 0))`)
  await tx.run(sql`insert into rules (organisation_id, id, number, owner_id, created_at)
    values (${tx.organisationId}, ${row.id}, (select coalesce(max(number), 0) + 1 from rules where organisation_id = ${tx.organisationId}), ${row.ownerId}, ${at.toISOString()})`)
}
/** The rule while nobody else changes it; false when somebody was faster. */
export async function touchRule(tx: Tx, ruleId: string, fromVersion: number | null, ownerId?: string | null): Promise<boolean> {
  const owner = ownerId === undefined ? sql`` : sql`owner_id = ${ownerId},`
  const rows =
    await tx.run(sql`update rules set ${owner} version = version + 1 where organisation_id = ${tx.organisationId} and id = ${ruleId}
    and (${fromVersion}::int is null or version = ${fromVersion}::int) returning id`)
  return rows.length > 0
}

/** A new draft, or the draft anew; a live version is out of its reach. */
export const writeDraft = (tx: Tx, row: { ruleId: string; definition: Definition; writtenBy: string | null }, at: Date) => {
  const { definition } = row
  const next = sql`(select coalesce(max(version), 0) + 1 from rule_versions where organisation_id = ${tx.organisationId} and rule_id = ${row.ruleId} and state = 'live')`
  return tx.run(sql`insert into rule_versions (organisation_id, rule_id, version, state, situation_id, remedy_id, principle_id, effective_from, definition, reason, written_by, created_at)
    values (${tx.organisationId}, ${row.ruleId}, ${next}, 'draft', ${definition.situationId}, ${definition.remedyId}, ${definition.principleId},
            ${definition.effectiveFrom}, ${JSON.stringify(definition)}::jsonb, ${definition.reason || null}, ${row.writtenBy}, ${at.toISOString()})
    on conflict (organisation_id, rule_id, version) do update set situation_id = excluded.situation_id, remedy_id = excluded.remedy_id,
      principle_id = excluded.principle_id, effective_from = excluded.effective_from, definition = excluded.definition, reason = excluded.reason,
      written_by = excluded.written_by, created_at = excluded.created_at
    where rule_versions.state = 'draft'`)
}
export const deleteDraft = async (tx: Tx, ruleId: string): Promise<boolean> =>
  (
    await tx.run(
      sql`delete from rule_versions where organisation_id = ${tx.organisationId} and rule_id = ${ruleId} and state = 'draft' returning version`,
    )
  ).length > 0
/** A rule of which nothing was ever live leaves no trace. */
export const deleteEmptyRule = (tx: Tx, ruleId: string) =>
  tx.run(sql`delete from rules r where r.organisation_id = ${tx.organisationId} and r.id = ${ruleId}
    and not exists (select 1 from rule_versions v where v.organisation_id = ${tx.organisationId} and v.rule_id = r.id)`)

export const setLive = (tx: Tx, row: { ruleId: string; effectiveFrom: string; definition: Definition; liveBy: string | null }, at: Date) =>
  tx.run(sql`update rule_versions set state = 'live', effective_from = ${row.effectiveFrom}, definition = ${JSON.stringify(row.definition)}::jsonb,
      live_by = ${row.liveBy}, live_at = ${at.toISOString()}
    where organisation_id = ${tx.organisationId} and rule_id = ${row.ruleId} and state = 'draft'`)
export const insertEnd = (tx: Tx, last: VersionRow, row: { from: string; reason: string; by: string | null }, at: Date) =>
  tx.run(sql`insert into rule_versions (organisation_id, rule_id, version, state, situation_id, remedy_id, principle_id, effective_from, is_end, definition, reason, written_by, live_by, live_at, created_at)
    values (${tx.organisationId}, ${last.ruleId}, ${last.version + 1}, 'live', ${last.definition.situationId}, ${last.definition.remedyId}, ${last.definition.principleId},
            ${row.from}, true, ${JSON.stringify({ ...last.definition, effectiveFrom: row.from, reason: row.reason })}::jsonb, ${row.reason}, ${row.by}, ${row.by},
            ${at.toISOString()}, ${at.toISOString()})`)

export async function forgetAuthor(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`update rules set owner_id = null where organisation_id = ${tx.organisationId} and owner_id = ${personId}`)
  await tx.run(sql`update rule_versions set written_by = nullif(written_by, ${personId}), live_by = nullif(live_by, ${personId})
    where organisation_id = ${tx.organisationId} and ${personId} in (written_by, live_by)`)
}
