// The survey for customers: HTML made here, no session, the right to answer lies in the address. Tokens stay in the address for as long as an answer
// can be changed by the same link, without a cookie: so nothing else is loaded, nothing leaves by a referrer, and nothing is kept in a cache.
import { z } from 'zod'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { createRateLimits, networkOf, type RateLimits } from '#platform/http/rate-limits.ts'
import { type AnyRoute, defineRoute, type OpenRequest, type Reply } from '#platform/http/route.ts'
import { newSecret } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { type Answers, scales } from './rules/answers.ts'
import { isSurveyLanguage, type SurveyLanguage } from './rules/texts.ts'
import { surveyPath } from './rules/tokens.ts'
import { contextOf, saveAnswer } from './service/answer.ts'
import { restFromSurveys, type Shown, showSurvey } from './service/survey-page.ts'
import { noticePage, pageHeaders } from './survey-page/page.ts'

const token = z.object({ token: z.string().max(100) })
const answer = z.object({ token: z.string().max(100), key: z.string().max(100) })
const query = z.object({ l: z.string().max(20).optional(), sent: z.string().max(5).optional(), edit: z.string().max(5).optional() })
const form = z.record(z.string().max(40), z.string().max(8000))
const access = { open: 'customers have no account; the right to answer is the secret in the address' }
/** Chosen on the page, else the browser's. */
const languageIn = (chosen: string | undefined, { language }: { language: string }): SurveyLanguage =>
  [chosen, language].find(isSurveyLanguage) ?? 'en'
const page: NonNullable<AnyRoute['page']> = {
  showProblem: (status, { fields, ...caller }) => ({
    body: noticePage(languageIn(fields['l'], caller), status === 404 ? 'unknown' : 'busy'),
    headers: pageHeaders,
  }),
}
const html = 'text/html; charset=utf-8'
const bodyLimitBytes = 16_384

// A shop sends all its customers from one address; a flood comes from one, too. The limit of the house counts before these.
const limitsOf = new WeakMap<Platform, RateLimits>()
function brake(ctx: Context, request: OpenRequest, address: string): void {
  const { platform } = ctx
  const limits = limitsOf.get(platform) ?? createRateLimits(platform.clock, { network: 120, device: 600, account: 0 })
  limitsOf.set(platform, limits)
  const waitS = limits.countAndWait('network', networkOf(request.ip)) || limits.countAndWait('device', address)
  if (waitS > 0) throw new Problem(problems.tooManyRequests, { headers: { 'retry-after': String(waitS) } })
}

const shown = ({ status, body }: Shown): Reply<unknown> => ({ status, body, headers: pageHeaders })
const unknown = (language: SurveyLanguage): Reply<unknown> => shown({ status: 404, body: noticePage(language, 'unknown') })
const goTo = (location: string): Reply<unknown> => ({ status: 303, body: '', headers: { ...pageHeaders, location } })
const keyShape = /^[A-Za-z0-9_-]{43}$/
const keyOf = (text: string | undefined): string | null => (text !== undefined && keyShape.test(text) ? text : null)

const wholeNumber = (text: string | undefined, { from, to }: { from: number; to: number }): number | null => {
  if (text === undefined || !/^\d{1,2}$/.test(text)) return null
  const value = Number(text)
  return value >= from && value <= to ? value : null
}
const answersOf = (fields: Record<string, string>): Answers => ({
  csat: wholeNumber(fields['csat'], scales.csat),
  nps: wholeNumber(fields['nps'], scales.nps),
  ces: wholeNumber(fields['ces'], scales.ces),
  isSolved: fields['fcr'] === 'yes' ? true : fields['fcr'] === 'no' ? false : null,
})
/** As typed, without what PostgreSQL can't keep; too long a text is cut rather than lost. */
const typed = (text: string | undefined, most: number): string | null =>
  (text ?? '')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replaceAll('\r\n', '\n')
    .normalize('NFC')
    .trim()
    .slice(0, most)
    .toWellFormed() || null

export const publicPages: readonly AnyRoute[] = [
  defineRoute({
    id: 'showSurveyPage',
    method: 'GET',
    path: '/s/:token',
    summary: 'The survey behind a link, a QR code or an invitation',
    access,
    page,
    params: token,
    query,
    produces: html,
    async handle(caller, { params, query: { l, sent } }) {
      const ctx = contextOf(caller.platform, params.token, caller.requestId)
      if (!ctx) return unknown(languageIn(l, caller))
      const wants = sent === undefined ? 'form' : 'thanks'
      return shown(
        await showSurvey(ctx, { token: params.token, language: l, preferred: caller.language, key: null, wants, newKey: newSecret }),
      )
    },
  }),
  defineRoute({
    id: 'showOwnAnswer',
    method: 'GET',
    path: '/s/:token/:key',
    summary: 'Thanks for an answer through a link, and within a day the way to change it',
    access,
    page,
    params: answer,
    query,
    produces: html,
    async handle(caller, { params, query: { l, edit } }) {
      const ctx = contextOf(caller.platform, params.token, caller.requestId)
      const key = keyOf(params.key)
      if (!ctx || key === null) return unknown(languageIn(l, caller))
      const wants = edit === undefined ? 'thanks' : 'form'
      return shown(await showSurvey(ctx, { token: params.token, language: l, preferred: caller.language, key, wants, newKey: newSecret }))
    },
  }),
  defineRoute({
    id: 'sendAnswer',
    method: 'POST',
    path: '/s/:token',
    summary: 'An answer, whole or half; sent again it is changed',
    access,
    page,
    params: token,
    consumes: 'form',
    bodyLimitBytes,
    body: form,
    produces: html,
    noReplay: 'the key in the form, or the invitation, is the key: sent twice it is one answer',
    async handle(caller, { params, body: fields, request }) {
      const ctx = contextOf(caller.platform, params.token, caller.requestId)
      if (!ctx) return unknown(languageIn(fields['l'], caller))
      brake(ctx, request, params.token)
      const language = isSurveyLanguage(fields['l']) ? fields['l'] : undefined
      const key = keyOf(fields['key'])
      const isDraft = fields['draft'] === '1'
      const back = surveyPath(params.token)
      const thanks = `${back}${key === null ? '?sent=1&' : `/${key}?`}l=${language ?? caller.language}`
      // A field that no person sees: what fills it in is thanked and not kept.
      if (fields['website']) return goTo(thanks)
      const saved = await saveAnswer(ctx, params.token, {
        answers: answersOf(fields),
        words: typed(fields['words'], 2000),
        reach: typed(fields['reach'], 254),
        language: language ?? caller.language,
        isDraft,
        key,
      })
      if (isDraft) return { status: 204, body: '', headers: pageHeaders }
      if (saved === 'saved') return goTo(thanks)
      if (saved === 'unknown') return unknown(languageIn(language, caller))
      const isEmpty = saved === 'nothing-given'
      return shown(
        await showSurvey(ctx, {
          token: params.token,
          language,
          preferred: caller.language,
          key,
          wants: 'form',
          isEmpty,
          newKey: newSecret,
        }),
      )
    },
  }),
  defineRoute({
    id: 'restFromSurveys',
    method: 'POST',
    path: '/s/:token/rests',
    summary: 'Ask me less often',
    access,
    page,
    params: token,
    consumes: 'form',
    bodyLimitBytes,
    body: form,
    produces: html,
    noReplay: 'said twice, it is the same rest',
    async handle(caller, { params, body: fields, request }) {
      const ctx = contextOf(caller.platform, params.token, caller.requestId)
      if (!ctx) return unknown(languageIn(fields['l'], caller))
      brake(ctx, request, params.token)
      return shown(await restFromSurveys(ctx, { token: params.token, language: fields['l'], preferred: caller.language }))
    },
  }),
]
