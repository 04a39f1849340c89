// One person with everything around it, in one statement.
import type { Tx } from '#platform/db/database.ts'
import { isAmong, type RawBuilder, sql } from '#platform/db/sql.ts'

/** What a person is called, as SQL: the name, else job role + staff number. Needs `p` and its job role `r`. */
export const shownName = (person = 'p', role = 'r'): RawBuilder<string> =>
  sql.raw<string>(`coalesce(${person}.display_name, nullif(trim(concat_ws(' ', ${role}.name, ${person}.hr_number)), ''), '–')`)

interface Ref {
  id: string
  name: string
}
export interface PersonRecord {
  id: string
  status: 'active' | 'left' | 'erased'
  displayName: string
  isNameless: boolean
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  language: string | null
  startedOn: string | null
  leftOn: string | null
  leadsUnit: boolean
  workingDays: number[] | null
  worksFrom: string | null
  worksUntil: string | null
  quietFrom: string | null
  quietUntil: string | null
  version: number
  unit: Ref | null
  jobRole: Ref | null
  site: Ref | null
  manager: Ref | null
  deputy: Ref | null
  reports: Ref[]
  unitPath: Ref[]
  assignments: {
    id: string
    unit: Ref
    jobRole: Ref | null
    site: Ref | null
    manager: Ref | null
    leadsUnit: boolean
    startsOn: string
    endsOn: string | null
  }[]
  absences: { id: string; startsOn: string; lastDay: string; deputy: Ref | null }[]
}

const ref = (alias: string, name = `${alias}.name`) =>
  sql.raw(`case when ${alias}.id is null then null else jsonb_build_object('id', ${alias}.id, 'name', ${name}) end`)
const named = (alias: string, role: string) =>
  `coalesce(${alias}.display_name, nullif(trim(concat_ws(' ', ${role}.name, ${alias}.hr_number)), ''), '–')`

export const personQuery = (organisationId: string, personId: string): RawBuilder<PersonRecord> => sql<PersonRecord>`
  select p.id, p.status, ${shownName()} as display_name, p.display_name is null as is_nameless, p.hr_number, p.email, p.given_name, p.family_name,
         p.language, p.started_on, p.left_on, p.leads_unit, p.working_days, to_char(p.works_from, 'HH24:MI') as works_from,
         to_char(p.works_until, 'HH24:MI') as works_until, to_char(p.quiet_from, 'HH24:MI') as quiet_from, to_char(p.quiet_until, 'HH24:MI') as quiet_until,
         p.version, ${ref('u')} as unit, ${ref('r')} as job_role, ${ref('s')} as site, ${ref('m', named('m', 'mr'))} as manager,
         ${ref('d', named('d', 'dr'))} as deputy,
         coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'name', ${sql.raw(named('x', 'xr'))}) order by x.sort_key)
           from (select * from people x where x.organisation_id = ${organisationId} and x.manager_id = p.id and x.status = 'active' order by x.sort_key limit 200) x
           left join job_roles xr on xr.organisation_id = ${organisationId} and xr.id = x.job_role_id), '[]') as reports,
         coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by cardinality(a.ancestor_ids))
           from units a where a.organisation_id = ${organisationId} and a.id = any(u.ancestor_ids)), '[]') as unit_path,
         coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'unit', ${ref('au')}, 'jobRole', ${ref('ar')}, 'site', ${ref('asite')},
             'manager', ${ref('am', named('am', 'amr'))}, 'leadsUnit', a.leads_unit, 'startsOn', a.starts_on, 'endsOn', a.ends_on) order by a.starts_on desc)
           from assignments a join units au on au.organisation_id = ${organisationId} and au.id = a.unit_id
           left join job_roles ar on ar.organisation_id = ${organisationId} and ar.id = a.job_role_id
           left join sites asite on asite.organisation_id = ${organisationId} and asite.id = a.site_id
           left join people am on am.organisation_id = ${organisationId} and am.id = a.manager_id
           left join job_roles amr on amr.organisation_id = ${organisationId} and amr.id = am.job_role_id
          where a.organisation_id = ${organisationId} and a.person_id = p.id), '[]') as assignments,
         coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'startsOn', b.starts_on, 'lastDay', b.last_day, 'deputy', ${ref('bd', named('bd', 'bdr'))})
             order by b.starts_on)
           from absences b left join people bd on bd.organisation_id = ${organisationId} and bd.id = b.deputy_id
           left join job_roles bdr on bdr.organisation_id = ${organisationId} and bdr.id = bd.job_role_id
          where b.organisation_id = ${organisationId} and b.person_id = p.id), '[]') as absences
    from people p
    left join units u on u.organisation_id = ${organisationId} and u.id = p.unit_id
    left join job_roles r on r.organisation_id = ${organisationId} and r.id = p.job_role_id
    left join sites s on s.organisation_id = ${organisationId} and s.id = p.site_id
    left join people m on m.organisation_id = ${organisationId} and m.id = p.manager_id
    left join job_roles mr on mr.organisation_id = ${organisationId} and mr.id = m.job_role_id
    left join people d on d.organisation_id = ${organisationId} and d.id = p.deputy_id
    left join job_roles dr on dr.organisation_id = ${organisationId} and dr.id = d.job_role_id
   where p.organisation_id = ${organisationId} and p.id = ${personId} and p.status <> 'erased'`

export interface StandingRow {
  id: string
  status: 'active' | 'left' | 'erased'
  hrNumber: string | null
  email: string | null
  givenName: string | null
  familyName: string | null
  /** The name in one piece; null where it is made of parts. */
  fullName: string | null
  language: string | null
  startedOn: string | null
  leftOn: string | null
  unitId: string | null
  jobRoleId: string | null
  jobRoleName: string | null
  siteId: string | null
  managerId: string | null
  leadsUnit: boolean
  deputyId: string | null
  workingDays: number[] | null
  worksFrom: string | null
  worksUntil: string | null
  quietFrom: string | null
  quietUntil: string | null
  ancestorIds: string[] | null
  version: number
}
/** The row to change, locked until the transaction ends. */
export const lockPerson = async (tx: Tx, id: string): Promise<StandingRow | undefined> =>
  (
    await tx.run(sql<StandingRow>`select p.id, p.status, p.hr_number, p.email, p.given_name, p.family_name,
        case when p.given_name is null and p.family_name is null then p.display_name end as full_name, p.language, p.started_on, p.left_on, p.unit_id,
        p.job_role_id, r.name as job_role_name, p.site_id, p.manager_id, p.leads_unit, p.deputy_id, p.working_days, p.works_from, p.works_until,
        p.quiet_from, p.quiet_until, u.ancestor_ids, p.version
      from people p left join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
      left join job_roles r on r.organisation_id = ${tx.organisationId} and r.id = p.job_role_id
     where p.organisation_id = ${tx.organisationId} and p.id = ${id} and p.status <> 'erased' for update of p`)
  )[0]

/** The chain of managers above somebody, nearest first. */
export const managersAbove = async (tx: Tx, personId: string): Promise<string[]> =>
  (
    await tx.run(sql<{ id: string }>`with recursive above as (
        select manager_id as id, 1 as step from people where organisation_id = ${tx.organisationId} and id = ${personId} and manager_id is not null
        union all
        select p.manager_id, step + 1 from above a join people p on p.organisation_id = ${tx.organisationId} and p.id = a.id
         where p.manager_id is not null and step < 60
      ) select id from above`)
  ).map(({ id }) => id)

export interface CardRow {
  id: string
  displayName: string
  givenName: string | null
  email: string | null
  language: string | null
  unitId: string | null
  unitName: string | null
  siteName: string | null
  jobRoleId: string | null
  jobRoleName: string | null
  leadsUnit: boolean
  managerId: string | null
  ancestorIds: string[] | null
  status: string
}
export const cardsQuery = (organisationId: string, ids: readonly string[]) => sql<CardRow>`
  select p.id, ${shownName()} as display_name, p.given_name, p.email, p.language, p.unit_id, u.name as unit_name, s.name as site_name, p.job_role_id, r.name as job_role_name, p.leads_unit,
         p.manager_id, u.ancestor_ids, p.status
    from people p left join units u on u.organisation_id = ${organisationId} and u.id = p.unit_id
    left join job_roles r on r.organisation_id = ${organisationId} and r.id = p.job_role_id
    left join sites s on s.organisation_id = ${organisationId} and s.id = p.site_id
   where p.organisation_id = ${organisationId} and ${isAmong('p.id', ids)} and p.status <> 'erased'`

/** Active people of a unit and everything below it, in the directory's order. */
export const peopleBelow = async (tx: Tx, unitId: string, limit: number): Promise<string[]> =>
  (
    await tx.run(sql<{ id: string }>`select p.id from people p join units u on u.organisation_id = ${tx.organisationId} and u.id = p.unit_id
     where p.organisation_id = ${tx.organisationId} and p.status = 'active' and u.ancestor_ids @> array[${unitId}::uuid]
     order by p.sort_key, p.id limit ${limit}`)
  ).map(({ id }) => id)
