import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { ImportEntries, ImportView } from '../contract.ts'
import * as store from '../store/imports.ts'
import type { PlannedEntry } from './import-entries.ts'

const viewOf = (row: store.ImportRow): ImportView => {
  const summary = row.summary as Partial<Pick<ImportView, 'shape' | 'questions' | 'needsConfirmation' | 'counts'>>
  return {
    id: row.id,
    state: row.state,
    fileName: row.fileName,
    createdAt: row.createdAt,
    appliedAt: row.appliedAt,
    progress: { done: row.doneRows, total: row.totalRows },
    failure: row.failure,
    shape: summary.shape ?? null,
    questions: summary.questions ?? [],
    needsConfirmation: summary.needsConfirmation ?? null,
    counts: summary.counts ?? null,
  }
}

export async function readImport(ctx: Context, id: string): Promise<ImportView> {
  ctx.require('people.import', {})
  const row = await ctx.read((tx) => store.findImport(tx, id))
  if (!row) throw new Problem(problems.notFound)
  return viewOf(row)
}

export async function listImports(ctx: Context): Promise<{ items: ImportView[] }> {
  ctx.require('people.import', {})
  return { items: (await ctx.read((tx) => store.recentImports(tx))).map(viewOf) }
}

export async function readEntries(ctx: Context, id: string, kind: store.PartKind, part: number): Promise<ImportEntries> {
  ctx.require('people.import', {})
  const { entries, hasMore } = await ctx.read(async (tx) => {
    const [row, found] = await Promise.all([store.findImport(tx, id), store.readPart<PlannedEntry>(tx, id, kind, part)])
    if (!row) throw new Problem(problems.notFound)
    return found
  })
  return { items: entries.map(({ shown }) => shown), nextPart: hasMore ? part + 1 : null }
}

export async function discardImport(ctx: Context, id: string): Promise<void> {
  ctx.require('people.import', {})
  await ctx.write(async (tx) => {
    const row = await store.lockImport(tx, id)
    if (!row) throw new Problem(problems.notFound)
    if (row.state === 'applying' || row.state === 'applied')
      throw new Problem(problems.conflict, { detail: 'It is being applied, or has been.' })
    await store.deleteParts(tx, id)
    await store.setImportState(tx, id, { state: 'discarded', at: ctx.now().toISOString() })
    tx.audit({ action: 'people-import.discarded', subject: { kind: 'people-import', id } })
  })
}
