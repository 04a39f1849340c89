// What became of the unhappy answers: most were made good, a few wait, one has waited too long.
import { askAgain, noteOnCase, readCase, resolveCase, saveAnswer } from '#features/voice/public.ts'
import { readContent } from './content.ts'
import { type House, shareOf } from './house.ts'

type Outcome = Parameters<typeof resolveCase>[2]['outcome']
export interface CaseContent {
  /** Left open, so that somebody has it to do. */
  isOpen?: boolean
  notes?: { kind: 'reached' | 'tried' | 'note'; words: string }[]
  outcome?: Outcome
  words?: string
  /** What the customer said when asked again. */
  again?: { csat?: number; nps?: number; words?: string }
}
interface Endings {
  usual: { outcome: Outcome; note: string; words: string }[]
}

const origin = 'https://hollin.example'
export async function settleCases(house: House, one: { id: string; daysAgo: number; content: CaseContent | undefined }): Promise<void> {
  const { usual } = await readContent<Endings>('voice/cases.json')
  const { id, daysAgo, content } = one
  const ending = usual[Math.floor(shareOf(`case ${daysAgo} ${content?.words ?? ''}`) * usual.length)]!
  const owner = (await readCase(house.ctx, id)).owner?.name ?? undefined
  const notes = content ? (content.notes ?? []) : [{ kind: 'reached' as const, words: ending.note }]
  for (const note of notes) await noteOnCase(house.at(daysAgo - 1, '09:40', owner), id, note)
  if (content?.isOpen || (!content && daysAgo < 3)) return
  await resolveCase(house.at(daysAgo - 1, '10:05', owner), id, {
    outcome: content?.outcome ?? ending.outcome,
    words: content?.words ?? ending.words,
  })
  if (!content?.again || daysAgo < 4) return
  const { link } = await askAgain(house.at(daysAgo - 2, '09:00', owner), id, origin)
  const { csat = null, nps = null, words = null } = content.again
  const answers = { csat, nps, ces: null, isSolved: null }
  const language = 'en'
  const given = { answers, words, reach: null, language, isDraft: false, key: null }
  await saveAnswer(house.at(daysAgo - 3, '18:20', undefined), link.slice(link.lastIndexOf('/') + 1), given)
}
