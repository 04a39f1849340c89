// Writing journeys. Each change takes the journey's one version, so that two who write do not lose each other's words.
import { tag, untag } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { JourneyWording, Order, StepInput } from '../contract.ts'
import { stageInUse } from '../problems.ts'
import { isWholeOrder } from '../rules.ts'
import * as journeys from '../store/journeys.ts'
import * as steps from '../store/steps.ts'
import { deleteTexts, replaceTexts, type TextInput } from '../store/texts.ts'
import { readWording, stepKind } from './read.ts'

const invalid = (pointer: string, detail: string) => new Problem(problems.invalidInput, { errors: [{ pointer, detail }] })

/** The house's own language is the one that everybody falls back on. */
async function requireName(tx: WriteTx, texts: TextInput): Promise<void> {
  const { defaultLanguage } = await readSettings(tx)
  if (!texts['name']?.[defaultLanguage]) throw invalid(`/texts/name/${defaultLanguage}`, 'is needed in the language of the organisation')
}

async function take(
  ctx: Context,
  tx: WriteTx,
  journeyId: string,
  change: { fromVersion?: number; isRetired?: boolean | undefined } = {},
): Promise<void> {
  const { fromVersion = null, isRetired } = change
  if (await journeys.takeJourney(tx, journeyId, { fromVersion, isRetired, at: ctx.now().toISOString() })) return
  throw new Problem((await journeys.findJourney(tx, journeyId)) ? problems.versionChanged : problems.notFound)
}

async function write(ctx: Context, work: (tx: WriteTx) => Promise<string>): Promise<JourneyWording> {
  ctx.require('journeys.change', {})
  const id = await ctx.write(async (tx) => {
    const journeyId = await work(tx)
    tx.audit({ action: 'journey.changed', subject: { kind: 'journey', id: journeyId } })
    tx.answersWith(journeyId)
    return journeyId
  })
  return readWording(ctx, id)
}

export const addJourney = (ctx: Context, input: { texts: TextInput }) =>
  write(ctx, async (tx) => {
    await requireName(tx, input.texts)
    const id = newId(ctx.now().getTime())
    await journeys.insertJourney(tx, id, ctx.now().toISOString())
    await replaceTexts(tx, id, [{ id, texts: input.texts }])
    return id
  })

export const changeJourney = (
  ctx: Context,
  id: string,
  fromVersion: number,
  input: { texts?: TextInput | undefined; isRetired?: boolean | undefined },
) =>
  write(ctx, async (tx) => {
    await take(ctx, tx, id, { fromVersion, isRetired: input.isRetired })
    if (input.texts) {
      await requireName(tx, input.texts)
      await replaceTexts(tx, id, [{ id, texts: input.texts }])
    }
    return id
  })

export const addStage = (ctx: Context, journeyId: string, input: { texts: TextInput }) =>
  write(ctx, async (tx) => {
    await take(ctx, tx, journeyId)
    await requireName(tx, input.texts)
    const id = newId(ctx.now().getTime())
    const stages = await journeys.stagesOf(tx, journeyId)
    if (stages.length >= 60) throw invalid('/texts', 'a journey has at most 60 stages')
    await journeys.insertStage(tx, { id, journeyId, position: (stages.at(-1)?.position ?? -1) + 1 })
    await replaceTexts(tx, journeyId, [{ id, texts: input.texts }])
    return journeyId
  })

async function stageToChange(tx: WriteTx, id: string) {
  const stage = await journeys.findStage(tx, id)
  if (!stage) throw new Problem(problems.notFound)
  return stage
}

export const changeStage = (ctx: Context, id: string, fromVersion: number, input: { texts: TextInput }) =>
  write(ctx, async (tx) => {
    const { journeyId } = await stageToChange(tx, id)
    await take(ctx, tx, journeyId, { fromVersion })
    await requireName(tx, input.texts)
    await replaceTexts(tx, journeyId, [{ id, texts: input.texts }])
    return journeyId
  })

export const removeStage = (ctx: Context, id: string) =>
  write(ctx, async (tx) => {
    const { journeyId } = await stageToChange(tx, id)
    await take(ctx, tx, journeyId)
    if (await journeys.isStageUsed(tx, id)) throw new Problem(stageInUse)
    await deleteTexts(tx, journeyId, [id])
    await journeys.deleteStage(tx, id)
    return journeyId
  })

async function writeParts(ctx: Context, tx: WriteTx, journeyId: string, stepId: string, input: StepInput): Promise<void> {
  const { shapers } = input
  const ids = shapers.map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw invalid('/shapers', 'the same id stands there twice')
  for (const [i, { unitId, jobRoleId }] of shapers.entries())
    if (unitId === null && jobRoleId === null) throw invalid(`/shapers/${i}`, 'names a unit, a job role, or both')
  const places = shapers.map(({ unitId, jobRoleId, lane }) => [unitId, jobRoleId, lane].join())
  for (const [i, place] of places.entries()) if (places.indexOf(place) < i) throw invalid(`/shapers/${i}`, 'stands there twice')
  if ((await steps.takenShapers(tx, stepId, ids)).length > 0) throw invalid('/shapers', 'an id belongs to another step')
  await steps.replaceShapers(tx, stepId, shapers)
  await untag(tx, stepKind, stepId)
  if (input.principleId) await tag(tx, ctx.now().toISOString(), { principleId: input.principleId, kind: stepKind, subjectId: stepId })
  await replaceTexts(tx, journeyId, [{ id: stepId, texts: input.texts }, ...shapers.map(({ id, texts }) => ({ id, texts }))])
}

async function stageWithin(tx: WriteTx, stageId: string, journeyId: string): Promise<void> {
  if ((await journeys.findStage(tx, stageId))?.journeyId !== journeyId) throw invalid('/stageId', 'is no stage of this journey')
}

async function refuseForeign<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23503')
      throw invalid('/shapers', constraint?.includes('role') ? 'names a job role that is not there' : 'names a unit that is not there')
    // Another organisation's id, or one that was made twice: row level security hides whose it is.
    if (code === '23505') throw invalid('/shapers', 'an id is in use already')
    throw error
  }
}

const mostSteps = 200
export const addStep = (ctx: Context, journeyId: string, input: StepInput) =>
  refuseForeign(() =>
    write(ctx, async (tx) => {
      await take(ctx, tx, journeyId)
      await requireName(tx, input.texts)
      await stageWithin(tx, input.stageId, journeyId)
      if ((await steps.stepsOf(tx, journeyId)).length >= mostSteps) throw invalid('/stageId', `a journey has at most ${mostSteps} steps`)
      const id = newId(ctx.now().getTime())
      const position = (await steps.lastPosition(tx, input.stageId)) + 1
      await steps.insertStep(tx, { ...input, id, journeyId, position }, ctx.now().toISOString())
      await writeParts(ctx, tx, journeyId, id, input)
      return journeyId
    }),
  )

async function stepToChange(tx: WriteTx, id: string, isRemoved = false) {
  const step = await steps.findStep(tx, id)
  if (!step || step.isRemoved !== isRemoved) throw new Problem(problems.notFound)
  return step
}

export const changeStep = (ctx: Context, id: string, fromVersion: number, input: StepInput) =>
  refuseForeign(() =>
    write(ctx, async (tx) => {
      const { journeyId } = await stepToChange(tx, id)
      await take(ctx, tx, journeyId, { fromVersion })
      await requireName(tx, input.texts)
      await stageWithin(tx, input.stageId, journeyId)
      await steps.updateStep(tx, { ...input, id })
      await writeParts(ctx, tx, journeyId, id, input)
      return journeyId
    }),
  )

/** Taken off the page; what names it keeps it, and it can be put back. */
export const removeStep = (ctx: Context, id: string) =>
  write(ctx, async (tx) => {
    const { journeyId } = await stepToChange(tx, id)
    await take(ctx, tx, journeyId)
    await steps.setRemoved(tx, id, ctx.now().toISOString())
    return journeyId
  })
export const putStepBack = (ctx: Context, id: string) =>
  write(ctx, async (tx) => {
    const { journeyId } = await stepToChange(tx, id, true)
    await take(ctx, tx, journeyId)
    await steps.setRemoved(tx, id, null)
    return journeyId
  })

export const orderJourney = (ctx: Context, journeyId: string, fromVersion: number, input: Order) =>
  write(ctx, async (tx) => {
    await take(ctx, tx, journeyId, { fromVersion })
    const [stages, known] = await Promise.all([journeys.stagesOf(tx, journeyId), steps.stepsOf(tx, journeyId)])
    const isWhole =
      isWholeOrder(
        stages.map(({ id }) => id),
        input.stages.map(({ id }) => id),
      ) &&
      isWholeOrder(
        known.map(({ id }) => id),
        input.stages.flatMap(({ stepIds }) => stepIds),
      )
    if (!isWhole) throw invalid('/stages', 'names every stage and every step of the journey once')
    await steps.writeOrder(tx, input.stages)
    return journeyId
  })
