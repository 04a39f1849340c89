// The directory: search by word prefixes, filters, sorting, paging by cursor.
import { foldedWords } from '#engines/text/fold.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import type { PersonQuery } from '../contract.ts'
import { shownName } from './read-person.ts'

export interface DirectoryRow {
  id: string
  displayName: string
  isNameless: boolean
  status: 'active' | 'left' | 'erased'
  unit: { id: string; name: string } | null
  jobRole: { id: string; name: string } | null
  site: { id: string; name: string } | null
  leadsUnit: boolean
  startedOn: string | null
  cursor: [string, string, string]
}

// ~>=~ compares bytes, so the pattern index serves in every collation and for a plan without known values. Materialized, because right after a
// large import the planner knows nothing of the new rows and would probe every person instead.
const found = (organisationId: string, search: string | undefined): RawBuilder<unknown> | undefined => {
  const named = peopleNamed({ organisationId }, search)
  return named && sql`with found as materialized (${named}) `
}
/** A statement: who has words that begin with these; undefined where nothing is asked. */
export const peopleNamed = ({ organisationId }: Pick<Tx, 'organisationId'>, search: string | undefined) => {
  const words = foldedWords(search ?? '', 6)
  if (words.length === 0) return undefined
  const each = words.map(
    (word) => sql`select w.person_id from person_words w
      where w.organisation_id = ${organisationId} and w.word ~>=~ ${word} and w.word ~<~ ${`${word}\u{10ffff}`}`,
  )
  return sql<{ personId: string }>`${sql.join(each, sql` intersect `)}`
}

function directoryFilter(organisationId: string, query: Omit<PersonQuery, 'limit' | 'sort'>): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`p.organisation_id = ${organisationId}`]
  parts.push(query.status === 'all' ? sql`p.status <> 'erased'` : sql`p.status = ${query.status}`)
  if (query.unit)
    parts.push(
      sql`p.unit_id in (select id from units where organisation_id = ${organisationId} and ancestor_ids @> array[${query.unit}::uuid])`,
    )
  if (query.site) parts.push(sql`p.site_id = ${query.site}`)
  if (query.role) parts.push(sql`p.job_role_id = ${query.role}`)
  if (query.leads) parts.push(sql`p.leads_unit = ${query.leads === 'true'}`)
  if (foldedWords(query.search ?? '', 6).length > 0) parts.push(sql`p.id in (select person_id from found)`)
  return sql.join(parts, sql` and `)
}

const sorts: Record<PersonQuery['sort'], { key: string; isDown: boolean }> = {
  name: { key: 'p.sort_key', isDown: false },
  '-name': { key: 'p.sort_key', isDown: true },
  started: { key: "coalesce(p.started_on, date '9999-12-31')", isDown: false },
  '-started': { key: "coalesce(p.started_on, date '1000-01-01')", isDown: true },
  unit: { key: "coalesce(u.name_key, '')", isDown: false },
  role: { key: "coalesce(r.name_key, '')", isDown: false },
}

export function directoryQuery(
  organisationId: string,
  query: PersonQuery,
  after: readonly (string | number | null)[] | undefined,
): RawBuilder<DirectoryRow> {
  const { key, isDown } = sorts[query.sort]
  const keyType = query.sort.endsWith('started') ? 'date' : 'text'
  const isByName = key === 'p.sort_key'
  const way = isDown ? 'desc' : 'asc'
  const order = sql.raw(`${isByName ? '' : `${key} ${way}, `}p.sort_key ${way}, p.id ${way}`)
  const beyond = !after
    ? sql``
    : isByName
      ? sql` and (p.sort_key, p.id) ${sql.raw(isDown ? '<' : '>')} (${String(after[1])}, ${String(after[2])}::uuid)`
      : sql` and (${sql.raw(key)}, p.sort_key, p.id) ${sql.raw(isDown ? '<' : '>')} (${String(after[0])}::${sql.raw(keyType)}, ${String(after[1])}, ${String(after[2])}::uuid)`
  const sortKey = sql.raw(isByName ? "''" : key)
  const sortJoin = sql.raw(
    query.sort === 'unit'
      ? 'left join units u on u.organisation_id = p.organisation_id and u.id = p.unit_id'
      : query.sort === 'role'
        ? 'left join job_roles r on r.organisation_id = p.organisation_id and r.id = p.job_role_id'
        : '',
  )
  // The page is cut out first: names of units, roles and sites are looked up for its rows only.
  return sql<DirectoryRow>`${found(organisationId, query.search) ?? sql``}
    select p.id, ${shownName()} as display_name, p.display_name is null as is_nameless, p.status, p.leads_unit, p.started_on,
           case when u.id is null then null else jsonb_build_object('id', u.id, 'name', u.name) end as unit,
           case when r.id is null then null else jsonb_build_object('id', r.id, 'name', r.name) end as job_role,
           case when s.id is null then null else jsonb_build_object('id', s.id, 'name', s.name) end as site,
           jsonb_build_array(p.cursor_key, p.sort_key, p.id) as cursor
      from (select p.id, p.display_name, p.hr_number, p.status, p.leads_unit, p.started_on, p.unit_id, p.job_role_id, p.site_id, p.sort_key,
                   (${sortKey})::text as cursor_key, row_number() over (order by ${order}) as place
              from people p ${sortJoin}
             where ${directoryFilter(organisationId, query)}${beyond}
             order by ${order} limit ${query.limit + 1}) p
      left join units u on u.organisation_id = ${organisationId} and u.id = p.unit_id
      left join job_roles r on r.organisation_id = ${organisationId} and r.id = p.job_role_id
      left join sites s on s.organisation_id = ${organisationId} and s.id = p.site_id
     order by p.place`
}

export const countedTo = 1000
export const directoryCount = (organisationId: string, query: PersonQuery) => sql<{
  count: number
}>`${found(organisationId, query.search) ?? sql``}
  select count(*)::int as count from (select 1 from people p where ${directoryFilter(organisationId, query)} limit ${countedTo + 1}) counted`

export interface ExportRow {
  hrNumber: string | null
  givenName: string | null
  familyName: string | null
  shownName: string
  email: string | null
  unitPath: string | null
  jobRole: string | null
  site: string | null
  manager: string | null
  managerNumber: string | null
  leadsUnit: boolean
  language: string | null
  startedOn: string | null
  leftOn: string | null
  status: string
  id: string
  sortKey: string
}
/** Rows of the CSV export, a thousand at a time, within the reach of who asks. */
export const exportQuery = (
  organisationId: string,
  query: Omit<PersonQuery, 'limit' | 'sort'>,
  withinUnits: readonly string[] | null,
  after: { sortKey: string; id: string } | null,
) => sql<ExportRow>`${found(organisationId, query.search) ?? sql``}
  select p.id, p.sort_key, p.hr_number, p.given_name, p.family_name, ${shownName()} as shown_name, p.email, p.language, p.started_on, p.left_on, p.status,
         p.leads_unit, r.name as job_role, s.name as site, ${shownName('m', 'mr')} as manager, m.hr_number as manager_number,
         (select string_agg(a.name, ' > ' order by cardinality(a.ancestor_ids)) from units a where a.organisation_id = ${organisationId} and a.id = any(u.ancestor_ids)) as unit_path
    from people p
    left join units u on u.organisation_id = ${organisationId} and u.id = p.unit_id
    left join job_roles r on r.organisation_id = ${organisationId} and r.id = p.job_role_id
    left join sites s on s.organisation_id = ${organisationId} and s.id = p.site_id
    left join people m on m.organisation_id = ${organisationId} and m.id = p.manager_id
    left join job_roles mr on mr.organisation_id = ${organisationId} and mr.id = m.job_role_id
   where ${directoryFilter(organisationId, query)}
     ${withinUnits ? sql`and u.ancestor_ids && ${withinUnits}::uuid[]` : sql``}
     ${after ? sql`and (p.sort_key, p.id) > (${after.sortKey}, ${after.id}::uuid)` : sql``}
   order by p.sort_key, p.id limit 1000`
