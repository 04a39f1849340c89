// The directory as CSV: within the reach of who asks, read a thousand at a time, safe to open in a spreadsheet.
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import type { PersonQuery } from '../contract.ts'
import { exportQuery, type ExportRow } from '../store/directory.ts'

const columns = [
  'Staff number',
  'Given name',
  'Family name',
  'Shown as',
  'E-mail',
  'Unit',
  'Job role',
  'Site',
  'Manager',
  'Manager number',
  'Leads unit',
  'Language',
  'Start date',
  'Last day',
  'Status',
]

export async function exportPeople(ctx: Context, query: Omit<PersonQuery, 'limit' | 'sort' | 'after'>): Promise<string> {
  const reach = ctx.reach('people.list-export')
  ctx.require('people.list-export', { unitPath: reach.unitIds })
  const withinUnits = reach.isEverywhere ? null : reach.unitIds
  return ctx.write(async (tx) => {
    const lines = [csvLine(columns)]
    let after: { sortKey: string; id: string } | null = null
    for (;;) {
      const rows: ExportRow[] = await tx.run(exportQuery(tx.organisationId, query, withinUnits, after))
      for (const row of rows) lines.push(csvLine(cells(row)))
      const last = rows.at(-1)
      if (!last || rows.length < 1000) break
      after = { sortKey: last.sortKey, id: last.id }
    }
    tx.audit({ action: 'people.exported', subject: { kind: 'organisation', id: ctx.organisationId }, details: { rows: lines.length - 1 } })
    return `\ufeff${lines.join('\r\n')}\r\n`
  })
}

const cells = (row: ExportRow): (string | null)[] => [
  row.hrNumber,
  row.givenName,
  row.familyName,
  row.shownName,
  row.email,
  row.unitPath,
  row.jobRole,
  row.site,
  row.manager === '–' ? null : row.manager,
  row.managerNumber,
  row.leadsUnit ? 'yes' : 'no',
  row.language,
  row.startedOn,
  row.leftOn,
  row.status,
]
