// What a principle looks like, and does not look like, in one job.
import { namesOfJobRoles, readSettings, unknownReference } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Example, NewExample } from '../contract.ts'
import * as store from '../store/examples.ts'
import { findPrinciple } from '../store/principles.ts'
import { exampleIn } from './principle-page.ts'

async function exampleNow(tx: Tx, ctx: Context, id: string): Promise<Example> {
  const [{ defaultLanguage }, roles, row] = await Promise.all([readSettings(tx), namesOfJobRoles(tx), store.findExample(tx, id)])
  if (!row) throw new Problem(problems.notFound)
  return exampleIn(row, ctx.language, defaultLanguage, roles, null)
}
export const readExample = (ctx: Context, id: string): Promise<Example> => {
  ctx.require('principles.change', {})
  return ctx.read((tx) => exampleNow(tx, ctx, id))
}

export async function refuseUnknownRole(tx: Tx, jobRoleId: string | null): Promise<void> {
  if (jobRoleId !== null && !(await namesOfJobRoles(tx)).has(jobRoleId))
    throw new Problem(unknownReference, { errors: [{ pointer: '/jobRoleId', detail: 'Choose one of the job roles.' }] })
}
const textRows = (texts: NewExample['texts']) =>
  Object.entries(texts).flatMap(([language, words]) => (words ? [{ language, ...words }] : []))

/** Inside a transaction that is already open; for the demonstration too. */
export async function addExampleIn(tx: WriteTx, ctx: Context, principleId: string, input: NewExample): Promise<string> {
  if (!(await findPrinciple(tx, principleId))) throw new Problem(problems.notFound)
  await refuseUnknownRole(tx, input.jobRoleId)
  const id = newId(ctx.now().getTime())
  await store.insertExample(tx, { id, principleId, jobRoleId: input.jobRoleId }, ctx.now().toISOString())
  await store.replaceExampleTexts(tx, id, textRows(input.texts))
  tx.audit({ action: 'example.added', subject: { kind: 'principle', id: principleId } })
  return id
}

export async function addExample(ctx: Context, principleId: string, input: NewExample): Promise<Example> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const id = await addExampleIn(tx, ctx, principleId, input)
    tx.answersWith(id)
    return exampleNow(tx, ctx, id)
  })
}

export async function changeExample(ctx: Context, id: string, version: number, input: NewExample): Promise<Example> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const before = await store.findExample(tx, id)
    if (!before) throw new Problem(problems.notFound)
    await refuseUnknownRole(tx, input.jobRoleId)
    if (!(await store.updateExample(tx, id, input.jobRoleId, version))) throw new Problem(problems.versionChanged)
    await store.replaceExampleTexts(tx, id, textRows(input.texts))
    tx.audit({ action: 'example.changed', subject: { kind: 'principle', id: before.principleId } })
    return exampleNow(tx, ctx, id)
  })
}

export async function removeExample(ctx: Context, id: string): Promise<void> {
  ctx.require('principles.change', {})
  await ctx.write(async (tx) => {
    const before = await store.findExample(tx, id)
    if (!before || !(await store.deleteExample(tx, id))) throw new Problem(problems.notFound)
    tx.audit({ action: 'example.removed', subject: { kind: 'principle', id: before.principleId } })
  })
}

export interface ExampleRef {
  id: string
  jobRoleId: string | null
  looksLike: string
  doesNot: string
}
/** Of a principle, for a job role and for everybody; those of the role first. */
export async function examplesFor(tx: Tx, principleId: string, jobRoleId: string | null, language: string): Promise<ExampleRef[]> {
  const [{ defaultLanguage }, roles, rows] = await Promise.all([readSettings(tx), namesOfJobRoles(tx), store.examplesOf(tx, principleId)])
  return rows
    .filter((row) => row.jobRoleId === null || row.jobRoleId === jobRoleId)
    .sort((a, b) => Number(b.jobRoleId !== null) - Number(a.jobRoleId !== null))
    .map((row) => {
      const { looksLike, doesNot } = exampleIn(row, language, defaultLanguage, roles, jobRoleId)
      return { id: row.id, jobRoleId: row.jobRoleId, looksLike, doesNot }
    })
}
