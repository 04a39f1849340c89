// What stands in the way at Hollin, who it stops, and what leaders said to it.
import {
  answerObstacle,
  judgeObstacle,
  type Raising,
  raiseObstacle,
  replyToObstacle,
  sayObstacleHelped,
  supportObstacle,
} from '#features/obstacles/public.ts'
import { readContent } from './content.ts'
import { type House, shareOf } from './house.ts'

interface ObstacleContent {
  isStory?: boolean
  title: string
  happened: string
  hurts: Raising['hurts']
  raisedBy: string
  daysAgo: number
  leader?: string
  step?: string
  rule?: string
  principle?: string
  isUnnamed?: boolean
  /** So many colleagues of these units say "mine too". */
  supporters: { unit: string; count: number }[]
  kind?: { kind: 'red' | 'green'; law?: string }
  reply?: { daysAgo: number; words: string }
  answer?: { daysAgo: number; answer: 'removed' | 'changed' | 'kept'; because: string; helped: number; not: number }
}

export async function addObstacles(
  house: House,
  known: { steps: ReadonlyMap<string, string>; rules: ReadonlyMap<string, { ruleId: string }> },
): Promise<void> {
  for (const one of (await readContent<ObstacleContent[]>('obstacles.json')).filter(house.has)) {
    const ctx = house.at(one.daysAgo, '17:20', one.raisedBy)
    const { id } = await ctx.write((tx) =>
      raiseObstacle(ctx, tx, {
        title: one.title,
        happened: one.happened,
        hurts: one.hurts,
        isUnnamed: one.isUnnamed ?? false,
        stepId: one.step === undefined ? null : known.steps.get(one.step)!,
        ruleId: one.rule === undefined ? null : known.rules.get(one.rule)!.ruleId,
        principleId: one.principle === undefined ? null : house.principle(one.principle),
        ...(one.leader === undefined ? {} : { leaderId: house.person(one.leader).id }),
      }),
    )
    const voices = one.supporters.flatMap(({ unit, count }) => colleagues(house, house.unit(unit), one, count))
    const soon = house.at(one.daysAgo - 1, '08:10')
    await soon.write(async (tx) => {
      for (const personId of voices) await supportObstacle(tx, id, personId)
    })
    const leader = one.leader ?? house.people.find((card) => card.id === house.person(one.raisedBy).managerId)?.displayName
    if (one.kind) await judgeObstacle(house.at(one.daysAgo - 1, '11:00', leader), id, one.kind)
    if (one.reply) await replyToObstacle(house.at(one.reply.daysAgo, '12:15', leader), id, one.reply.words)
    if (!one.answer) continue
    const { answer, because, daysAgo, helped, not } = one.answer
    await answerObstacle(house.at(daysAgo, '15:00', leader), id, { answer, because })
    const heard = voices.slice(0, helped + not).map((personId) => house.people.find((card) => card.id === personId)!.displayName)
    for (const [i, name] of heard.entries()) await sayObstacleHelped(house.at(daysAgo - 1, '16:00', name), id, i < helped)
  }
}

function colleagues(house: House, unitId: string, { title, raisedBy }: ObstacleContent, count: number): string[] {
  return house.people
    .filter((card) => card.ancestorIds?.includes(unitId) && card.displayName !== raisedBy && !card.leadsUnit)
    .sort((a, b) => shareOf(title + a.displayName) - shareOf(title + b.displayName))
    .slice(0, count)
    .map(({ id }) => id)
}
