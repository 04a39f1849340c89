// Know, can and will: the person's own word, and counts of at least five.
import { unitsByBranch } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'

export type Word = 'yes' | 'partly' | 'no'
export interface BuyInRow {
  lessonId: string
  knows: Word | null
  can: Word | null
  will: Word | null
  saidOn: string
}
export const buyInsOf = (tx: Tx, personId: string, lessonId: string | null = null) =>
  tx.run(sql<BuyInRow>`select lesson_id, knows, can, will, said_on from buy_ins
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and (${lessonId}::uuid is null or lesson_id = ${lessonId}::uuid) order by said_on, lesson_id`)

/** A tap changes one of the three; what was tapped before stays, and one that was on its way for days leads nobody back. */
export const sayBuyIn = (
  tx: Tx,
  row: {
    personId: string
    lessonId: string
    unitId: string | null
    knows: Word | null
    can: Word | null
    will: Word | null
    saidOn: string
  },
) =>
  tx.run(sql`insert into buy_ins as b (organisation_id, person_id, lesson_id, unit_id, knows, can, will, said_on)
    values (${tx.organisationId}, ${row.personId}, ${row.lessonId}, ${row.unitId}, ${row.knows}, ${row.can}, ${row.will}, ${row.saidOn})
    on conflict (organisation_id, person_id, lesson_id) do update set unit_id = excluded.unit_id, knows = coalesce(excluded.knows, b.knows),
      can = coalesce(excluded.can, b.can), will = coalesce(excluded.will, b.will), said_on = excluded.said_on
     where b.said_on <= excluded.said_on`)

export interface BuyInCount {
  branchId: string
  branchName: string
  people: number
  knows: number
  can: number
  will: number
}
/** People who said all three before a day, each once: their latest word on a lesson of the path. `yes` of each. */
export const countBuyIns = (tx: Tx, pathId: string, unitId: string, before: string) =>
  tx.run(sql<BuyInCount>`select b.branch_id, min(b.branch_name) as branch_name, count(*)::int as people, count(*) filter (where x.knows = 'yes')::int as knows,
      count(*) filter (where x.can = 'yes')::int as can, count(*) filter (where x.will = 'yes')::int as will
    from (select distinct on (s.person_id) s.person_id, s.unit_id, s.knows, s.can, s.will from buy_ins s
           where s.organisation_id = ${tx.organisationId} and s.said_on < ${before}::date and s.knows is not null and s.can is not null and s.will is not null
             and s.lesson_id in (select subject_id from path_steps where organisation_id = ${tx.organisationId} and path_id = ${pathId} and kind = 'lesson')
           order by s.person_id, s.said_on desc, s.lesson_id) x
    join (${unitsByBranch(tx, unitId)}) b on b.unit_id = x.unit_id group by 1 order by 1`)

export const lessonIsTaught = async (tx: Tx, lessonId: string): Promise<boolean> =>
  (
    await tx.run(sql`select 1 from lessons l where l.organisation_id = ${tx.organisationId} and l.id = ${lessonId} and not l.is_retired
      and exists (select 1 from lesson_versions v where v.organisation_id = ${tx.organisationId} and v.lesson_id = l.id)`)
  ).length > 0
