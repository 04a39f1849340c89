// What writers need to learn and to practise: a lesson and an assessment for each of them, and items whose answers are words that are found again.
import type { Learning } from './writer.ts'

const title = (index: number) => `What comes first ${index}`

export async function prepareLearning(
  address: string,
  token: string,
  { writers, principleId }: { writers: number; principleId: string },
): Promise<Learning[]> {
  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return JSON.parse(text) as T
  }
  const { items: lessons } = await ask<{ items: { id: string }[] }>('GET', '/api/lessons')
  const itemIds: string[] = []
  for (const prompt of ['What comes first?', 'What comes then?', 'What comes last?']) {
    const texts = { en: { prompt, accepted: ['sorry'], explanation: 'It opens the ear.' } }
    itemIds.push((await ask<{ id: string }>('POST', '/api/items', { principleId, kind: 'short', state: 'live', texts })).id)
  }
  const learning: Learning[] = []
  for (let index = 0; index < writers; index++) {
    const body = { texts: { en: { title: title(index) } }, mode: 'fixed', state: 'live', itemIds }
    const { id } = await ask<{ id: string }>('POST', '/api/assessments', body)
    learning.push({ lessonId: lessons[index]!.id, assessmentId: id, itemIds })
  }
  return learning
}

/** Where the memory says more or less reviews than there are, or evidence more or less sittings, something stands twice or is lost. */
export const learningTexts = [
  `select 'review' as kind, words as word, count(*)::int as times from practice_reviews group by words`,
  `select 'review' as kind, 'the memory of ' || m.subject_id as word, 2 as times from practice_memories m
    where m.reviews <> (select count(*) from practice_reviews r where r.organisation_id = m.organisation_id and r.person_id = m.person_id and r.subject_id = m.subject_id)`,
  `select 'submission' as kind, a.words as word, count(*)::int as times from sittings s join sitting_answers a on a.organisation_id = s.organisation_id and a.sitting_id = s.id
    where s.state = 'submitted' and a.position = 0 group by a.words`,
  `select 'submission' as kind, 'the evidence of ' || s.assessment_id as word, 2 as times from sittings s where s.state = 'submitted' group by s.organisation_id, s.assessment_id
    having count(*) <> (select count(*) from evidence_pieces e where e.organisation_id = s.organisation_id and e.source_id = s.assessment_id)`,
  `select 'lesson-answer' as kind, id::text as word, count(*)::int as times from lesson_answers group by id`,
  // Each step is a second later than the one before: where somebody stands tells of all before.
  `select 'step' as kind, lesson_id || ' ' || n as word, 1 as times from lesson_progress cross join lateral generate_series(1, 1 + extract(epoch from at - started_at)::int) n`,
]
