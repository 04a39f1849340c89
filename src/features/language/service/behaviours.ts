// What excellent looks like in one job at one level, with anchors; each belongs to a principle and carries it.
import { namesOfJobRoles, personCard, readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Behaviour, NewBehaviour } from '../contract.ts'
import { textIn } from '../rules.ts'
import * as store from '../store/behaviours.ts'
import { refuseUnknownRole } from './examples.ts'
import { requireLive, tag, type Taggable, untag } from './tagging.ts'

async function describeIn(tx: Tx, rows: readonly store.BehaviourRow[], language: string): Promise<Behaviour[]> {
  const [{ defaultLanguage }, roles] = await Promise.all([readSettings(tx), namesOfJobRoles(tx)])
  return rows.map(({ id, principleId, jobRoleId, level, isRetired, version, texts }) => {
    const { name = '', poor = '', good = '', great = '' } = textIn(texts, language, defaultLanguage) ?? {}
    const row = { id, principleId, level, isRetired, version }
    return { ...row, jobRole: jobRoleId ? { id: jobRoleId, name: roles.get(jobRoleId) ?? '' } : null, name, poor, good, great, texts }
  })
}

export interface BehaviourQuery {
  jobRoleId?: string | undefined
  state: 'live' | 'retired' | 'all'
  language?: string | undefined
}
export async function listBehaviours(
  ctx: Context,
  { jobRoleId, state, language = ctx.language }: BehaviourQuery,
): Promise<{ items: Behaviour[] }> {
  ctx.require('principles.read', {})
  return ctx.read(async (tx) => {
    const { personId } = ctx.actor
    const roleId = jobRoleId !== 'me' ? jobRoleId : (personId && (await personCard(tx, [personId])).get(personId)?.jobRoleId) || null
    return { items: await describeIn(tx, await store.listBehaviours(tx, { jobRoleId: roleId, state }), language) }
  })
}

async function behaviourNow(tx: Tx, ctx: Context, id: string): Promise<Behaviour> {
  const [behaviour] = await describeIn(tx, await store.behavioursByIds(tx, [id]), ctx.language)
  if (!behaviour) throw new Problem(problems.notFound)
  return behaviour
}
export async function readBehaviour(ctx: Context, id: string): Promise<Behaviour> {
  ctx.require('principles.read', {})
  return ctx.read((tx) => behaviourNow(tx, ctx, id))
}

const textRows = (texts: NewBehaviour['texts']) =>
  Object.entries(texts).flatMap(([language, words]) => (words ? [{ language, ...words }] : []))

async function write(tx: WriteTx, ctx: Context, id: string, input: NewBehaviour): Promise<void> {
  await store.replaceBehaviourTexts(tx, id, textRows(input.texts))
  await untag(tx, 'behaviour', id)
  await tag(tx, ctx.now().toISOString(), { principleId: input.principleId, kind: 'behaviour', subjectId: id })
}

/** Inside a transaction that is already open; for the demonstration too. */
export async function addBehaviourIn(tx: WriteTx, ctx: Context, input: NewBehaviour): Promise<string> {
  await requireLive(tx, input.principleId)
  await refuseUnknownRole(tx, input.jobRoleId)
  const id = newId(ctx.now().getTime())
  await store.insertBehaviour(tx, { id, ...input }, ctx.now().toISOString())
  await write(tx, ctx, id, input)
  tx.audit({ action: 'behaviour.added', subject: { kind: 'behaviour', id } })
  return id
}
export async function addBehaviour(ctx: Context, input: NewBehaviour): Promise<Behaviour> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const id = await addBehaviourIn(tx, ctx, input)
    tx.answersWith(id)
    return behaviourNow(tx, ctx, id)
  })
}

export async function changeBehaviour(ctx: Context, id: string, version: number, input: NewBehaviour): Promise<Behaviour> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const before = await behaviourNow(tx, ctx, id)
    await requireLive(tx, input.principleId)
    await refuseUnknownRole(tx, input.jobRoleId)
    if (!(await store.updateBehaviour(tx, { id, ...input }, version))) throw new Problem(problems.versionChanged)
    await write(tx, ctx, id, input)
    if (before.isRetired) await untag(tx, 'behaviour', id)
    tx.audit({ action: 'behaviour.changed', subject: { kind: 'behaviour', id } })
    return behaviourNow(tx, ctx, id)
  })
}

/** A retired behaviour carries its principle no more; observations that named it keep it. */
export async function retireBehaviour(ctx: Context, id: string, version: number, isRetired: boolean): Promise<Behaviour> {
  ctx.require('principles.change', {})
  return ctx.write(async (tx) => {
    const before = await behaviourNow(tx, ctx, id)
    if (!(await store.setBehaviourRetired(tx, id, isRetired, version))) throw new Problem(problems.versionChanged)
    if (isRetired) await untag(tx, 'behaviour', id)
    else await tag(tx, ctx.now().toISOString(), { principleId: before.principleId, kind: 'behaviour', subjectId: id })
    tx.audit({ action: isRetired ? 'behaviour.retired' : 'behaviour.brought-back', subject: { kind: 'behaviour', id } })
    return behaviourNow(tx, ctx, id)
  })
}

export interface BehaviourRef {
  id: string
  principleId: string
  level: number
  name: string
  poor: string
  good: string
  great: string
}
/** The live ones of a job role at a level and below, those for everybody included. */
export async function behavioursFor(tx: Tx, jobRoleId: string | null, level: number, language: string): Promise<BehaviourRef[]> {
  const rows = (await store.listBehaviours(tx, { jobRoleId, state: 'live' })).filter((row) => row.level <= level)
  return (await describeIn(tx, rows, language)).map(({ id, principleId, level: at, name, poor, good, great }) => ({
    id,
    principleId,
    level: at,
    name,
    poor,
    good,
    great,
  }))
}

export const behaviourTaggable: Taggable = {
  kind: 'behaviour',
  async describe(ctx, tx, ids) {
    const rows = await store.behavioursByIds(tx, ids)
    const described = new Map((await describeIn(tx, rows, ctx.language)).map((behaviour) => [behaviour.id, behaviour]))
    return rows
      .map((row) => {
        const { name, jobRole } = described.get(row.id)!
        return {
          id: row.id,
          title: jobRole ? `${jobRole.name}: ${name}` : name,
          link: `/behaviours?role=${jobRole?.id ?? ''}`,
          at: row.createdAt,
        }
      })
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  },
}
