// Surveys: what is asked and in which words. Once somebody has answered, both stand: figures before and after must mean the same.
import { readSettings } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewSurvey, Survey } from '../contract.ts'
import { surveyHasAnswers, surveyIncomplete } from '../problems.ts'
import { type ByLanguage, defaultWordings, defaultWords, isSurveyLanguage } from '../rules/texts.ts'
import * as store from '../store/surveys.ts'

export const wordsOf = (row: store.SurveyRow, ownerId: string, field: store.TextRow['field']): ByLanguage =>
  Object.fromEntries(
    row.texts
      .filter((text) => text.ownerId === ownerId && text.field === field && isSurveyLanguage(text.language))
      .map(({ language, words }) => [language, words]),
  )

export const viewOf = (row: store.SurveyRow): Survey => ({
  id: row.id,
  name: row.name,
  state: row.state,
  answerWithinHours: row.answerWithinHours,
  restDays: row.restDays,
  title: wordsOf(row, row.id, 'title'),
  lead: wordsOf(row, row.id, 'lead'),
  why: wordsOf(row, row.id, 'why'),
  questions: row.questions.map(({ id, kind }) => ({ id, kind, wording: wordsOf(row, id, 'wording') })),
  answers: row.answers,
  version: row.version,
})

export async function listSurveys(ctx: Context): Promise<{ items: Survey[] }> {
  ctx.require('surveys.read', {})
  return ctx.read(async (tx) => ({ items: (await store.listSurveys(tx)).map(viewOf) }))
}

export async function readSurvey(ctx: Context, id: string): Promise<Survey> {
  ctx.require('surveys.read', {})
  return viewOf(await ctx.read((tx) => surveyOr404(tx, id)))
}

export async function surveyOr404(tx: Tx, id: string): Promise<store.SurveyRow> {
  const row = await store.findSurvey(tx, id)
  if (!row) throw new Problem(problems.notFound)
  return row
}

interface Written {
  questions: { id: string; kind: NewSurvey['questions'][number]['kind'] }[]
  texts: store.TextRow[]
}
function written(surveyId: string, input: NewSurvey, known: store.SurveyRow['questions'] = []): Written {
  const rows = (ownerId: string, field: store.TextRow['field'], words: ByLanguage): store.TextRow[] =>
    Object.entries(words).map(([language, text]) => ({ ownerId, field, language, words: text }))
  const questions = input.questions.map(({ kind, wording }) => ({
    id: known.find((question) => question.kind === kind)?.id ?? newId(),
    kind,
    wording: wording ?? defaultWordings[kind],
  }))
  return {
    questions,
    texts: [
      ...(['title', 'lead', 'why'] as const).flatMap((field) => rows(surveyId, field, input[field] ?? defaultWords[field])),
      ...questions.flatMap(({ id, wording }) => rows(id, 'wording', wording)),
    ],
  }
}

export async function addSurvey(ctx: Context, input: NewSurvey): Promise<Survey> {
  ctx.require('surveys.change', {})
  return ctx.write((tx) => makeSurvey(ctx, tx, input))
}

/** Inside a transaction that is already open. */
export async function makeSurvey(ctx: Context, tx: WriteTx, input: NewSurvey): Promise<Survey> {
  const id = newId(ctx.now().getTime())
  await store.insertSurvey(tx, { id, ...input }, ctx.now().toISOString())
  const { questions, texts } = written(id, input)
  await store.replaceWords(tx, id, questions, texts)
  tx.audit({ action: 'survey.added', subject: { kind: 'survey', id } })
  tx.answersWith(id)
  return viewOf(await surveyOr404(tx, id))
}

export async function changeSurvey(ctx: Context, id: string, version: number, input: NewSurvey): Promise<Survey> {
  ctx.require('surveys.change', {})
  return ctx.write(async (tx) => {
    await store.lockSurvey(tx, id)
    const before = await surveyOr404(tx, id)
    if (before.version !== version) throw new Problem(problems.versionChanged)
    const { questions, texts } = written(id, input, before.questions)
    if (before.answers > 0 && !isSameAsked(before, questions, texts)) throw new Problem(surveyHasAnswers)
    await store.updateSurvey(tx, { id, ...input }, ctx.now().toISOString())
    await store.replaceWords(tx, id, questions, texts)
    tx.audit({ action: 'survey.changed', subject: { kind: 'survey', id } })
    return viewOf(await surveyOr404(tx, id))
  })
}

/** The same questions in the same words; a language may be added. Title and lead may change. */
function isSameAsked(before: store.SurveyRow, questions: Written['questions'], texts: Written['texts']): boolean {
  const kinds = (list: readonly { kind: string }[]) => list.map(({ kind }) => kind).join()
  if (kinds(before.questions) !== kinds(questions)) return false
  return before.texts
    .filter(({ field }) => field === 'wording')
    .every((old) =>
      texts.some(
        (text) => text.ownerId === old.ownerId && text.field === 'wording' && text.language === old.language && text.words === old.words,
      ),
    )
}

export async function openSurvey(ctx: Context, id: string): Promise<Survey> {
  ctx.require('surveys.change', {})
  return ctx.write(async (tx) => {
    await store.lockSurvey(tx, id)
    const survey = viewOf(await surveyOr404(tx, id))
    const { defaultLanguage } = await readSettings(tx)
    const language = isSurveyLanguage(defaultLanguage) ? defaultLanguage : 'en'
    const missing = [
      ...(['title', 'why'] as const).filter((field) => survey[field][language] === undefined).map((field) => `/${field}/${language}`),
      ...survey.questions.flatMap(({ wording }, i) => (wording[language] === undefined ? [`/questions/${i}/wording/${language}`] : [])),
    ]
    if (missing.length > 0)
      throw new Problem(surveyIncomplete, {
        errors: missing.map((pointer) => ({ pointer, detail: 'is needed in the language of the organisation' })),
      })
    if (survey.state !== 'open') {
      await store.setSurveyState(tx, id, 'open', ctx.now().toISOString())
      tx.audit({ action: 'survey.opened', subject: { kind: 'survey', id } })
    }
    tx.answersWith(id)
    return viewOf(await surveyOr404(tx, id))
  })
}

/** Nobody can answer any more; its links say so. It can be opened again. */
export async function closeSurvey(ctx: Context, id: string): Promise<Survey> {
  ctx.require('surveys.change', {})
  return ctx.write(async (tx) => {
    await store.lockSurvey(tx, id)
    const { state } = await surveyOr404(tx, id)
    if (state === 'open') {
      await store.setSurveyState(tx, id, 'closed', ctx.now().toISOString())
      tx.audit({ action: 'survey.closed', subject: { kind: 'survey', id } })
    }
    tx.answersWith(id)
    return viewOf(await surveyOr404(tx, id))
  })
}

/** Only a draft: whatever was open has addresses out in the world. */
export async function removeSurvey(ctx: Context, id: string): Promise<void> {
  ctx.require('surveys.change', {})
  await ctx.write(async (tx) => {
    await store.lockSurvey(tx, id)
    const { state } = await surveyOr404(tx, id)
    if (state !== 'draft') throw new Problem(problems.conflict, { detail: 'Only a draft can be removed. Close it instead.' })
    if (await store.hasContacts(tx, id)) throw new Problem(problems.conflict, { detail: 'A list of customers was brought in for it.' })
    await store.deleteSurvey(tx, id)
    tx.audit({ action: 'survey.removed', subject: { kind: 'survey', id } })
  })
}
