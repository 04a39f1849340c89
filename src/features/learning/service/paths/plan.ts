// My plan: what the rules of the house give me, in order, each with why, and one next step.
import { placeOfPerson } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context } from '#platform/http/context.ts'
import type { Plan, PlanEntry, PlanStep } from '../../contract/paths.ts'
import { entriesOf } from '../../store/paths/entries.ts'
import { ownSteps } from '../../store/paths/paths.ts'
import { saidFamilies } from '../../store/role-families.ts'
import { familyOf } from '../role-families.ts'
import { because, namedUnits } from './because.ts'

export async function readPlan(ctx: Context): Promise<Plan> {
  const personId = ctx.actor.personId
  ctx.require('plans.read', { personId })
  return ctx.read(async (tx) => {
    const [place, said, entries, steps] = await Promise.all([
      placeOfPerson(tx, personId!),
      saidFamilies(tx),
      entriesOf(tx, personId!),
      ownSteps(tx, personId!, ctx.language),
    ])
    const live = entries.filter(({ withdrawnOn }) => withdrawnOn === null)
    const today = dayIn(place?.timeZone ?? 'UTC', ctx.now())
    const about = {
      family: place ? familyOf(said, place) : null,
      language: ctx.session?.language ?? ctx.language,
      units: await namedUnits(tx, place?.unitPath ?? [], live),
    }
    const byPath = Map.groupBy(
      steps.filter(({ isThere }) => isThere),
      ({ pathId }) => pathId,
    )
    const items = live.map((entry): PlanEntry => ({
      path: { id: entry.pathId, title: entry.title },
      assignedOn: entry.assignedOn,
      dueOn: entry.dueOn,
      isOverdue: entry.finishedAt === null && entry.dueOn < today,
      finishedAt: entry.finishedAt,
      because: because(entry, place, about),
      steps: (byPath.get(entry.pathId) ?? []).map(({ kind, subjectId, title, minutes, isDone, isBegun }): PlanStep => ({
        kind,
        id: subjectId,
        title,
        minutes,
        state: isDone ? 'done' : isBegun ? 'begun' : 'to-do',
      })),
    }))
    return { items, next: nextOf(items) }
  })
}

/** The first step that is not done of what is due first. */
function nextOf(items: readonly PlanEntry[]): Plan['next'] {
  for (const { path, finishedAt, steps } of items) {
    const step = finishedAt === null ? steps.find(({ state }) => state !== 'done') : undefined
    if (step) return { pathId: path.id, step }
  }
  return null
}
