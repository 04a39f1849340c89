// What the public page shows for an address: the form, filled in with what was sent within a day; thanks; or why there is nothing to fill in.
import { mantraToday } from '#features/language/public.ts'
import { readSettings, type SettingsRow } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { isUnhappy, noAnswers } from '../rules/answers.ts'
import { inLanguage, isSurveyLanguage, type SurveyLanguage, surveyLanguages } from '../rules/texts.ts'
import { hashOf, surveyPath } from '../rules/tokens.ts'
import { restCustomer } from '../store/contacts.ts'
import { contactOfInvitation } from '../store/invitations.ts'
import { type DoorRow, findDoor } from '../store/links.ts'
import { findAnswer, type OwnAnswer } from '../store/responses.ts'
import { findSurvey } from '../store/surveys.ts'
import { type House, noticePage, surveyPage, thanksPage } from '../survey-page/page.ts'
import { pageWords } from '../survey-page/words.ts'
import { editableMs, isDoorOpen, whoseAnswer } from './answer.ts'
import { viewOf } from './surveys.ts'
import { addDays } from './unit-time.ts'

export interface Shown {
  status: 200 | 404 | 410 | 422
  body: string
}
export interface Asked {
  token: string
  /** Chosen on the page. */
  language: string | undefined
  /** Of the browser. */
  preferred: string
  /** Of an answer through a link. */
  key: string | null
  wants: 'form' | 'thanks'
  /** Nothing was filled in: the form once more. */
  isEmpty?: boolean
  /** Made for a new answer through a link. */
  newKey: () => string
}

const isEditable = (ctx: Context, answer: OwnAnswer): boolean => ctx.now().getTime() - new Date(answer.receivedAt).getTime() <= editableMs
const houseOf = async (ctx: Context, tx: Tx, settings: SettingsRow, language: string): Promise<House> => ({
  name: settings.name,
  mantra: (await mantraToday(tx, ctx, language))?.wording ?? null,
})
const languageOf = (
  { language, preferred }: Pick<Asked, 'language' | 'preferred'>,
  door: DoorRow | undefined,
  spoken: readonly string[],
): SurveyLanguage => {
  const wanted = [language, door?.language, preferred, ...spoken].filter(isSurveyLanguage)
  return wanted.find((one) => spoken.includes(one)) ?? wanted[0] ?? 'en'
}

export function showSurvey(ctx: Context, asked: Asked): Promise<Shown> {
  return ctx.read(async (tx) => {
    const door = await findDoor(tx, hashOf(asked.token))
    if (!door) return { status: 404, body: noticePage(languageOf(asked, undefined, []), 'unknown') }
    const [settings, row] = await Promise.all([readSettings(tx), findSurvey(tx, door.surveyId)])
    const survey = viewOf(row!)
    const spoken = surveyLanguages.filter(
      (language) => survey.questions.some(({ wording }) => wording[language] !== undefined) && settings.languages.includes(language),
    )
    const language = languageOf(asked, door, [settings.defaultLanguage, ...spoken])
    const whose = whoseAnswer(door, asked.key)
    const [house, answer] = await Promise.all([houseOf(ctx, tx, settings, language), whose && findAnswer(tx, whose)])
    const path = surveyPath(asked.token)
    if (asked.wants === 'thanks' && answer?.isComplete) {
      const isOpen = isEditable(ctx, answer)
      const isPromised = !answer.isSecond && (answer.reach !== null || door.contactId !== null)
      const changePath = door.invitationId === null ? `${path}/${asked.key}?edit=1&l=${language}` : `${path}?l=${language}`
      return {
        status: 200,
        body: thanksPage({
          language,
          house,
          withinHours: isPromised && isUnhappy(answer) ? survey.answerWithinHours : null,
          changePath: isOpen ? changePath : null,
          until: isOpen ? new Date(new Date(answer.receivedAt).getTime() + editableMs) : null,
          timeZone: settings.timeZone,
        }),
      }
    }
    if (answer && !isEditable(ctx, answer)) return { status: 200, body: noticePage(language, 'answered', house) }
    if (!answer && !isDoorOpen(door)) return { status: 410, body: noticePage(language, 'closed', house) }
    const say = (words: Parameters<typeof inLanguage>[0]) => inLanguage(words, language, settings.defaultLanguage)
    return {
      status: asked.isEmpty ? 422 : 200,
      body: surveyPage({
        language,
        languages: spoken.includes(language) ? spoken : [],
        house,
        path,
        title: say(survey.title)?.words ?? survey.name,
        lead: say(survey.lead)?.words ?? null,
        why: say(survey.why)?.words ?? '',
        questions: survey.questions.map(({ kind, wording }) => {
          const found = say(wording)
          return { kind, wording: found?.words ?? '', language: found?.language ?? language }
        }),
        given: answer ?? noAnswers,
        words: answer?.words ?? null,
        reach: answer?.reach ?? null,
        asksReach: door.invitationId === null,
        key: door.invitationId === null ? (asked.key ?? asked.newKey()) : null,
        mayRest: door.contactId !== null,
        says: asked.isEmpty ? pageWords[language].nothing : null,
      }),
    }
  })
}

const restDays = 180
/** "Ask me less often": of whoever was invited. Answers the page that says so. */
export function restFromSurveys(ctx: Context, asked: Pick<Asked, 'token' | 'language' | 'preferred'>): Promise<Shown> {
  return ctx.write(async (tx) => {
    const door = await findDoor(tx, hashOf(asked.token))
    const contact = door?.invitationId ? await contactOfInvitation(tx, door.invitationId) : undefined
    const language = languageOf(asked, door, surveyLanguages)
    if (!door || !contact) return { status: 404, body: noticePage(language, 'unknown') }
    const settings = await readSettings(tx)
    if (contact.customerKey !== null) await restCustomer(tx, contact.customerKey, addDays(dayIn(settings.timeZone, ctx.now()), restDays))
    return { status: 200, body: noticePage(language, 'lessDone', await houseOf(ctx, tx, settings, language)) }
  })
}
