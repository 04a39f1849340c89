// A file of contacts: preview, application, and the rows that could not be read. Of its columns only those that mean something are kept.
import { decodeTable } from '#engines/tabular/decode-table.ts'
import { readHead } from '#engines/tabular/read-head.ts'
import { fold } from '#engines/text/fold.ts'
import { readSettings, unitPathOf, unitPlaces } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { guessColumns, isKnownHeader } from '../contacts/columns.ts'
import { type DateOrder, dateOrderOf, type Fault, type Places, readRow } from '../contacts/read-row.ts'
import type { ContactField, ContactIntake, ContactRow, IntakeChoices } from '../contract.ts'
import { intakeIsSettled, unreadableContacts } from '../problems.ts'
import { externalKeyOf } from '../rules/tokens.ts'
import { allSteps } from '../steps.ts'
import { knownContacts } from '../store/contacts.ts'
import * as store from '../store/intakes.ts'
import { takeContacts } from './invite-customers.ts'
import { unitNames } from './names.ts'
import { surveyOr404 } from './surveys.ts'

const limits = { bytes: 10 * 1024 * 1024, rows: 50_000, cell: 2000 }
const cellKept = 300

interface Shape {
  columns: { header: string; field: ContactField | null }[]
  dateOrder: DateOrder
  isDateOrderOpen: boolean
  counts?: Record<string, number>
}

async function placesOf(ctx: Context, tx: Tx, defaultUnitId: string): Promise<Places> {
  const [units, steps] = await Promise.all([unitPlaces(tx), allSteps(tx, ctx.language)])
  const byName = new Map<string, string | null>()
  for (const { id, name, code } of units)
    for (const word of new Set([fold(name), ...(code ? [fold(code)] : [])])) byName.set(word, byName.has(word) ? null : id)
  return { units: byName, steps: new Map(steps.map(({ id, name }) => [fold(name), id])), defaultUnitId }
}

function columnsOf(headers: readonly string[], samples: readonly (readonly string[])[], { columns }: IntakeChoices): Shape['columns'] {
  if (!columns) return headers.map((header, i) => ({ header, field: guessColumns(headers, samples)[i] ?? null }))
  const chosen = new Map(Object.entries(columns).map(([field, header]) => [header, field as ContactField]))
  return headers.map((header) => ({ header, field: chosen.get(header) ?? null }))
}

export async function startIntake(
  ctx: Context,
  file: { name: string; bytes: Uint8Array },
  input: { surveyId: string; unitId: string; choices: IntakeChoices },
): Promise<ContactIntake> {
  ctx.require('contacts.bring', {})
  const head = readHead(file.bytes, { isKnownHeader, limits })
  if (!head.head) throw new Problem(unreadableContacts, { extra: { code: head.refusal.code } })
  const columns = columnsOf(head.head.headers, head.head.sampleRows, input.choices)
  const kept = columns.flatMap(({ field }, column) => (field === null ? [] : [{ field, column }]))
  const { table, refusal } = await decodeTable(file.bytes, { isKnownHeader, limits, keep: kept.map(({ column }) => ({ column })) })
  if (!table) throw new Problem(unreadableContacts, { extra: { code: refusal.code } })
  const rows = table.rows.map(({ line, cells, isBroken }) => ({
    line,
    isBroken,
    cells: Object.fromEntries(
      kept
        .map(({ field }, i) => [field, cells[i]!.replaceAll('\u0000', '').toWellFormed().trim().slice(0, cellKept)] as const)
        .filter(([, text]) => text !== ''),
    ) as store.Cells,
  }))
  const found = dateOrderOf(rows.flatMap(({ cells }) => cells.happenedOn ?? []))
  const dateOrder = input.choices.dateOrder ?? found.order
  const shape: Shape = { columns, dateOrder, isDateOrderOpen: found.isOpen && dateOrder === null }
  const id = newId(ctx.now().getTime())
  return ctx.write(async (tx) => {
    await surveyOr404(tx, input.surveyId)
    if ((await unitPathOf(tx, input.unitId)).length === 0) throw new Problem(problems.notFound)
    const read = await readRows(ctx, tx, rows, input.unitId, dateOrder)
    await store.insertIntake(
      tx,
      {
        id,
        surveyId: input.surveyId,
        unitId: input.unitId,
        fileName: file.name.toWellFormed().slice(0, 200),
        shape,
        createdBy: ctx.actor.personId,
      },
      ctx.now().toISOString(),
    )
    await store.insertRows(tx, id, read)
    tx.audit({ action: 'contact-intake.started', subject: { kind: 'contact-intake', id } })
    return viewOf(tx, (await store.findIntake(tx, id))!)
  })
}

interface RawRow {
  line: number
  isBroken: boolean
  cells: store.Cells
}
/** What would become of each row: new, known from before, twice in this file, or unreadable with its reasons. */
async function readRows(ctx: Context, tx: Tx, rows: readonly RawRow[], unitId: string, dateOrder: DateOrder): Promise<store.FileRow[]> {
  const places = await placesOf(ctx, tx, unitId)
  const today = dayIn((await readSettings(tx)).timeZone, ctx.now())
  const key = (externalId: string) => externalKeyOf(ctx.platform.secrets.pepper, ctx.organisationId, externalId)
  const read = rows.map((row) => ({ ...row, ...readRow(row.cells, places, dateOrder, today) }))
  const known = await knownContacts(
    tx,
    read.flatMap(({ contact }) => (contact ? [key(contact.externalId)] : [])),
  )
  const seen = new Set<string>()
  return read.map(({ line, isBroken, cells, contact, faults }) => {
    const row = (outcome: store.FileRow['outcome'], why: Fault[] = []): store.FileRow => ({ line, outcome, faults: why, cells })
    if (isBroken) return row('unreadable', [{ code: 'row-broken', field: null, value: '' }])
    if (!contact) return row('unreadable', faults)
    const externalKey = key(contact.externalId)
    if (known.has(externalKey)) return row('known')
    if (seen.has(externalKey)) return row('repeated')
    seen.add(externalKey)
    return row('new')
  })
}

async function viewOf(tx: Tx, row: store.IntakeRow): Promise<ContactIntake> {
  const shape = row.shape as Shape
  const counts = shape.counts ?? row.counts
  return {
    id: row.id,
    survey: { id: row.surveyId, name: row.surveyName },
    unit: { id: row.unitId, name: (await unitNames(tx, [row.unitId])).get(row.unitId) ?? null },
    fileName: row.fileName,
    createdAt: row.createdAt,
    state: row.state,
    columns: shape.columns,
    isDateOrderOpen: shape.isDateOrderOpen,
    counts: {
      new: counts['new'] ?? 0,
      known: counts['known'] ?? 0,
      repeated: counts['repeated'] ?? 0,
      unreadable: counts['unreadable'] ?? 0,
    },
  }
}

export async function listIntakes(ctx: Context): Promise<{ items: ContactIntake[] }> {
  ctx.require('contacts.bring', {})
  return ctx.read(async (tx) => ({ items: await Promise.all((await store.listIntakes(tx)).map((row) => viewOf(tx, row))) }))
}

export async function readIntake(ctx: Context, id: string): Promise<ContactIntake> {
  ctx.require('contacts.bring', {})
  return ctx.read(async (tx) => {
    const row = await store.findIntake(tx, id)
    if (!row) throw new Problem(problems.notFound)
    return viewOf(tx, row)
  })
}

export async function readIntakeRows(
  ctx: Context,
  id: string,
  query: { outcome: store.FileRow['outcome']; after?: string | undefined; limit: number },
) {
  ctx.require('contacts.bring', {})
  const after = query.after === undefined ? 0 : Number(query.after)
  if (!Number.isSafeInteger(after) || after < 0 || after > 2_000_000_000)
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return ctx.read(async (tx) => {
    const [intake, rows] = await Promise.all([store.findIntake(tx, id), store.rowsOf(tx, id, query.outcome, after, query.limit + 1)])
    if (!intake) throw new Problem(problems.notFound)
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const items: ContactRow[] = rows.map(({ line, outcome, faults, cells }) => ({ line, outcome, faults, cells }))
    return { items, next: hasMore ? String(rows.at(-1)!.line) : null }
  })
}

const rowsAtOnce = 5000
/** All of it or nothing. What has become unreadable since the preview (a unit closed, a contact known by now) is counted as such and stays to be seen. */
export async function applyIntake(ctx: Context, id: string): Promise<ContactIntake> {
  ctx.require('contacts.bring', {})
  return ctx.write(async (tx) => {
    const intake = await store.lockIntake(tx, id)
    if (!intake) throw new Problem(problems.notFound)
    if (intake.state !== 'previewed') throw new Problem(intakeIsSettled)
    const survey = await surveyOr404(tx, intake.surveyId)
    const before = (await store.findIntake(tx, id))!
    const { dateOrder } = before.shape as Shape
    const places = await placesOf(ctx, tx, intake.unitId)
    const today = dayIn((await readSettings(tx)).timeZone, ctx.now())
    const counts: Record<string, number> = { ...before.counts, new: 0 }
    let invited = 0
    for (let after = 0, more = true; more;) {
      const rows = await store.rowsOf(tx, id, 'new', after, rowsAtOnce)
      more = rows.length === rowsAtOnce
      after = rows.at(-1)?.line ?? after
      const contacts = rows.flatMap(({ cells }) => readRow(cells, places, dateOrder, today).contact ?? [])
      counts['unreadable'] = (counts['unreadable'] ?? 0) + rows.length - contacts.length
      const taken = await takeContacts(ctx, tx, survey, contacts)
      counts['known'] = (counts['known'] ?? 0) + taken.filter(({ isKnown }) => isKnown).length
      counts['new']! += taken.filter(({ isKnown }) => !isKnown).length
      invited += taken.filter(({ isKnown, outcome }) => !isKnown && outcome === 'invited').length
    }
    await store.setCounts(tx, id, counts)
    await store.deleteRows(tx, id, false)
    await store.settleIntake(tx, id, 'applied', ctx.now().toISOString())
    tx.audit({ action: 'contact-intake.applied', subject: { kind: 'contact-intake', id }, details: { contacts: counts['new']!, invited } })
    tx.answersWith(id)
    return viewOf(tx, (await store.findIntake(tx, id))!)
  })
}

export async function discardIntake(ctx: Context, id: string): Promise<void> {
  ctx.require('contacts.bring', {})
  await ctx.write(async (tx) => {
    const intake = await store.lockIntake(tx, id)
    if (!intake) throw new Problem(problems.notFound)
    if (intake.state !== 'previewed') throw new Problem(intakeIsSettled)
    await store.deleteRows(tx, id, true)
    await store.settleIntake(tx, id, 'discarded', ctx.now().toISOString())
    tx.audit({ action: 'contact-intake.discarded', subject: { kind: 'contact-intake', id } })
  })
}
