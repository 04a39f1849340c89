import { mantraToday } from '#features/language/public.ts'
// Links and their QR codes: one for each place where customers pass.
import { readSettings, unitPathOf } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { PrintError, printPdf } from '#platform/print/print.ts'
import { qrSvg } from '#platform/print/qr.ts'
import type { SurveyLink } from '../contract.ts'
import { surveyNotOpen, unknownStep } from '../problems.ts'
import { inLanguage, isSurveyLanguage, surveyLanguages } from '../rules/texts.ts'
import { hashOf, surveyPath, tokenOf } from '../rules/tokens.ts'
import { stepNames } from '../steps.ts'
import * as store from '../store/links.ts'
import { unitNames } from './names.ts'
import { surveyOr404, viewOf as surveyView } from './surveys.ts'

const tokenOfLink = (ctx: Context, id: string) => tokenOf(ctx.platform.secrets.pepper, ctx.organisationId, 'survey-link', id)
/** The address, where this installation's key still gives the token that was printed. */
function pathOf(ctx: Context, row: Pick<store.LinkRow, 'id' | 'tokenHash'>): string | null {
  const token = tokenOfLink(ctx, row.id)
  return hashOf(token) === row.tokenHash ? surveyPath(token) : null
}

async function viewsOf(ctx: Context, tx: Tx, rows: readonly store.LinkRow[]): Promise<SurveyLink[]> {
  const steps = await stepNames(tx, ctx.language, [...new Set(rows.map(({ stepId }) => stepId).filter((id) => id !== null))])
  const units = await unitNames(
    tx,
    rows.map(({ unitId }) => unitId),
  )
  return rows.map((row) => ({
    id: row.id,
    surveyId: row.surveyId,
    label: row.label,
    unit: { id: row.unitId, name: units.get(row.unitId) ?? null },
    step: row.stepId === null ? null : { id: row.stepId, name: steps.get(row.stepId)?.name ?? null },
    path: pathOf(ctx, row),
    isClosed: row.closedAt !== null,
    answers: row.answers,
  }))
}

export async function listLinks(ctx: Context, surveyId: string | undefined): Promise<{ items: SurveyLink[] }> {
  ctx.require('surveys.read', {})
  return ctx.read(async (tx) => ({ items: await viewsOf(ctx, tx, await store.listLinks(tx, surveyId)) }))
}

export interface NewLink {
  surveyId: string
  unitId: string
  stepId: string | null
  label: string
}
export async function addLink(ctx: Context, input: NewLink): Promise<SurveyLink> {
  return ctx.write(async (tx) => {
    const path = await unitPathOf(tx, input.unitId)
    if (path.length === 0) throw new Problem(problems.notFound)
    ctx.require('survey-links.change', { unitPath: path })
    return makeLink(ctx, tx, input)
  })
}

export async function makeLink(ctx: Context, tx: WriteTx, input: NewLink): Promise<SurveyLink> {
  const survey = await surveyOr404(tx, input.surveyId)
  if (survey.state === 'closed') throw new Problem(surveyNotOpen)
  await refuseUnknownStep(ctx, tx, input.stepId)
  const id = newId(ctx.now().getTime())
  await store.insertLink(tx, { id, ...input, tokenHash: hashOf(tokenOfLink(ctx, id)) }, ctx.now().toISOString())
  tx.audit({ action: 'survey-link.made', subject: { kind: 'survey-link', id }, details: { survey: input.surveyId, unit: input.unitId } })
  tx.answersWith(id)
  return (await viewsOf(ctx, tx, [(await store.findLink(tx, id))!]))[0]!
}

export async function refuseUnknownStep(ctx: Context, tx: Tx, stepId: string | null): Promise<void> {
  if (stepId !== null && !(await stepNames(tx, ctx.language, [stepId])).has(stepId))
    throw new Problem(unknownStep, { errors: [{ pointer: '/stepId', detail: 'no such step' }] })
}

async function linkOr404(tx: Tx, id: string): Promise<store.LinkRow> {
  const row = await store.findLink(tx, id)
  if (!row) throw new Problem(problems.notFound)
  return row
}

export async function readLink(ctx: Context, id: string): Promise<SurveyLink> {
  ctx.require('surveys.read', {})
  return ctx.read(async (tx) => (await viewsOf(ctx, tx, [await linkOr404(tx, id)]))[0]!)
}

export async function closeLink(ctx: Context, id: string): Promise<void> {
  await ctx.write(async (tx) => {
    const row = await linkOr404(tx, id)
    ctx.require('survey-links.change', { unitPath: await unitPathOf(tx, row.unitId) })
    await store.closeLink(tx, id, ctx.now().toISOString())
    tx.audit({ action: 'survey-link.closed', subject: { kind: 'survey-link', id } })
  })
}

/** Level M, as on badges: 15 % may be lost to a scratch. */
export async function drawLink(ctx: Context, id: string, origin: string): Promise<string> {
  const { path } = await readLink(ctx, id)
  if (path === null) throw new Problem(problems.notFound)
  return qrSvg(`${origin}${path}`)
}

/** Four cards on a sheet, in the language asked for. */
export async function printLink(ctx: Context, id: string, asked: string | undefined, origin: string): Promise<Uint8Array> {
  ctx.require('surveys.read', {})
  const { link, survey, settings, mantra } = await ctx.read(async (tx) => {
    const row = await linkOr404(tx, id)
    const settings = await readSettings(tx)
    const [link, survey, mantraRow] = await Promise.all([
      viewsOf(ctx, tx, [row]),
      surveyOr404(tx, row.surveyId),
      mantraToday(tx, ctx, asked ?? settings.defaultLanguage),
    ])
    return { link: link[0]!, survey: surveyView(survey), settings, mantra: mantraRow?.wording ?? '' }
  })
  if (link.path === null) throw new Problem(problems.notFound)
  const url = `${origin}${link.path}`
  const language = [asked, settings.defaultLanguage, ...surveyLanguages].find(isSurveyLanguage) ?? 'en'
  const title = inLanguage(survey.title, language, settings.defaultLanguage)?.words ?? survey.name
  const question = inLanguage(survey.questions[0]!.wording, language, settings.defaultLanguage)?.words ?? ''
  const card = { title, question, qr: url, address: url.replace(/^https?:\/\//, ''), label: link.label, language }
  try {
    return await printPdf(
      'survey-cards',
      { organisation: { name: settings.name, mantra }, cards: [card, card, card, card] },
      { language, printedAt: ctx.now(), timeZone: settings.timeZone },
    )
  } catch (error) {
    if (error instanceof PrintError && (error.failure === 'busy' || error.failure === 'stopped'))
      throw new Problem(problems.unavailable, { headers: { 'retry-after': '10' } })
    throw error
  }
}
