// An assessment as its authors make it.
import { principleRefs, tag, type Taggable, untag } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor, languages } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid, newId } from '#platform/ids.ts'
import type { Assessment, AssessmentBody, AssessmentQuery, AssessmentRow } from '../../contract/assessments.ts'
import { assessmentNotReady } from '../../problems.ts'
import { drawable, wordsIn } from '../../rules/assessments.ts'
import { textIn } from '../../rules/items.ts'
import {
  type AssessmentRecord,
  findAssessment,
  insertAssessment,
  listAssessments,
  openAssessments,
  updateAssessment,
} from '../../store/assessments.ts'
import { itemsById, liveItems } from '../../store/items.ts'

/** Fewer questions show nothing. */
const fewestItems = 3

export async function readAssessments(ctx: Context, query: AssessmentQuery): Promise<{ items: AssessmentRow[]; next: string | null }> {
  ctx.require('assessments.read', {})
  const [at, id] = (query.after === undefined ? undefined : decodeCursor(query.after, 2)) ?? []
  if (
    query.after !== undefined &&
    (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) || Number.isNaN(Date.parse(at)) || !isUuid(String(id)))
  )
    throw new Problem(problems.invalidInput)
  return ctx.read(async (tx) => {
    const after = query.after === undefined ? undefined : { at: at as string, id: id as string }
    const [rows, settings, principles] = await Promise.all([
      listAssessments(tx, { state: query.state, after, limit: query.limit + 1 }),
      readSettings(tx),
      principleRefs(tx, ctx.language),
    ])
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    const items = rows.map(({ submitted, ...row }) => ({
      id: row.id,
      title: wordsIn(row.texts, ctx.language, settings.defaultLanguage).title,
      state: row.state,
      level: row.level,
      mode: row.mode,
      count: row.mode === 'fixed' ? row.itemIds.length : row.count,
      principles: row.mode === 'fixed' ? [] : principles.filter((one) => row.principleIds.includes(one.id)),
      families: row.families,
      languages: languages.filter((code) => row.texts[code]),
      submitted,
      changedAt: row.changedAt,
    }))
    return { items, next: hasMore && last ? encodeCursor([last.changedAt, last.id]) : null }
  })
}

async function viewAssessment(ctx: Context, tx: Tx, id: string): Promise<Assessment> {
  const [record, settings, bank] = await Promise.all([findAssessment(tx, id), readSettings(tx), liveItems(tx)])
  if (!record) throw new Problem(problems.notFound)
  const known = new Map((record.itemIds.length === 0 ? [] : await itemsById(tx, record.itemIds)).map((item) => [item.id, item]))
  return {
    ...record,
    items: record.itemIds.flatMap((itemId) => {
      const item = known.get(itemId)
      const prompt = item && textIn(item.texts, ctx.language, settings.defaultLanguage)?.text.prompt
      return item ? [{ id: item.id, key: item.key, prompt: prompt ?? item.key, isLive: item.state === 'live' }] : []
    }),
    bank: drawable(bank, record, null).length,
  }
}
export async function readAssessment(ctx: Context, id: string): Promise<Assessment> {
  ctx.require('assessments.read', {})
  return ctx.read((tx) => viewAssessment(ctx, tx, id))
}

/** A draft may still lack everything; what is live can be sat by everybody it is for. */
async function checked(tx: WriteTx, body: AssessmentBody): Promise<void> {
  if (body.state !== 'live') return
  const refuse = (pointer: string, detail: string): never => {
    throw new Problem(assessmentNotReady, { errors: [{ pointer, detail }] })
  }
  const { defaultLanguage } = await readSettings(tx)
  if (!body.texts[defaultLanguage as 'en']) refuse('/texts', 'Write its title in the organisation’s language.')
  const bank = await liveItems(tx)
  if (body.mode === 'fixed') {
    const live = new Set(bank.map(({ id }) => id))
    if (new Set(body.itemIds).size !== body.itemIds.length) refuse('/itemIds', 'An item stands here twice.')
    if (body.itemIds.length < fewestItems) refuse('/itemIds', `Choose ${fewestItems} items at least.`)
    if (body.itemIds.some((id) => !live.has(id))) refuse('/itemIds', 'One of the items is not live.')
  } else {
    // Whoever it is for has at least as many; without a job role one sees what is for everybody.
    const families = body.families.length === 0 ? [null] : body.families
    const least = Math.min(...families.map((family) => drawable(bank, body, family).length))
    if (least < body.count) refuse('/count', `The bank has ${least} live items of this level, principles and kinds of work.`)
  }
}
const recordOf = (body: AssessmentBody, id: string, version: number): Omit<AssessmentRecord, 'changedAt'> => ({
  ...body,
  texts: body.texts,
  id,
  version,
  itemIds: body.mode === 'fixed' ? body.itemIds : [],
  principleIds: body.mode === 'drawn' ? body.principleIds : [],
})

const assessmentKind = 'assessment'
/** On the pages of the principles that it asks about; what is retired is on none. */
async function retag(ctx: Context, tx: WriteTx, id: string, body: AssessmentBody): Promise<void> {
  const items = body.mode === 'fixed' && body.itemIds.length > 0 ? await itemsById(tx, body.itemIds) : []
  const asked = body.mode === 'fixed' ? items.map(({ principleId }) => principleId) : body.principleIds
  const live = new Set((await principleRefs(tx, ctx.language)).map((one) => one.id))
  await untag(tx, assessmentKind, id)
  if (body.state === 'retired') return
  for (const principleId of new Set(asked))
    if (live.has(principleId)) await tag(tx, ctx.now().toISOString(), { principleId, kind: assessmentKind, subjectId: id })
}
export const assessmentTaggable: Taggable = {
  kind: assessmentKind,
  async describe(ctx, tx, ids) {
    if (!ctx.may('assessments.read', {})) return []
    const [rows, { defaultLanguage }] = await Promise.all([openAssessments(tx, ids), readSettings(tx)])
    return rows.map((row) => ({
      id: row.id,
      title: wordsIn(row.texts, ctx.language, defaultLanguage).title,
      link: `/assessments/${row.id}`,
      at: row.changedAt,
    }))
  },
}

export const addAssessment = (ctx: Context, body: AssessmentBody): Promise<Assessment> => {
  ctx.require('assessments.change', {})
  return ctx.write(async (tx) => {
    await checked(tx, body)
    const id = newId(ctx.now().getTime())
    await insertAssessment(tx, recordOf(body, id, 1), ctx.now())
    await retag(ctx, tx, id, body)
    tx.audit({ action: 'assessment.added', subject: { kind: 'assessment', id }, details: { state: body.state } })
    tx.answersWith(id)
    return viewAssessment(ctx, tx, id)
  })
}
/** Sittings that are open keep what they were begun with. */
export const changeAssessment = (ctx: Context, id: string, version: number, body: AssessmentBody): Promise<Assessment> => {
  ctx.require('assessments.change', {})
  return ctx.write(async (tx) => {
    if (!(await findAssessment(tx, id))) throw new Problem(problems.notFound)
    await checked(tx, body)
    if (!(await updateAssessment(tx, recordOf(body, id, version + 1), version, ctx.now()))) throw new Problem(problems.versionChanged)
    await retag(ctx, tx, id, body)
    tx.audit({ action: 'assessment.changed', subject: { kind: 'assessment', id }, details: { state: body.state } })
    return viewAssessment(ctx, tx, id)
  })
}
