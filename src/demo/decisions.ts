// Decisions that people took alone, questions that took two, and what nobody has a rule for yet.
import { askColleague, mayI, noteDecision, reportGap } from '#features/authority/public.ts'
import { newId } from '#platform/ids.ts'
import type { Rules } from './authority.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'

interface Moment {
  person: string
  daysAgo: number
  time: string
}
interface Content {
  decisions: (Moment & {
    rule: string
    amount?: number
    facts?: Record<string, boolean | number>
    note?: string
    answer?: string
    step?: string
    isStory?: boolean
  })[]
  escalations: (Moment & { rule: string; amount?: number; facts?: Record<string, boolean | number>; words: string })[]
  gaps: (Moment & { words: string })[]
}

export async function addDecisions(
  house: House,
  known: { steps: ReadonlyMap<string, string>; rules: ReadonlyMap<string, Rules>; answers: ReadonlyMap<string, string> },
): Promise<void> {
  const { decisions, escalations, gaps } = await readContent<Content>('decisions.json')
  const asked = (id: string, rule: string, amount: number | undefined, facts: Record<string, boolean | number> = {}) => {
    const { ruleId, situationId, remedyId, currency } = known.rules.get(rule)!
    return { id, ruleId, ruleVersion: 1, situationId, remedyId, amount: amount ?? null, currency, facts }
  }
  for (const { person, daysAgo, time, rule, amount, facts, note, answer, step } of decisions.filter(house.has)) {
    const ctx = house.at(daysAgo, time, person)
    const question = asked(newId(ctx.now().getTime()), rule, amount, facts)
    const { verdict } = await ctx.read((tx) => mayI(tx, ctx.actor.personId!, question, ctx.now()))
    await noteDecision(ctx, {
      ...question,
      shown: verdict,
      ...(note === undefined ? {} : { note }),
      isGoodFaith: true,
      decidedAt: ctx.now().toISOString(),
      stepId: step === undefined ? null : known.steps.get(step)!,
      responseId: answer === undefined ? null : known.answers.get(answer)!,
    })
  }
  for (const { person, daysAgo, time, rule, amount, facts, words } of escalations) {
    const ctx = house.at(daysAgo, time, person)
    await askColleague(ctx, { ...asked(newId(ctx.now().getTime()), rule, amount, facts), words })
  }
  for (const { person, daysAgo, time, words } of gaps) await reportGap(house.at(daysAgo, time, person), { reason: 'no-rule', words })
}
