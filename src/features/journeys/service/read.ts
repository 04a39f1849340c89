// Reading journeys: in one language, or with every text for those who write.
import { principlesOf } from '#features/language/public.ts'
import { namesOfJobRoles, readSettings, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { languages } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Journey, JourneyRow, JourneyWording, StepRef } from '../contract.ts'
import { scoreOf, type Texts, wordsIn } from '../rules.ts'
import * as journeys from '../store/journeys.ts'
import { stepPlaces, stepsOf } from '../store/steps.ts'
import { textsOf, textsOfJourney } from '../store/texts.ts'
import { stepScores } from './scores.ts'

/** As what a step carries a principle. */
export const stepKind = 'journey-step'

type Known = (typeof languages)[number]
const knownOf = (codes: readonly string[]): Known[] => languages.filter((code) => codes.includes(code))

export async function listJourneys(ctx: Context, isRetired: boolean): Promise<{ items: JourneyRow[] }> {
  ctx.require('journeys.read', {})
  return ctx.read(async (tx) => {
    const [rows, settings] = await Promise.all([journeys.listJourneys(tx, isRetired), readSettings(tx)])
    const texts = await textsOf(
      tx,
      rows.map(({ id }) => id),
      ['name', 'summary'],
    )
    return {
      items: rows.map((row) => ({
        id: row.id,
        isRetired: row.isRetired,
        stages: row.stages,
        steps: row.steps,
        name: wordsIn(texts.get(row.id), 'name', ctx.language, settings.defaultLanguage) ?? '–',
        summary: wordsIn(texts.get(row.id), 'summary', ctx.language, settings.defaultLanguage),
        missing: knownOf(settings.languages).filter((code) => !texts.get(row.id)?.['name']?.[code]),
      })),
    }
  })
}

async function readParts(tx: Tx, id: string) {
  const [journey, stages, steps, texts, settings] = await Promise.all([
    journeys.findJourney(tx, id),
    journeys.stagesOf(tx, id),
    stepsOf(tx, id),
    textsOfJourney(tx, id),
    readSettings(tx),
  ])
  if (!journey) throw new Problem(problems.notFound)
  const principles = await principlesOf(
    tx,
    stepKind,
    steps.map(({ id: stepId }) => stepId),
  )
  return { journey, stages, steps: steps.map((step) => ({ ...step, principleId: principles.get(step.id)?.[0] ?? null })), texts, settings }
}

export const readJourney = (ctx: Context, id: string): Promise<Journey> => {
  ctx.require('journeys.read', {})
  return ctx.read((tx) => journeyIn(ctx, tx, id))
}

async function journeyIn(ctx: Context, tx: Tx, id: string): Promise<Journey> {
  const { journey, stages, steps, texts, settings } = await readParts(tx, id)
  const shapers = steps.flatMap((step) => step.shapers)
  const [units, roleNames, scores] = await Promise.all([
    unitsById(tx, [...new Set(shapers.flatMap(({ unitId }) => unitId ?? []))]),
    namesOfJobRoles(tx),
    stepScores(ctx, tx),
  ])
  const said = (ownerId: string, field: string) => wordsIn(texts.get(ownerId), field, ctx.language, settings.defaultLanguage)
  const positions = new Map(steps.map((step, i) => [step.id, i + 1]))
  return {
    ...journey,
    name: said(journey.id, 'name') ?? '–',
    summary: said(journey.id, 'summary'),
    stages: stages.map((stage) => ({
      id: stage.id,
      name: said(stage.id, 'name') ?? '–',
      steps: steps
        .filter(({ stageId }) => stageId === stage.id)
        .map((step) => ({
          id: step.id,
          name: said(step.id, 'name') ?? '–',
          position: positions.get(step.id)!,
          channel: step.channel,
          emotion: step.emotion,
          evidence: step.evidence,
          principleId: step.principleId,
          customer: said(step.id, 'customer'),
          front: said(step.id, 'front'),
          back: said(step.id, 'back'),
          support: said(step.id, 'support'),
          shapers: step.shapers.map((shaper) => ({
            id: shaper.id,
            lane: shaper.lane,
            unit: shaper.unitId ? { id: shaper.unitId, name: units.get(shaper.unitId)?.name ?? null } : null,
            jobRole: shaper.jobRoleId ? { id: shaper.jobRoleId, name: roleNames.get(shaper.jobRoleId) ?? null } : null,
            sentence: said(shaper.id, 'sentence'),
            harm: said(shaper.id, 'harm'),
          })),
          score: scoreOf(scores.get(step.id)),
        })),
    })),
  }
}

export async function readWording(ctx: Context, id: string): Promise<JourneyWording> {
  ctx.require('journeys.change', {})
  return ctx.read(async (tx) => {
    const { journey, stages, steps, texts, settings } = await readParts(tx, id)
    const said = <Field extends string>(ownerId: string, fields: readonly Field[]) =>
      Object.fromEntries(fields.map((field) => [field, texts.get(ownerId)?.[field] ?? {}])) as Record<Field, Texts[string]>
    const known = knownOf(settings.languages)
    return {
      ...journey,
      languages: known.length > 0 ? known : ['en'],
      defaultLanguage: knownOf([settings.defaultLanguage])[0] ?? 'en',
      texts: said(journey.id, ['name', 'summary']),
      stages: stages.map((stage) => ({
        id: stage.id,
        texts: said(stage.id, ['name']),
        steps: steps
          .filter(({ stageId }) => stageId === stage.id)
          .map((step) => ({
            id: step.id,
            stageId: step.stageId,
            channel: step.channel,
            emotion: step.emotion,
            evidence: step.evidence,
            principleId: step.principleId,
            texts: said(step.id, ['name', 'customer', 'front', 'back', 'support']),
            shapers: step.shapers.map((shaper) => ({ ...shaper, texts: said(shaper.id, ['sentence', 'harm']) })),
          })),
      })),
    }
  })
}

/** What carries a principle, for its page: steps that are on a page today. */
export async function describeSteps(ctx: Context, tx: Tx, ids: readonly string[]) {
  if (!ctx.may('journeys.read', {})) return []
  const created = new Map((await stepPlaces(tx, ids)).flatMap(({ id, isRemoved, createdAt }) => (isRemoved ? [] : [[id, createdAt]])))
  return (await stepRefs(tx, ctx.language, [...created.keys()]))
    .map(({ id, name, journeyId, journeyName }) => ({
      id,
      title: `${journeyName}: ${name}`,
      link: `/journeys/${journeyId}?step=${id}`,
      at: created.get(id)!,
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Names of steps, for choosing one and for showing where something belongs. Without ids: all that are in use. */
export async function stepRefs(tx: Tx, language: string, ids?: readonly string[]): Promise<StepRef[]> {
  if (ids?.length === 0) return []
  const [steps, settings] = await Promise.all([stepPlaces(tx, ids), readSettings(tx)])
  const texts = await textsOf(tx, [...new Set(steps.flatMap(({ id, journeyId }) => [id, journeyId]))], ['name'])
  const name = (id: string) => wordsIn(texts.get(id), 'name', language, settings.defaultLanguage) ?? '–'
  return steps.map(({ id, journeyId, position }) => ({ id, name: name(id), journeyId, journeyName: name(journeyId), position }))
}

export const listSteps = (ctx: Context): Promise<{ items: StepRef[] }> => {
  ctx.require('journeys.read', {})
  return ctx.read(async (tx) => ({ items: await stepRefs(tx, ctx.language) }))
}
