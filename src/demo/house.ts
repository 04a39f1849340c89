// Who and what there is in the demonstration, by the names that its content uses; and contexts of somebody at an earlier hour.
import { principleRefs } from '#features/language/public.ts'
import { listPeople, namesOfJobRoles, openUnits, type PersonCard, personCard, unitsById } from '#features/people/public.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { sha256 } from '#platform/ids.ts'

const dayMs = 86_400_000
const minuteMs = 60_000

export interface House {
  ctx: Context
  people: readonly PersonCard[]
  person: (name: string) => PersonCard
  unit: (name: string) => string
  jobRole: (name: string) => string
  principle: (name: string) => string
  /** Whether an entry of the content belongs into this demonstration: on the eve of the story what the story is made of has not happened. */
  has: (entry: { isStory?: boolean }) => boolean
  /** Somebody (or the system itself) so many days ago, at a time of day in UTC; never later than now. */
  at(daysAgo: number, time: string, personName?: string): Context
}

/** Chance without chance: the same words give the same share of 1 in every demonstration. */
export const shareOf = (words: string): number => parseInt(sha256(`hollin ${words}`).slice(0, 8), 16) / 2 ** 32

function named<T>(kind: string, pairs: Iterable<[string, T]>): (name: string) => T {
  const known = new Map(pairs)
  return (name) => {
    const found = known.get(name)
    if (found === undefined) throw new Error(`the demonstration has no ${kind} called ${name}`)
    return found
  }
}

async function everybody(ctx: Context): Promise<PersonCard[]> {
  const ids: string[] = []
  for (let after: string | undefined; ;) {
    const page = await listPeople(ctx, { status: 'active', sort: 'name', limit: 100, after })
    ids.push(...page.items.map(({ id }) => id))
    if (page.next === null) break
    after = page.next
  }
  return [...(await ctx.read((tx) => personCard(tx, ids))).values()]
}

export async function openHouse(ctx: Context, { isEve = false }: { isEve?: boolean } = {}): Promise<House> {
  const people = await everybody(ctx)
  const { units, jobRoles, principles } = await ctx.read(async (tx) => ({
    units: await unitsById(
      tx,
      (await openUnits(tx)).map(({ id }) => id),
    ),
    jobRoles: await namesOfJobRoles(tx),
    principles: await principleRefs(tx, 'en'),
  }))
  const person = named(
    'person',
    people.map((card) => [card.displayName, card]),
  )
  return {
    ctx,
    people,
    person,
    unit: named(
      'unit',
      [...units].map(([id, { name }]) => [name, id]),
    ),
    jobRole: named(
      'job role',
      [...jobRoles].map(([id, name]) => [name, id]),
    ),
    principle: named(
      'principle',
      principles.map(({ id, name }) => [name, id]),
    ),
    has: ({ isStory = false }) => !(isEve && isStory),
    at(daysAgo, time, personName) {
      const now = ctx.now().getTime()
      const day = new Date(now - daysAgo * dayMs).toISOString().slice(0, 10)
      const then = new Date(Math.min(Date.parse(`${day}T${time}Z`), now - daysAgo * minuteMs))
      const earlier = systemContext({ ...ctx.platform, clock: { now: () => then } }, ctx.organisationId, ctx.requestId)
      const personId = personName === undefined ? null : person(personName).id
      return { ...earlier, actor: { ...earlier.actor, personId } }
    },
  }
}
