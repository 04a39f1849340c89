// The 60-second question: made of the principle and of what the team's own job calls poor, good and great.
import { type BehaviourRef, behavioursFor, type ExampleRef, examplesFor } from '#features/language/public.ts'
import { namesOfJobRoles } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Question } from '../contract.ts'
import { weekIndex } from '../rules.ts'

export interface QuestionAbout {
  principleId: string | null
  jobRoleId: string | null
  week: string
  language: string
}
const highestLevel = 4
const bare = { id: null, name: null, jobRole: null, options: [], looksLike: null, doesNot: null }

function ofBehaviour(behaviour: BehaviourRef, jobRole: string | null, week: string): Question {
  const options = [
    { words: behaviour.poor, isGreat: false },
    { words: behaviour.good, isGreat: false },
    { words: behaviour.great, isGreat: true },
  ]
  const turn = weekIndex(week) % options.length
  const turned = [...options.slice(turn), ...options.slice(0, turn)]
  return { ...bare, source: 'behaviour', id: behaviour.id, name: behaviour.name, jobRole, options: turned }
}
const ofExample = (example: ExampleRef, jobRole: string | null): Question => ({
  ...bare,
  source: 'example',
  id: example.id,
  jobRole,
  looksLike: example.looksLike,
  doesNot: example.doesNot,
})

/** `frozen`: what an opened agenda asks. Without: one of those that fit, another one each time the principle comes round. */
export async function questionFor(tx: Tx, about: QuestionAbout, frozen?: { source: Question['source']; id: string }): Promise<Question> {
  const { principleId, jobRoleId, week, language } = about
  if (principleId === null) return { ...bare, source: 'principle' }
  const [behaviours, examples, roles] = await Promise.all([
    behavioursFor(tx, jobRoleId, highestLevel, language),
    examplesFor(tx, principleId, jobRoleId, language),
    namesOfJobRoles(tx),
  ])
  const role = jobRoleId === null ? null : (roles.get(jobRoleId) ?? null)
  const candidates = [
    ...behaviours.filter((one) => one.principleId === principleId).map((one) => ofBehaviour(one, role, week)),
    ...examples.map((one) => ofExample(one, one.jobRoleId === null ? null : role)),
  ]
  if (frozen) return candidates.find(({ id }) => id === frozen.id) ?? { ...bare, source: 'principle' }
  return candidates[weekIndex(week) % Math.max(1, candidates.length)] ?? { ...bare, source: 'principle' }
}
