// The tables as the database itself describes them. Names in SQL always come from here, never from an archive.
import pg from 'pg'
import { BackupError } from './error.ts'

export interface Column {
  name: string
  type: string
}
export interface ForeignKey {
  name: string
  table: string
  target: string
  isDeferrable: boolean
}
export interface Table {
  name: string
  /** In order; without those that are computed from others. */
  columns: Column[]
  /** Under row level security: read and written organisation by organisation. */
  isTenant: boolean
  foreignKeys: ForeignKey[]
  /** From the table's comment `not-in-backups: reason`. */
  leftOutBecause: string | undefined
}

export const migrationsTable = 'schema_migrations'
export const quoteName = (name: string): string => pg.escapeIdentifier(name)
const leftOut = /not-in-backups:\s*([^;]+)/

const notOfExtensions = (catalog: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = c.oid and d.deptype = 'e')`

interface TableRow {
  name: string
  is_tenant: boolean
  comment: string | null
  columns: Column[]
}

/** All tables of Attune, by name; the list of migrations is not one of them. */
export async function readTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<TableRow>(
    `select c.relname as name, c.relrowsecurity as is_tenant, obj_description(c.oid, 'pg_class') as comment,
            (select coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum), '[]')
               from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
       from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $1
        and ${notOfExtensions('pg_class')}
      order by c.relname collate "C"`,
    [migrationsTable],
  )
  const keys = await readForeignKeys(client)
  return rows.map((row) => {
    if (row.is_tenant && row.columns.every(({ name }) => name !== 'organisation_id'))
      throw new BackupError(
        `The table ${row.name} has row level security and no organisation_id.`,
        'Report this: such a table can not be backed up.',
      )
    return {
      name: row.name,
      columns: row.columns,
      isTenant: row.is_tenant,
      foreignKeys: keys.filter(({ table }) => table === row.name),
      leftOutBecause: leftOut.exec(row.comment ?? '')?.[1]?.trim(),
    }
  })
}

async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<{ name: string; source: string; target: string; is_deferrable: boolean }>(
    `select k.conname as name, c.relname as source, t.relname as target, k.condeferrable as is_deferrable
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace
      order by c.relname collate "C", k.conname collate "C"`,
  )
  return rows.map((row) => ({ name: row.name, table: row.source, target: row.target, isDeferrable: row.is_deferrable }))
}

/** The tables that go into an archive. Refuses a schema in which what is kept needs what is left out. */
export function keptTables(tables: Table[]): Table[] {
  const out = new Set(tables.filter(({ leftOutBecause }) => leftOutBecause !== undefined).map(({ name }) => name))
  const kept = tables.filter(({ name }) => !out.has(name))
  const broken = kept.flatMap(({ foreignKeys }) => foreignKeys).find(({ target }) => out.has(target))
  if (broken)
    throw new BackupError(
      `The table ${broken.table} refers to ${broken.target}, which is left out of backups.`,
      'Report this: leave both out, or none.',
    )
  return kept
}

/**
 * An order in which every table comes after those that it refers to. Where tables refer to each other in a ring, or a table to
 * itself, the keys in `late` can only be checked when all rows are there.
 */
export function loadOrder(tables: Table[]): { ordered: Table[]; late: ForeignKey[] } {
  const ordered: Table[] = []
  const placed = new Set<string>()
  const late: ForeignKey[] = []
  const waiting = new Set(tables)
  const isOpen = ({ table, target }: ForeignKey) => target !== table && !placed.has(target)
  while (waiting.size > 0) {
    const open = (table: Table) => table.foreignKeys.filter(isOpen)
    let next = [...waiting].find((table) => open(table).length === 0)
    if (next === undefined) {
      next = [...waiting].sort((a, b) => open(a).length - open(b).length)[0]!
      late.push(...open(next))
    }
    late.push(...next.foreignKeys.filter(({ table, target }) => target === table))
    ordered.push(next)
    placed.add(next.name)
    waiting.delete(next)
  }
  return { ordered, late }
}

/** Schemas beside `public` that are not the server's own. */
export async function otherSchemas(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n
      where n.nspname not in ('public', 'information_schema') and n.nspname not like 'pg\\_%'
        and exists (select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p')) order by 1`,
  )
  return rows.map(({ name }) => name)
}

export interface Sequence {
  name: string
  /** As text: a bigint. Null while it was never asked. */
  lastValue: string | null
}

export async function readSequences(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string; last_value: string | null }>(
    `select c.relname as name, pg_sequence_last_value(c.oid)::text as last_value
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and ${notOfExtensions('pg_class')}
      order by c.relname collate "C"`,
  )
  return rows.map((row) => ({ name: row.name, lastValue: row.last_value }))
}

export async function readOrganisations(client: pg.ClientBase): Promise<{ id: string; name: string }[]> {
  const { rows } = await client.query<{ id: string; name: string }>('select id, name from organisations order by id')
  return rows
}

export async function readAppliedMigrations(client: pg.ClientBase): Promise<{ name: string; checksum: string }[]> {
  const { rows: found } = await client.query(`select to_regclass('public.${migrationsTable}') is not null as is_there`)
  if (!found[0].is_there) return []
  const { rows } = await client.query(`select name, checksum from ${migrationsTable} order by name collate "C"`)
  return rows
}
