// The gap list: active people whose work shapes no step yet, so that nobody is left without a line of sight to a customer.
import { namesOfJobRoles, peopleAt, personCard, type PlaceWithPeople, placesWithPeople, unitIdsBelow } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { GapPage } from '../contract.ts'
import { shapes } from '../rules.ts'
import { liveShapers } from '../store/parts.ts'
import { textsOf } from '../store/texts.ts'

interface GapQuery {
  unitId?: string | undefined
  after?: string | undefined
  limit: number
}

async function placesInReach(ctx: Context, tx: Tx, unitId: string | undefined): Promise<PlaceWithPeople[]> {
  const reach = ctx.reach('part-gaps.read')
  const [places, below] = await Promise.all([
    placesWithPeople(tx),
    reach.isEverywhere ? Promise.resolve(null) : unitIdsBelow(tx, reach.unitIds),
  ])
  return places.filter(
    ({ unitId: at, ancestorIds }) =>
      (below === null || (at !== null && below.includes(at))) && (unitId === undefined || ancestorIds.includes(unitId)),
  )
}

/** A place has a part when one of its shapers says so in a sentence. */
async function withoutPart(tx: Tx, places: readonly PlaceWithPeople[]): Promise<PlaceWithPeople[]> {
  const shapers = await liveShapers(tx)
  const texts = await textsOf(
    tx,
    shapers.map(({ id }) => id),
    ['sentence'],
  )
  const worded = shapers.filter(({ id }) => texts.has(id))
  return places.filter((place) => !worded.some((shaper) => shapes(shaper, place)))
}

const count = (places: readonly PlaceWithPeople[]): number => places.reduce((sum, { people }) => sum + people, 0)

async function rowsOf(tx: Tx, gaps: readonly PlaceWithPeople[], page: { after: { sortKey: string; id: string } | null; limit: number }) {
  const rows = await peopleAt(tx, gaps, page)
  const cards = await personCard(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ id, sortKey }) => {
    const card = cards.get(id)
    return {
      sortKey,
      person: { id, name: card?.displayName ?? '–' },
      jobRole: card?.jobRoleId ? { id: card.jobRoleId, name: card.jobRoleName } : null,
      unit: card?.unitId ? { id: card.unitId, name: card.unitName } : null,
    }
  })
}

function cursorOf(after: string | undefined): { sortKey: string; id: string } | null {
  if (after === undefined) return null
  const [sortKey, id] = decodeCursor(after, 2) ?? []
  if (typeof sortKey !== 'string' || typeof id !== 'string' || !isUuid(id))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is no cursor of this list' }] })
  return { sortKey, id }
}

function allow(ctx: Context): void {
  ctx.require('part-gaps.read', { unitPath: ctx.reach('part-gaps.read').unitIds })
}

export async function readGaps(ctx: Context, { unitId, after, limit }: GapQuery): Promise<GapPage> {
  allow(ctx)
  const from = cursorOf(after)
  return ctx.read(async (tx) => {
    const places = await placesInReach(ctx, tx, unitId)
    const gaps = await withoutPart(tx, places)
    const rows = await rowsOf(tx, gaps, { after: from, limit: limit + 1 })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(({ person, jobRole, unit }) => ({ person, jobRole, unit })),
      next: rows.length > limit && last ? encodeCursor([last.sortKey, last.person.id]) : null,
      people: count(gaps),
      of: count(places),
      jobRoles: await mostMissing(tx, gaps),
    }
  })
}

async function mostMissing(tx: Tx, gaps: readonly PlaceWithPeople[]): Promise<GapPage['jobRoles']> {
  const names = await namesOfJobRoles(tx)
  const byRole = new Map<string | null, number>()
  for (const { jobRoleId, people } of gaps) byRole.set(jobRoleId, (byRole.get(jobRoleId) ?? 0) + people)
  return [...byRole]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([id, people]) => ({ jobRole: id ? { id, name: names.get(id) ?? null } : null, people }))
}

export async function exportGaps(ctx: Context, unitId: string | undefined): Promise<string> {
  allow(ctx)
  return ctx.write(async (tx) => {
    const gaps = await withoutPart(tx, await placesInReach(ctx, tx, unitId))
    const lines = [csvLine(['Person', 'Job role', 'Unit'])]
    let after: { sortKey: string; id: string } | null = null
    for (;;) {
      const rows: Awaited<ReturnType<typeof rowsOf>> = await rowsOf(tx, gaps, { after, limit: 1000 })
      for (const { person, jobRole, unit } of rows) lines.push(csvLine([person.name, jobRole?.name ?? null, unit?.name ?? null]))
      const last = rows.at(-1)
      if (!last || rows.length < 1000) break
      after = { sortKey: last.sortKey, id: last.person.id }
    }
    tx.audit({
      action: 'part-gaps.exported',
      subject: { kind: 'organisation', id: ctx.organisationId },
      details: { rows: lines.length - 1 },
    })
    return `\ufeff${lines.join('\r\n')}\r\n`
  })
}
