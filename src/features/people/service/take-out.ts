// A person's own export: everything that any feature keeps about them, as JSON, or as CSV with a line for each value.
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { TakeOut } from '../contract.ts'
import { personParticipants } from '../participants.ts'
import { ownRecord } from '../store/data-protection.ts'
import { messagesOf } from '../store/messages.ts'
import { personQuery } from '../store/read-person.ts'

type Sections = Record<string, Record<string, unknown>[]>

export async function takeOut(ctx: Context, personId: string): Promise<TakeOut> {
  ctx.require('people.take-out', { personId })
  return ctx.write(async (tx) => {
    const [record, [person]] = await Promise.all([ownRecord(tx, personId), tx.run(personQuery(tx.organisationId, personId))])
    if (!person) throw new Problem(problems.notFound)
    const sections: Sections = {
      person: record,
      place: [
        {
          unit: person.unit?.name ?? null,
          jobRole: person.jobRole?.name ?? null,
          site: person.site?.name ?? null,
          manager: person.manager?.name ?? null,
        },
      ],
      assignments: person.assignments.map((row) => ({
        unit: row.unit.name,
        jobRole: row.jobRole?.name ?? null,
        site: row.site?.name ?? null,
        manager: row.manager?.name ?? null,
        leadsUnit: row.leadsUnit,
        startsOn: row.startsOn,
        endsOn: row.endsOn,
      })),
      absences: person.absences.map((row) => ({ startsOn: row.startsOn, lastDay: row.lastDay, deputy: row.deputy?.name ?? null })),
    }
    sections['messages'] = await messagesOf(tx, personId)
    for (const participant of personParticipants()) Object.assign(sections, await participant.exportPerson?.(tx, personId))
    tx.audit({ action: 'person.took-out', subject: { kind: 'person', id: personId } })
    return { madeAt: ctx.now().toISOString(), personId, sections }
  })
}

export function takeOutCsv(data: TakeOut): string {
  const lines = [csvLine(['Section', 'Entry', 'What', 'Value'])]
  for (const [section, rows] of Object.entries(data.sections))
    for (const [i, row] of rows.entries())
      for (const [name, value] of Object.entries(row))
        lines.push(csvLine([section, i + 1, name, typeof value === 'string' ? value : JSON.stringify(value)]))
  return `\ufeff${lines.join('\r\n')}\r\n`
}
