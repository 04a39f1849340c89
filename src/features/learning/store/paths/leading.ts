// What retiring something would take away: the live paths that lead through it.
import type { Tx } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import type { StepKind } from './paths.ts'

/** Titles, for a column beside whatever has this id, such as `l.id`. */
export const pathsThrough = (tx: Tx, kind: StepKind, idColumn: string) => sql`array(
    select p.title from path_steps ps join paths p on p.organisation_id = ${tx.organisationId} and p.id = ps.path_id and p.state = 'live'
     where ps.organisation_id = ${tx.organisationId} and ps.kind = ${kind} and ps.subject_id = ${sql.ref(idColumn)} order by p.title)`
