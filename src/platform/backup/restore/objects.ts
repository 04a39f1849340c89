import type pg from 'pg'

export interface DatabaseObject {
  /** As DROP calls it. */
  kind: 'table' | 'sequence' | 'view' | 'materialized view' | 'foreign table' | 'routine' | 'type'
  name: string
  /** As SQL names it, functions with their arguments. */
  object: string
}

/** All that stands in the schema `public` by itself: not what belongs to an extension, a table or a column. */
export async function readObjects(client: pg.ClientBase): Promise<DatabaseObject[]> {
  const { rows } = await client.query<DatabaseObject>(
    `select kind, name, object from (
       select case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view'
                when 'f' then 'foreign table' else 'table' end as kind,
              c.relname::text as name, c.oid::regclass::text as object, c.oid, 'pg_class'::regclass as catalog
         from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'S', 'v', 'm') and not c.relispartition
       union all
       select 'routine', p.proname, p.oid::regprocedure::text, p.oid, 'pg_proc' from pg_proc p where p.pronamespace = 'public'::regnamespace
       union all
       select 'type', t.typname, t.oid::regtype::text, t.oid, 'pg_type'
         from pg_type t left join pg_class r on r.oid = t.typrelid
        where t.typnamespace = 'public'::regnamespace and (t.typtype in ('e', 'd', 'r') or r.relkind = 'c')) o
      where not exists (select from pg_depend d where d.classid = o.catalog and d.objid = o.oid and d.deptype in ('e', 'a', 'i'))
      order by kind, name`,
  )
  return rows
}
