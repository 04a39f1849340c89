// What customers said over the last weeks: surveys, their links and invitations, the answers, and the step where it went wrong.
import { addLink, addSurvey, bringContacts, listResponses, openSurvey, saveAnswer, traceCause } from '#features/voice/public.ts'
import type { Context } from '#platform/http/context.ts'
import { type CaseContent, settleCases } from './cases.ts'
import { readContent } from './content.ts'
import { type House, shareOf } from './house.ts'

interface Surveys {
  surveys: { key: string; name: string; questions: Parameters<typeof addSurvey>[1]['questions'] }[]
  links: { key: string; survey: string; unit: string; step: string; label: string }[]
  /** Whom the shop's system asks by e-mail; so many customers of each unit and step. */
  invited: { key: string; survey: string; unit: string; step?: string; contacts: number }[]
}
interface Ticks {
  csat?: number
  nps?: number
  ces?: number
  isSolved?: boolean
}
interface AnswerContent extends Ticks {
  /** Of a link, or of those invited. */
  door: string
  daysAgo: number
  time: string
  language: 'en' | 'de' | 'ar'
  words?: string
  /** How to reach the customer, where they left it. */
  reach?: string
  key?: string
  cause?: string
  case?: CaseContent
  isStory?: boolean
}
/** Answers without words: only ticks, spread over the weeks. */
type Silent = Record<string, Ticks[]>

const origin = 'https://hollin.example'
const tokenOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

async function readAnswers(): Promise<AnswerContent[]> {
  const worded = await Promise.all(
    ['en', 'de', 'ar'].map((language) => readContent<Omit<AnswerContent, 'language'>[]>(`voice/answers-${language}.json`)),
  )
  const silent = await readContent<Silent>('voice/silent.json')
  const said = worded.flatMap((answers, i) => answers.map((answer) => ({ ...answer, language: (['en', 'de', 'ar'] as const)[i]! })))
  const unsaid = Object.entries(silent).flatMap(([door, all]) =>
    all.map((ticks, i): AnswerContent => {
      const share = shareOf(`${door} ${i}`)
      const time = `${String(8 + Math.floor(share * 12)).padStart(2, '0')}:${String(Math.floor(share * 7200) % 60).padStart(2, '0')}`
      return { ...ticks, door, daysAgo: 3 + Math.floor(((i + share) * 47) / all.length), time, language: 'en' }
    }),
  )
  return [...said, ...unsaid].sort((a, b) => b.daysAgo - a.daysAgo || (a.time < b.time ? -1 : 1))
}

/** Answers the responses' ids by the keys that other content names. */
export async function addVoice(house: House, steps: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const content = await readContent<Surveys>('voice/surveys.json')
  const begin = house.at(60, '09:00', 'Ruth Adler')
  const surveyIds = new Map<string, string>()
  for (const { key, name, questions } of content.surveys) {
    const { id } = await addSurvey(begin, { name, questions, answerWithinHours: 24, restDays: 30 })
    surveyIds.set(key, id)
    await openSurvey(begin, id)
  }
  const tokens = new Map<string, string>()
  for (const { key, survey, unit, step, label } of content.links) {
    const link = await addLink(begin, { surveyId: surveyIds.get(survey)!, unitId: house.unit(unit), stepId: steps.get(step)!, label })
    tokens.set(key, tokenOf(link.path!))
  }
  const answers = (await readAnswers()).filter(house.has)
  const invitations = await invite(house, steps, content.invited, surveyIds, answers)
  const cases: { answer: AnswerContent; at: string }[] = []
  for (const [i, answer] of answers.entries()) {
    // A tenth of a second for each, so that no two came at the same instant.
    const ctx = house.at(answer.daysAgo, `${answer.time}:${String(10 + (i % 50))}.${String(i).padStart(3, '0')}`)
    const linked = tokens.get(answer.door)
    const token = linked ?? invitations.get(answer)
    if (token === undefined) throw new Error(`the demonstration has no link or invitation ${answer.door}`)
    await saveOne(ctx, token, answer, linked === undefined ? null : `hollin-answer-${String(i).padStart(4, '0')}`)
    cases.push({ answer, at: ctx.now().toISOString() })
  }
  const received = new Map((await listResponses(house.ctx, { limit: 1000 })).items.map((response) => [response.receivedAt, response]))
  const keys = new Map<string, string>()
  for (const { answer, at } of cases) {
    const response = received.get(at)
    if (!response) throw new Error(`the demonstration's answer of ${at} was not kept`)
    if (answer.key) keys.set(answer.key, response.id)
    if (answer.cause) await traceCause(house.at(answer.daysAgo - 1, '10:30', 'Ruben Postma'), response.id, steps.get(answer.cause)!)
    if (response.caseId) await settleCases(house, { id: response.caseId, daysAgo: answer.daysAgo, content: answer.case })
  }
  return keys
}

async function saveOne(ctx: Context, token: string, answer: AnswerContent, key: string | null): Promise<void> {
  const { csat = null, nps = null, ces = null, isSolved = null, words = null, reach = null, language } = answer
  const saved = await saveAnswer(ctx, token, { answers: { csat, nps, ces, isSolved }, words, reach, language, isDraft: false, key })
  if (saved !== 'saved') throw new Error(`the demonstration's answer was ${saved}`)
}

/** Asks the customers of each day on that day; those who answered later are among them. */
async function invite(
  house: House,
  steps: ReadonlyMap<string, string>,
  invited: Surveys['invited'],
  surveyIds: ReadonlyMap<string, string>,
  answers: readonly AnswerContent[],
): Promise<Map<AnswerContent, string>> {
  const tokens = new Map<AnswerContent, string>()
  for (const { key, survey, unit, step, contacts } of invited) {
    const coming = answers.filter(({ door }) => door === key)
    // Everybody is asked two days before they answer; those who stay silent are spread over the same weeks.
    const silent = Array.from({ length: contacts - coming.length }, (_, i) => 3 + Math.floor((i * 52) / contacts))
    const days = Map.groupBy(
      [...coming.map((answer) => ({ daysAgo: answer.daysAgo + 2, answer })), ...silent.map((daysAgo) => ({ daysAgo, answer: undefined }))],
      ({ daysAgo }) => daysAgo,
    )
    for (const [daysAgo, asked] of [...days].sort(([a], [b]) => b - a)) {
      const ctx = house.at(daysAgo, '06:30')
      const { items } = await bringContacts(
        ctx,
        {
          surveyId: surveyIds.get(survey)!,
          items: asked.map(({ answer }, i) => ({
            externalId: `${key}-${daysAgo}-${i}`,
            happenedOn: ctx.now().toISOString().slice(0, 10),
            unitId: house.unit(unit),
            stepId: step === undefined ? null : steps.get(step)!,
            customer: `${key}-${daysAgo}-${i}`,
            email: `customer-${key}-${daysAgo}-${i}@customers.example`,
            language: answer?.language ?? 'en',
          })),
        },
        origin,
      )
      for (const [i, { answer }] of asked.entries()) if (answer) tokens.set(answer, tokenOf(items[i]!.link!))
    }
  }
  return tokens
}
