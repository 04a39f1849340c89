import { personCard, readSettings } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Standing } from '../contract.ts'
import { standingOf } from './levels.ts'

/** While the works-council switch is on, only the person. */
export const readingOperation = (isWorksCouncilMode: boolean): 'evidence.read' | 'evidence.read-own' =>
  isWorksCouncilMode ? 'evidence.read-own' : 'evidence.read'

export const readStanding = (ctx: Context, personId: string): Promise<Standing> =>
  ctx.read(async (tx) => {
    const [cards, settings] = await Promise.all([personCard(tx, [personId]), readSettings(tx)])
    const card = cards.get(personId)
    if (!card) throw new Problem(problems.notFound)
    const resource = { personId, managerId: card.managerId, unitPath: card.ancestorIds }
    const operation = readingOperation(settings.isWorksCouncilMode)
    ctx.require('evidence.read', resource)
    ctx.require(operation, resource)
    const { evidence, ...levels } = await standingOf(tx, personId, ctx.now())
    const shown = evidence.slice(0, 200)
    const authors = await personCard(tx, [...new Set(shown.flatMap(({ notedBy }) => notedBy ?? []))])
    return {
      personId,
      ...levels,
      evidence: shown.map((row) => ({
        ...row,
        source: row.sourceKind,
        notedBy: row.notedBy === null ? null : { id: row.notedBy, name: authors.get(row.notedBy)?.displayName ?? null },
      })),
      whoSees: ctx.platform.policy[operation]!.lines.map(([role, where]) => (where === 'self' ? where : role)),
    }
  })
