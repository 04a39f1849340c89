// From an uploaded file to a preview. The file lives in memory only; of its columns only the mapped ones reach the database.
import { dayIn } from '#platform/clock.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { ImportChoices } from '../contract.ts'
import { sentenceOf } from '../import/codes.ts'
import { applyMapping } from '../import/mapping/apply-mapping.ts'
import type { Mapping } from '../import/mapping/mapping-types.ts'
import { planImport } from '../import/plan/plan-import.ts'
import type { ExistingOrganisation } from '../import/plan/plan-types.ts'
import { type FileShape, inspectFile, readMapped } from '../import/preview.ts'
import { unreadableFile } from '../problems.ts'
import { jobRoleNames } from '../store/catalogue.ts'
import * as store from '../store/imports.ts'
import { readSettings } from '../store/organisations.ts'
import { unitPlaces } from '../store/units.ts'
import { entriesOf } from './import-entries.ts'

export interface ImportFile {
  name: string
  bytes: Uint8Array
}

/** Looks at the head of the file at once, so that an unreadable one is refused in the answer; the rest is planned behind it. */
export async function startImport(ctx: Context, file: ImportFile, choices: ImportChoices): Promise<{ id: string; planned: Promise<void> }> {
  ctx.require('people.import', {})
  const { shape, mapping } = readShape(file, choices)
  const id = newId()
  await ctx.write(async (tx) => {
    await store.insertImport(tx, { id, createdBy: ctx.actor.personId, fileName: file.name.slice(0, 200), at: ctx.now().toISOString() })
    await store.setImportState(tx, id, { state: 'planning', at: ctx.now().toISOString(), summary: { shape: summaryOf(shape, mapping) } })
    tx.audit({ action: 'people-import.started', subject: { kind: 'people-import', id } })
    tx.answersWith(id)
  })
  const system = systemContext(ctx.platform, ctx.organisationId, ctx.requestId)
  const planned = planFile(system, id, file, shape, mapping, choices).catch((error: unknown) => noteFailure(system, id, error))
  return { id, planned }
}

function readShape(file: ImportFile, choices: ImportChoices): { shape: FileShape; mapping: Mapping } {
  const { shape, refusal } = inspectFile(file.bytes, formatOf(choices))
  if (!shape)
    throw new Problem(unreadableFile, {
      errors: [{ pointer: '/file', detail: sentenceOf(refusal.code, refusal.values) }],
      extra: { code: refusal.code },
    })
  const { mapping, problems } = applyMapping(shape.mapping, choices)
  if (problems.length > 0 && choices.fields)
    throw new Problem(unreadableFile, {
      errors: problems.map(({ code, values }) => ({ pointer: '/choices/fields', detail: sentenceOf(code, values) })),
      extra: { code: problems[0]!.code },
    })
  return { shape, mapping }
}

const formatOf = ({ encoding, separator }: ImportChoices) => ({ ...(encoding ? { encoding } : {}), ...(separator ? { separator } : {}) })

const summaryOf = (shape: FileShape, mapping: Mapping) => ({
  encoding: shape.format.encoding,
  separator: shape.format.separator,
  columns: shape.columns,
  fields: mapping.fields,
  unitSeparator: mapping.unitSeparator,
  leaderRules: mapping.leaderRules,
})

async function planFile(
  ctx: Context,
  id: string,
  file: ImportFile,
  shape: FileShape,
  mapping: Mapping,
  choices: ImportChoices,
): Promise<void> {
  const progress = progressOf(ctx, id)
  const { table, refusal } = await readMapped(file.bytes, mapping, formatOf(choices), (done, total) => progress(done / total / 3))
  if (!table) throw new Problem(unreadableFile, { detail: sentenceOf(refusal.code, refusal.values) })
  const { existing, timeZone } = await ctx.read(async (tx) => ({
    existing: await snapshot(tx),
    timeZone: (await readSettings(tx)).timeZone,
  }))
  const tops = existing.units.filter((unit) => unit.parentId === null)
  const plan = await planImport(
    {
      rows: table.rows,
      mapping,
      answers: { dateOrder: choices.dateOrder ?? {} },
      existing,
      today: dayIn(timeZone, ctx.now()),
      options: {
        rootUnitId: tops.length === 1 ? tops[0]!.id : null,
        absent: choices.absent ?? 'leave',
        mayHrNumbersChange: choices.mayHrNumbersChange ?? false,
      },
      fileProblems: table.problems,
    },
    (done, total) => progress(1 / 3 + done / total / 3),
  )
  await ctx.write(async (tx) => {
    const row = await store.lockImport(tx, id)
    if (row?.state !== 'planning') return
    for (const [kind, entries] of Object.entries(entriesOf(plan, existing)))
      await store.insertParts(tx, id, kind as store.PartKind, entries)
    await store.setImportState(tx, id, {
      state: 'previewed',
      at: ctx.now().toISOString(),
      summary: {
        shape: summaryOf(shape, mapping),
        questions: plan.questions,
        needsConfirmation: plan.needsConfirmation,
        counts: plan.counts,
      },
    })
    await store.noteProgress(tx, id, plan.counts.rows, plan.counts.rows, ctx.now().toISOString())
  })
}

async function snapshot(tx: Parameters<typeof store.snapshotPeople>[0]): Promise<ExistingOrganisation> {
  const [people, units, sites, jobRoles] = await Promise.all([
    store.snapshotPeople(tx),
    unitPlaces(tx),
    store.snapshotSites(tx),
    jobRoleNames(tx),
  ])
  return { people: people.map((person) => ({ ...person, hasLeft: person.status === 'left' })), units, sites, jobRoles }
}

const everyMs = 500
/** Writes the share done at most twice a second; a lost write is no harm. */
function progressOf(ctx: Context, id: string): (share: number) => void {
  let lastMs = 0
  return (share) => {
    const nowMs = ctx.now().getTime()
    if (nowMs - lastMs < everyMs) return
    lastMs = nowMs
    void ctx.write((tx) => store.noteProgress(tx, id, Math.round(share * 1000), 1000, ctx.now().toISOString())).catch(() => undefined)
  }
}

async function noteFailure(ctx: Context, id: string, error: unknown): Promise<void> {
  const failure = error instanceof Problem ? error.type.slug : 'internal'
  if (!(error instanceof Problem)) ctx.platform.log.error({ err: error, importId: id }, 'an import could not be planned')
  await ctx.write((tx) => store.setImportState(tx, id, { state: 'failed', at: ctx.now().toISOString(), failure })).catch(() => undefined)
}
