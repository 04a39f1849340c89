// Questions that only features to the right ask.
import type { Tx } from '#platform/db/database.ts'
import { isAmong, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'
import { shownName } from './read-person.ts'

/** Who is away on a day. */
export const absentOn = async (tx: Tx, day: string): Promise<string[]> =>
  (
    await tx.run(sql<{ personId: string }>`select distinct person_id from absences
      where organisation_id = ${tx.organisationId} and starts_on <= ${day} and last_day >= ${day}`)
  ).map(({ personId }) => personId)

/** When somebody is away between two days. */
export const absencesOf = (tx: Tx, personId: string, firstDay: string, lastDay: string) =>
  tx.run(sql<{ startsOn: string; lastDay: string }>`select starts_on::text, last_day::text from absences
    where organisation_id = ${tx.organisationId} and person_id = ${personId} and starts_on <= ${lastDay} and last_day >= ${firstDay}`)

/** These units and all below them, closed ones too. */
export const unitIdsBelow = async (tx: Tx, unitIds: readonly string[]): Promise<string[]> =>
  unitIds.length === 0
    ? []
    : (
        await tx.run(
          sql<{ id: string }>`select id from units where organisation_id = ${tx.organisationId} and ancestor_ids && ${unitIds}::uuid[]`,
        )
      ).map(({ id }) => id)

/** Names of job roles, by id and in the order of the alphabet. */
export const namesOfJobRoles = async (tx: Tx): Promise<Map<string, string>> =>
  new Map(
    (
      await tx.run(
        sql<{ id: string; name: string }>`select id, name from job_roles where organisation_id = ${tx.organisationId} order by name_key`,
      )
    ).map(({ id, name }) => [id, name]),
  )

/** Where active people stand: each pair of unit and job role that somebody has, with how many. */
export interface PlaceWithPeople {
  unitId: string | null
  jobRoleId: string | null
  /** The unit's path from the root down; empty without a unit. */
  ancestorIds: string[]
  people: number
}
export const placesWithPeople = (tx: Tx) =>
  tx.run(sql<PlaceWithPeople>`select p.unit_id, p.job_role_id, coalesce(u.ancestor_ids, '{}') as ancestor_ids, count(*)::int as people
    from people p left join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
   where p.organisation_id = ${tx.organisationId} and p.status = 'active' group by 1, 2, 3`)

/**
 * Units at places, each once: with a job role those in which somebody active has it; without, the unit named and all open ones below. `places` is a statement
 * that answers unit_id and job_role_id, so that asking with each customer's answer takes one message; an index is looked into for each unit, nobody is counted.
 */
export const unitsAt = async (tx: Tx, places: RawBuilder<Pick<PlaceWithPeople, 'unitId' | 'jobRoleId'>>): Promise<string[]> =>
  (
    await tx.run(sql<{ id: string }>`select distinct u.id from (${places}) as v
      join units u on u.organisation_id = ${tx.organisationId} and (v.unit_id is null or v.unit_id = any(u.ancestor_ids))
     where case when v.job_role_id is null then v.unit_id is not null and u.closed_on is null
       else exists (select 1 from people p where p.organisation_id = ${tx.organisationId} and p.unit_id = u.id and p.job_role_id = v.job_role_id
                      and p.status = 'active') end`)
  ).map(({ id }) => id)

/** First names of active people of a unit and everything below it that stand among these folded words. */
export const firstNamesAmong = async (tx: Tx, unitId: string, words: readonly string[]): Promise<string[]> =>
  words.length === 0
    ? []
    : (
        await tx.run(sql<{ givenName: string }>`select distinct p.given_name from person_words w
          join people p on p.organisation_id = ${tx.organisationId} and p.id = w.person_id and p.status = 'active' and p.given_name is not null
          join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id and ${unitId}::uuid = any(u.ancestor_ids)
         where w.organisation_id = ${tx.organisationId} and w.word = any(${words}::text[])`)
      ).map(({ givenName }) => givenName)

/** Active people at these places, in the directory's order; `after` is the last one of the page before. */
export const peopleAt = (
  tx: Tx,
  places: readonly Pick<PlaceWithPeople, 'unitId' | 'jobRoleId'>[],
  page: { after: { sortKey: string; id: string } | null; limit: number },
) =>
  places.length === 0
    ? Promise.resolve([])
    : tx.run(sql<{ id: string; sortKey: string }>`select p.id, p.sort_key from people p
        join (values ${valuesList(places.map(({ unitId, jobRoleId }) => [unitId, jobRoleId]))}) as v(unit_id, job_role_id)
          on p.unit_id is not distinct from v.unit_id::uuid and p.job_role_id is not distinct from v.job_role_id::uuid
       where p.organisation_id = ${tx.organisationId} and p.status = 'active'
         ${page.after ? sql`and (p.sort_key, p.id) > (${page.after.sortKey}, ${page.after.id}::uuid)` : sql``}
       order by p.sort_key, p.id limit ${page.limit}`)

/** Who leads one of these units today. */
export const leadersOf = (tx: Tx, unitIds: readonly string[]) =>
  tx.run(sql<{ personId: string; unitId: string }>`select id as person_id, unit_id from people
    where organisation_id = ${tx.organisationId} and status = 'active' and leads_unit and ${isAmong('unit_id', unitIds)} order by sort_key, id`)

/** Who leads the unit, else the nearest above it that has a leader. */
export const nearestLeader = async (tx: Tx, unitId: string): Promise<string | null> =>
  (
    await tx.run(sql<{ id: string }>`select p.id from units u
      join people p on p.organisation_id = ${tx.organisationId} and p.unit_id = any(u.ancestor_ids) and p.status = 'active' and p.leads_unit
     where u.organisation_id = ${tx.organisationId} and u.id = ${unitId} and u.closed_on is null
     order by array_position(u.ancestor_ids, p.unit_id) desc, p.sort_key, p.id limit 1`)
  )[0]?.id ?? null

/** Whether somebody reports to this person today: not every staff list says who leads a unit. */
export const hasReports = async (tx: Tx, personId: string): Promise<boolean> =>
  (
    await tx.run(
      sql`select 1 from people where organisation_id = ${tx.organisationId} and manager_id = ${personId} and status = 'active' limit 1`,
    )
  ).length > 0

/** The day of a unit's site, or of the organisation where the unit has none: what a time zone is asked for. */
export const timeZoneOf = async (tx: Tx, unitId: string): Promise<string> =>
  (
    await tx.run(sql<{ timeZone: string }>`select coalesce(
        (select s.time_zone from units u join sites s on s.organisation_id = ${tx.organisationId} and s.id = u.site_id
          where u.organisation_id = ${tx.organisationId} and u.id = ${unitId}),
        (select time_zone from organisation_settings where organisation_id = ${tx.organisationId})) as time_zone`)
  )[0]!.timeZone

/** The tops of the tree, closed ones too: their days hold what was measured anywhere below. */
export const rootUnitIds = async (tx: Tx): Promise<string[]> =>
  (await tx.run(sql<{ id: string }>`select id from units where organisation_id = ${tx.organisationId} and parent_id is null`)).map(
    ({ id }) => id,
  )

/** Every unit that is open, with its path. */
export const openUnits = (tx: Tx) =>
  tx.run(
    sql<{
      id: string
      ancestorIds: string[]
    }>`select id, ancestor_ids from units where organisation_id = ${tx.organisationId} and closed_on is null`,
  )

/** Where somebody stands today, with the settings of the house that a page about them needs: one statement for a page that is opened often. */
export interface PersonPlace {
  displayName: string
  givenName: string | null
  isHere: boolean
  unitId: string | null
  unitName: string | null
  /** From the root down; empty without a unit. */
  unitPath: string[]
  jobRoleId: string | null
  jobRoleName: string | null
  siteName: string | null
  defaultLanguage: string
  timeZone: string
  isWorksCouncilMode: boolean
}
export const placeOfPerson = async (tx: Tx, personId: string): Promise<PersonPlace | undefined> =>
  (
    await tx.run(sql<PersonPlace>`select ${shownName()} as display_name, p.given_name, p.status = 'active' as is_here, p.unit_id, u.name as unit_name,
        coalesce(u.ancestor_ids, '{}') as unit_path, p.job_role_id, r.name as job_role_name, coalesce(s.name, us.name) as site_name, o.default_language,
        o.time_zone, o.is_works_council_mode
      from people p join organisation_settings o on o.organisation_id = ${tx.organisationId}
      left join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
      left join job_roles r on r.organisation_id = ${tx.organisationId} and r.id = p.job_role_id
      left join sites s on s.organisation_id = ${tx.organisationId} and s.id = p.site_id
      left join sites us on us.organisation_id = ${tx.organisationId} and us.id = u.site_id
     where p.organisation_id = ${tx.organisationId} and p.id = ${personId}`)
  )[0]
