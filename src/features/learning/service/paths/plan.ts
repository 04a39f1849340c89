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
import { nextOf } from './next.ts'

type OwnStep = Awaited<ReturnType<typeof ownSteps>>[number]
const shown = ({ kind, subjectId, title, minutes, isDone, isBegun }: OwnStep): PlanStep => ({
  kind,
  id: subjectId,
  title,
  minutes,
  state: isDone ? 'done' : isBegun ? 'begun' : 'to-do',
})

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
      steps: (byPath.get(entry.pathId) ?? []).map(shown),
    }))
    const next = nextOf(live, steps)
    return { items, next: next && { pathId: next.entry.pathId, step: shown(next.step) } }
  })
}
