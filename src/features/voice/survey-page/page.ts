// The survey as HTML: the whole page in one reply, usable without script. Every word from outside goes through `escape`.
import { sha256 } from '#platform/ids.ts'
import { type Answers, scales } from '../rules/answers.ts'
import type { SurveyLanguage } from '../rules/texts.ts'
import { script, style } from './style.ts'
import { languageNames, pageWords } from './words.ts'

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const sourceHash = (text: string): string => `'sha256-${Buffer.from(sha256(text), 'hex').toString('base64')}'`

/** Nothing from anywhere, the sheet and the script of this page only, forms to this server only. */
const policy = [
  "default-src 'none'",
  `style-src ${sourceHash(style)}`,
  // The empty icon only: without it every browser asks for /favicon.ico.
  'img-src data:',
  `script-src ${sourceHash(script)}`,
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
export const pageHeaders = { 'content-security-policy': policy, 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' }

export interface House {
  name: string
  mantra: string | null
}
export interface AskedQuestion {
  kind: 'csat' | 'nps' | 'ces' | 'fcr'
  wording: string
  /** Where the wording exists in another language only. */
  language: SurveyLanguage
}
export interface SurveyForm {
  language: SurveyLanguage
  languages: readonly SurveyLanguage[]
  house: House
  path: string
  title: string
  lead: string | null
  why: string
  questions: readonly AskedQuestion[]
  given: Answers
  words: string | null
  reach: string | null
  /** Asked only of whoever came through a link: of the others we know how. */
  asksReach: boolean
  key: string | null
  mayRest: boolean
  says: string | null
}

const direction = (language: SurveyLanguage): string => (language === 'ar' ? 'rtl' : 'ltr')
const sign =
  '<svg viewBox="0 0 36 24" aria-hidden="true"><path d="M18 3.6a10.4 10.4 0 0 1 0 16.8a10.4 10.4 0 0 1 0-16.8z" fill="#F9B93C"/><circle cx="12" cy="12" r="10.4" fill="none" stroke="currentColor" stroke-width="2.2"/><circle cx="24" cy="12" r="10.4" fill="none" stroke="currentColor" stroke-width="2.2"/></svg>'

interface Frame {
  language: SurveyLanguage
  house: House | null
  title: string
  nav?: string
  main: string
  hasScript?: boolean
}
const frame = ({ language, house, title, nav = '', main, hasScript = false }: Frame): string =>
  `<!doctype html><html lang="${language}" dir="${direction(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escape(house ? `${title} – ${house.name}` : title)}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><div class="w">` +
  `${house ? `<header class="top"><span class="org">${sign}<bdi>${escape(house.name)}</bdi></span>${nav}</header>` : ''}<main>${main}</main>${house?.mantra ? `<footer class="mantra" dir="auto">${escape(house.mantra)}</footer>` : ''}</div>${hasScript ? `<script>${script}</script>` : ''}</body></html>`

const numberIn = (language: SurveyLanguage, value: number): string =>
  new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-arab' : language).format(value)

function choices(form: SurveyForm, { kind }: AskedQuestion): string {
  const words = pageWords[form.language]
  const radio = (name: string, value: string, isChosen: boolean, label: string, shown = label) =>
    `<label><input type="radio" name="${name}" value="${value}"${isChosen ? ' checked' : ''}${shown === label ? '' : ` aria-label="${escape(label)}"`}><span>${escape(shown)}</span></label>`
  if (kind === 'csat') {
    // The best stands first, as people read: no number, no face, the same distance between words.
    const list = words.csat.map((label, i) => radio('csat', String(i + 1), form.given.csat === i + 1, label)).toReversed()
    return `<div class="list">${list.join('')}</div>`
  }
  if (kind === 'fcr')
    return `<div class="list">${radio('fcr', 'yes', form.given.isSolved === true, words.yes)}${radio('fcr', 'no', form.given.isSolved === false, words.no)}</div>`
  const { from, to } = scales[kind]
  const [low, high] = words[kind]
  const cells = Array.from({ length: to - from + 1 }, (_, i) => {
    const value = from + i
    const shown = numberIn(form.language, value)
    return radio(kind, String(value), form.given[kind] === value, value === from ? low : value === to ? high : shown, shown)
  })
  return `<div class="row">${cells.join('')}</div><p class="ends"><span>${escape(low)}</span><span>${escape(high)}</span></p>`
}

function question(form: SurveyForm, one: AskedQuestion, at: number): string {
  const words = pageWords[form.language]
  const count =
    form.questions.length > 1
      ? `<span class="n">${words.of(numberIn(form.language, at + 1), numberIn(form.language, form.questions.length))}</span>`
      : ''
  const foreign = one.language === form.language ? '' : ` lang="${one.language}" dir="${direction(one.language)}"`
  return `<fieldset><legend>${count}<span${foreign}>${escape(one.wording)}</span></legend>${choices(form, one)}</fieldset>`
}

export function surveyPage(form: SurveyForm): string {
  const words = pageWords[form.language]
  const nav =
    form.languages.length < 2
      ? ''
      : `<nav aria-label="${words.languages}">${form.languages
          .map((language) =>
            language === form.language
              ? `<b lang="${language}" aria-current="true">${languageNames[language]}</b>`
              : `<a lang="${language}" hreflang="${language}" href="${form.path}?l=${language}">${languageNames[language]}</a>`,
          )
          .join('')}</nav>`
  const why = `<div class="field"><label for="why"><bdi>${escape(form.why)}</bdi> <small>${words.ifYouLike}</small></label><textarea id="why" name="words" maxlength="2000" dir="auto">${escape(form.words ?? '')}</textarea></div>`
  const reach = form.asksReach
    ? `<div class="field"><label for="reach">${words.reach} <small>${words.reachHint}</small></label><input type="text" id="reach" name="reach" maxlength="254" dir="auto" autocomplete="email" value="${escape(form.reach ?? '')}"></div>`
    : ''
  const hidden = `<input type="hidden" name="l" value="${form.language}">${form.key === null ? '' : `<input type="hidden" name="key" value="${escape(form.key)}">`}<label class="trap" aria-hidden="true">Website<input name="website" tabindex="-1" autocomplete="off"></label>`
  const rest = form.mayRest
    ? `<form method="post" action="${form.path}/rests"><input type="hidden" name="l" value="${form.language}"><button class="plain">${words.less}</button></form>`
    : ''
  return frame({
    language: form.language,
    house: form.house,
    title: form.title,
    nav,
    hasScript: true,
    main:
      `<div class="about"><h1 dir="auto">${escape(form.title)}</h1>${form.lead ? `<p class="lead" dir="auto">${escape(form.lead)}</p>` : ''}</div>${form.says ? `<p class="say stop" role="alert">${escape(form.says)}</p>` : ''}` +
      `<form method="post" action="${form.path}">${form.questions.map((one, i) => question(form, one, i)).join('')}${why}${reach}${hidden}<button>${words.send}</button></form>` +
      `<p class="note">${escape(words.note.replace('{{name}}', form.house.name))} ${words.noteReach}</p><p class="note">${words.kept}</p>${rest}`,
  })
}

export interface Thanks {
  language: SurveyLanguage
  house: House
  /** How soon somebody gets in touch, where that was promised. */
  withinHours: number | null
  changePath: string | null
  until: Date | null
  timeZone: string
}
export function thanksPage({ language, house, withinHours, changePath, until, timeZone }: Thanks): string {
  const words = pageWords[language]
  const when =
    until &&
    new Intl.DateTimeFormat(language === 'ar' ? 'ar-u-nu-arab' : language === 'en' ? 'en-GB' : language, {
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }).format(until)
  return frame({
    language,
    house,
    title: words.thanks,
    main: `<h1>${words.thanks}</h1><p class="lead">${words.thanksText}${withinHours === null ? '' : ` ${words.willReach(withinHours)}`}</p>${
      changePath === null || when === null
        ? ''
        : `<a class="btn" href="${changePath}">${words.change}</a><p class="note">${escape(words.until(when))}</p>`
    }`,
  })
}

export type Notice = 'closed' | 'answered' | 'unknown' | 'busy' | 'lessDone'
export function noticePage(language: SurveyLanguage, notice: Notice, house: House | null = null): string {
  const words = pageWords[language]
  const text = notice === 'lessDone' ? null : words[`${notice}Text` as 'closedText']
  return frame({
    language,
    house,
    title: words[notice],
    main: `<h1>${words[notice]}</h1>${text === null ? '' : `<p class="lead">${text}</p>`}`,
  })
}
