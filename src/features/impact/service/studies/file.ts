// A panel that is brought as a file. It is read in a thread, so that nobody waits for a large one.
import { createHash } from 'node:crypto'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Study, StudyColumns } from '../../contract/studies.ts'
import { unreadablePanel } from '../../problems.ts'
import * as store from '../../store/studies.ts'
import type { Job, Results } from '../../study/jobs.ts'
import { runInThread } from '../../study/run-in-thread.ts'
import { answered, openPlan, requirePlan } from './change.ts'
import { openStudy } from './open.ts'
import { pack, unpack } from './packed.ts'
import { columnsOf, designOf } from './prepare.ts'

const mostReadingMs = 60_000

/** Who asked waits for it, so a file that can't be read in a minute counts as none. */
async function read<J extends Job>(job: J): Promise<Results[J['job']]> {
  const { result, fault } = await runInThread(job, { mostMs: mostReadingMs })
  if (fault) throw new Problem(unreadablePanel, { extra: { code: fault } })
  return result
}

/** A look before the work, without a lock: a plan of a file. */
async function requireFilePlan(ctx: Context, tx: Tx, id: string): Promise<void> {
  const { row } = requirePlan(await openStudy(ctx, tx, id, 'studies.write'))
  if (row.source !== 'file')
    throw new Problem(problems.conflict, { detail: 'This study looks at what was measured here; it takes no file.' })
}

export async function putFile(ctx: Context, id: string, upload: { name: string; bytes: Buffer }): Promise<Study> {
  await ctx.read((tx) => requireFilePlan(ctx, tx, id))
  const [shape, bytes] = await Promise.all([read({ job: 'shape', bytes: upload.bytes }), pack(upload.bytes)])
  if (!shape) throw new Problem(unreadablePanel, { extra: { code: 'unreadable-table' } })
  const { header, rows } = shape
  const digest = createHash('sha256').update(upload.bytes).digest('hex')
  return ctx.write(async (tx) => {
    const { row } = await openPlan(ctx, tx, id)
    const file = { name: upload.name, bytes, size: upload.bytes.length, digest, rows, header, uploadedBy: ctx.actor.personId }
    void store.writeFile(tx, id, file, ctx.now().toISOString())
    void store.updateStudy(tx, row)
    tx.audit({ action: 'study.file-put', subject: { kind: 'study', id }, details: { bytes: file.size, rows } })
    return answered(ctx, tx, id)
  })
}

export async function nameColumns(ctx: Context, id: string, version: number, columns: StudyColumns): Promise<Study> {
  const bytes = await ctx.read(async (tx) => {
    await requireFilePlan(ctx, tx, id)
    return store.fileBytes(tx, id)
  })
  if (!bytes) throw new Problem(problems.conflict, { detail: 'Bring the file first.' })
  const fault = await read({ job: 'check', bytes: await unpack(bytes), columns: columnsOf(columns), design: designOf(columns) })
  return ctx.write(async (tx) => {
    const { row } = await openPlan(ctx, tx, id, version)
    void store.writeColumns(tx, id, columns, fault)
    void store.updateStudy(tx, row)
    tx.audit({ action: 'study.changed', subject: { kind: 'study', id }, details: { fields: ['columns'] } })
    return answered(ctx, tx, id)
  })
}
