// "My part": the steps that somebody's unit and job role shape, in the house's words or in their own.
import { personCard, readSettings, thingsAt, unitsAt } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Part, StepRef } from '../contract.ts'
import { notYourPart } from '../problems.ts'
import { quoteFor } from '../quotes.ts'
import { scoreOf, shapes, wordsIn } from '../rules.ts'
import * as store from '../store/parts.ts'
import { stepPlaces } from '../store/steps.ts'
import { textsOf } from '../store/texts.ts'
import { stepRefs } from './read.ts'
import { stepScores } from './scores.ts'

async function placeOf(tx: Tx, personId: string) {
  const card = (await personCard(tx, [personId])).get(personId)
  if (!card) return null
  return { jobRoleId: card.jobRoleId, unitId: card.unitId, ancestorIds: card.ancestorIds ?? [], isHere: card.status === 'active' }
}

interface OwnStep {
  shaperId: string
  step: StepRef
  lane: Part['lane']
  sentence: string
  isOwn: boolean
  houseSentence: string
  harm: string | null
}

async function partsAt(tx: Tx, personId: string, language: string): Promise<{ parts: OwnStep[]; unitId: string | null } | null> {
  const [place, shapers, own, settings] = await Promise.all([
    placeOf(tx, personId),
    store.liveShapers(tx),
    store.ownPartsOf(tx, personId),
    readSettings(tx),
  ])
  if (!place) return null
  const mine = place.isHere ? shapers.filter((shaper) => shapes(shaper, place)) : []
  const [steps, texts] = await Promise.all([
    stepRefs(tx, language, [...new Set(mine.map(({ stepId }) => stepId))]),
    textsOf(
      tx,
      mine.map(({ id }) => id),
      ['sentence', 'harm'],
    ),
  ])
  const wordings = new Map(own.map(({ shaperId, wording }) => [shaperId, wording]))
  const parts = steps.flatMap((step) =>
    mine
      .filter(({ stepId }) => stepId === step.id)
      .flatMap((shaper): OwnStep[] => {
        const house = wordsIn(texts.get(shaper.id), 'sentence', language, settings.defaultLanguage)
        // Who shapes a step without a sentence yet has no part to read: the gap list names them.
        if (house === null) return []
        const wording = wordings.get(shaper.id)
        const harm = wordsIn(texts.get(shaper.id), 'harm', language, settings.defaultLanguage)
        return [
          {
            shaperId: shaper.id,
            step,
            lane: shaper.lane,
            sentence: wording ?? house,
            isOwn: wording !== undefined,
            houseSentence: house,
            harm,
          },
        ]
      }),
  )
  return { parts, unitId: place.unitId }
}

export const partsOf = async (tx: Tx, personId: string, language: string) =>
  ((await partsAt(tx, personId, language))?.parts ?? []).map(({ step, lane, sentence, isOwn }) => ({ step, lane, sentence, isOwn }))

/** With a customer's words and the live score of each step. */
export async function readParts(ctx: Context, personId: string): Promise<{ items: Part[] }> {
  ctx.require('my-part.read', { personId })
  return ctx.read(async (tx) => {
    const found = await partsAt(tx, personId, ctx.language)
    if (!found) throw new Problem(problems.notFound)
    const stepIds = [...new Set(found.parts.map(({ step }) => step.id))]
    const unitIds = found.unitId ? [found.unitId] : []
    const [scores, places, quotes] = await Promise.all([
      stepScores(ctx, tx),
      stepPlaces(tx, stepIds),
      Promise.all(stepIds.map(async (id) => [id, await quoteFor(tx, id, unitIds)] as const)),
    ])
    const [emotions, words] = [new Map(places.map(({ id, emotion }) => [id, emotion])), new Map(quotes)]
    return {
      items: found.parts.map((part) => ({
        ...part,
        emotion: emotions.get(part.step.id) ?? 'calm',
        quote: words.get(part.step.id) ?? null,
        score: scoreOf(scores.get(part.step.id)),
      })),
    }
  })
}

/** The person's own words for a part of theirs; null takes them back. */
export async function wordPart(ctx: Context, personId: string, shaperId: string, wording: string | null): Promise<{ items: Part[] }> {
  ctx.require('my-part.word', { personId })
  await ctx.write(async (tx) => {
    if (wording === null) await store.deleteOwnPart(tx, personId, shaperId)
    else {
      const [place, shapers, { timeZone }] = await Promise.all([placeOf(tx, personId), store.liveShapers(tx), readSettings(tx)])
      const shaper = shapers.find(({ id }) => id === shaperId)
      if (!shaper && !(await store.findShaper(tx, shaperId))) throw new Problem(problems.notFound)
      if (!shaper || !place?.isHere || !shapes(shaper, place)) throw new Problem(notYourPart)
      await store.writeOwnPart(tx, personId, { shaperId, stepId: shaper.stepId, wording, updatedOn: dayIn(timeZone, ctx.now()) })
    }
    tx.answersWith(shaperId)
  })
  return readParts(ctx, personId)
}

/** The units whose work shapes a step: those named, with all below; or those that have people in the job roles named. */
export const unitsShaping = (tx: Tx, stepId: string): Promise<string[]> => unitsAt(tx, store.placesShaping(tx.organisationId, stepId))

/** For each of these units the steps that its people shape, or that it shapes as a unit. */
export async function stepsShapedBy(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map(unitIds.map((id): [string, string[]] => [id, []]))
  for (const { unitId, id } of await thingsAt(tx, unitIds, store.stepsAtPlaces(tx.organisationId))) found.get(unitId)?.push(id)
  return found
}
