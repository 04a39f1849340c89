// The job: every team has this week's huddle, made from what turns. Run twice it writes nothing twice.
import { principleRefs } from '#features/language/public.ts'
import { absentOn, leadersOf, openUnits, peopleAt, personCard, placesWithPeople, readSettings } from '#features/people/public.ts'
import { recordSignals } from '#features/signals/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { signalOf } from '../metrics.ts'
import { mondayOf, nextInTurn, teamsOf, weekIndex } from '../rules.ts'
import { lastHosts, lastPrinciples, type Used } from '../store/history.ts'
import { insertHuddles, unitsWithHuddle } from '../store/huddles.ts'

const mostPeople = 200_000

/** Who is there on a day, by unit, in an order that stays. */
async function peopleOf(tx: Tx, unitIds: readonly string[], day: string): Promise<Map<string, string[]>> {
  const asked = new Set(unitIds)
  const places = (await placesWithPeople(tx)).filter(({ unitId }) => unitId !== null && asked.has(unitId))
  const [people, away] = await Promise.all([peopleAt(tx, places, { after: null, limit: mostPeople }), absentOn(tx, day)])
  const gone = new Set(away)
  const cards = await personCard(
    tx,
    people.map(({ id }) => id),
  )
  const here = people.filter(({ id }) => cards.get(id)?.unitId && !gone.has(id)).map(({ id }) => id)
  return Map.groupBy(here, (id) => cards.get(id)!.unitId!)
}

function byUnit(rows: readonly Used[]): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>()
  for (const { unitId, subjectId, week } of rows) found.set(unitId, (found.get(unitId) ?? new Map<string, string>()).set(subjectId, week))
  return found
}

/** The huddles that are missing in this week of the organisation's own calendar. */
export async function writeHuddles(ctx: Context): Promise<void> {
  await ctx.write(async (tx) => {
    const { timeZone, defaultLanguage } = await readSettings(tx)
    const today = dayIn(timeZone, ctx.now())
    const week = mondayOf(today)
    const [units, places, there] = await Promise.all([openUnits(tx), placesWithPeople(tx), unitsWithHuddle(tx, week)])
    const led = await leadersOf(
      tx,
      units.map(({ id }) => id),
    )
    const known = new Set(there)
    const teams = teamsOf(units, places, new Set(led.map(({ unitId }) => unitId))).filter((id) => !known.has(id))
    if (teams.length === 0) return
    const [principles, people, usedPrinciples, usedHosts] = await Promise.all([
      principleRefs(tx, defaultLanguage),
      peopleOf(tx, teams, today),
      lastPrinciples(tx, teams),
      lastHosts(tx, teams),
    ])
    const turn = weekIndex(week)
    const ids = principles.map(({ id }) => id)
    const [principlesOf, hostsOf] = [byUnit(usedPrinciples), byUnit(usedHosts)]
    const made = await insertHuddles(
      tx,
      teams.map((unitId) => ({
        id: newId(ctx.now().getTime()),
        unitId,
        week,
        principleId: nextInTurn(ids, principlesOf.get(unitId) ?? new Map(), turn),
        hostId: nextInTurn(people.get(unitId) ?? [], hostsOf.get(unitId) ?? new Map(), turn),
      })),
      ctx.now().toISOString(),
    )
    recordSignals(
      ctx,
      tx,
      made.map((unitId) => signalOf('huddles-due', unitId, week)),
    )
  })
}
