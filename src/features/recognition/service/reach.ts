// Whom thanks reach, by unit and job role; people appear only to their own leader, as a prompt to notice. Nobody is ranked.
import { gini } from '#engines/scores/gini.ts'
import {
  namesOfJobRoles,
  peopleBelow,
  personCard,
  placesWithPeople,
  readSettings,
  rootUnitIds,
  unitIdsBelow,
  unitsById,
} from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Reach, ReachGroup, Unnoticed } from '../contract.ts'
import { type Counted, fewestPeople, reachDays, shownGroups } from '../rules.ts'
import { countsByPerson, countsByUnit, thankedAmong } from '../store/figures.ts'

const dayMs = 86_400_000
const mostPeople = 2000
const mostPrompts = 50

async function sinceDay(ctx: Context, tx: Tx): Promise<string> {
  const { timeZone } = await readSettings(tx)
  return dayIn(timeZone, new Date(ctx.now().getTime() - reachDays * dayMs))
}

/** The unit asked about, or the tops of what the reader may see. Throws 404 for a unit that is not there. */
async function topsOf(ctx: Context, tx: Tx, unitId: string | undefined): Promise<string[]> {
  if (unitId !== undefined) {
    const unit = (await unitsById(tx, [unitId])).get(unitId)
    if (!unit) throw new Problem(problems.notFound)
    ctx.require('thanks.reach', { unitPath: unit.ancestorIds })
    return [unitId]
  }
  const reach = ctx.reach('thanks.reach')
  if (!reach.isEverywhere && reach.unitIds.length === 0) throw new Problem(problems.notAllowed)
  return reach.isEverywhere ? rootUnitIds(tx) : reach.unitIds
}

const groupOf = ({ id, people, reached, thanks }: Counted, name: string | null): ReachGroup =>
  people < fewestPeople
    ? { id, name, people, reached: null, thanks: null }
    : { id, name, people, reached: Math.min(reached, people), thanks }

export const readReach = (ctx: Context, unitId: string | undefined): Promise<Reach> =>
  ctx.read(async (tx) => {
    const unitIds = await unitIdsBelow(tx, await topsOf(ctx, tx, unitId))
    const since = await sinceDay(ctx, tx)
    const [allPlaces, counts, unitCounts, jobRoles, units] = await Promise.all([
      placesWithPeople(tx),
      countsByPerson(tx, since, unitIds),
      countsByUnit(tx, since, unitIds),
      namesOfJobRoles(tx),
      unitsById(tx, unitIds),
    ])
    const wanted = new Set(unitIds)
    const places = allPlaces.filter((place) => place.unitId !== null && wanted.has(place.unitId))
    const grouped = (
      keyOf: (place: { unitId: string | null; jobRoleId: string | null }) => string | null,
      extra = new Map<string, number>(),
    ) =>
      [...Map.groupBy(places, keyOf)].flatMap(([id, here]): Counted[] => {
        if (id === null) return []
        const thanked = counts.filter((one) => keyOf(one) === id)
        return [
          {
            id,
            people: here.reduce((sum, { people }) => sum + people, 0),
            reached: new Set(thanked.map(({ personId }) => personId)).size,
            thanks: thanked.reduce((sum, { n }) => sum + n, 0) + (extra.get(id) ?? 0),
          },
        ]
      })
    const people = places.reduce((sum, place) => sum + place.people, 0)
    const byPerson = Map.groupBy(counts, ({ personId }) => personId)
    const perPerson = [...byPerson.values()].map((rows) => rows.reduce((sum, { n }) => sum + n, 0))
    const toUnits = unitCounts.reduce((sum, { n }) => sum + n, 0)
    const whole: Counted = {
      id: unitId ?? null,
      people,
      reached: perPerson.length,
      thanks: perPerson.reduce((sum, n) => sum + n, 0) + toUnits,
    }
    const unthanked = Math.max(0, people - perPerson.length)
    const byUnit = grouped((place) => place.unitId, new Map(unitCounts.map((row) => [row.unitId, row.n])))
    return {
      days: reachDays,
      whole: groupOf(whole, unitId ? (units.get(unitId)?.name ?? null) : null),
      concentration: people < fewestPeople ? null : gini([...perPerson, ...Array.from({ length: unthanked }, () => 0)]),
      units: shownGroups(byUnit).map((group) => groupOf(group, group.id ? (units.get(group.id)?.name ?? null) : null)),
      jobRoles: shownGroups(grouped((place) => place.jobRoleId)).map((group) =>
        groupOf(group, group.id ? (jobRoles.get(group.id) ?? null) : null),
      ),
    }
  })

/** Who reports to the reader and was thanked by nobody by name: to be noticed, not to be counted. */
export const readUnnoticed = (ctx: Context): Promise<Unnoticed> =>
  ctx.read(async (tx) => {
    const me = ctx.actor.personId
    const unitIds = ctx.reach('thanks.notice').unitIds
    if (unitIds.length === 0) throw new Problem(problems.notAllowed)
    const { isWorksCouncilMode } = await readSettings(tx)
    if (isWorksCouncilMode) return { days: reachDays, isOff: true, items: [] }
    const ids = new Set<string>()
    for (const unitId of unitIds) for (const id of await peopleBelow(tx, unitId, mostPeople)) ids.add(id)
    const cards = await personCard(tx, [...ids])
    // Their own leader: whom they report to; where the staff list says nothing of that, who leads their unit.
    const mine = [...ids]
      .flatMap((id) => cards.get(id) ?? [])
      .filter(({ id, managerId, unitId }) => id !== me && (managerId === me || (managerId === null && unitIds.includes(unitId ?? ''))))
    const since = await sinceDay(ctx, tx)
    const thanked = await thankedAmong(
      tx,
      since,
      mine.map(({ id }) => id),
    )
    return {
      days: reachDays,
      isOff: false,
      items: mine
        .filter(({ id }) => !thanked.has(id))
        .slice(0, mostPrompts)
        .map(({ id, displayName, jobRoleName }) => ({ id, name: displayName, about: jobRoleName })),
    }
  })
