// My levels: what each means in my work, what stands behind it, what is missing, and for each missing piece the one thing that opens it.
import { behavioursFor, principleRefs } from '#features/language/public.ts'
import { nearestLeader, personCard, placeOfPerson, standInFor } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { OwnLevels, OwnPart } from '../contract.ts'
import { type Requirement, type Shown, shownFor } from '../rules.ts'
import type { EvidenceRow } from '../store.ts'
import { requirementsNow, standingOf } from './levels.ts'
import { readingOperation } from './read.ts'
import { evidenceSources, type Opening } from './sources.ts'

const highest = 4
/** More than this says no more of one requirement. */
const mostPieces = 20

export async function readOwnLevels(ctx: Context, language = ctx.language): Promise<OwnLevels> {
  const personId = ctx.actor.personId
  ctx.require('evidence.read-own', { personId })
  const me = personId!
  const at = ctx.now()
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const sources = evidenceSources()
    const [place, cards, requirements, standing, principles, offered] = await Promise.all([
      placeOfPerson(tx, me),
      personCard(tx, [me]),
      requirementsNow(tx),
      standingOf(tx, me, at),
      principleRefs(tx, language),
      Promise.all(sources.map(async (source) => [source.sourceKind, await source.openings(ctx, tx, me)] as const)),
    ])
    if (!place) throw new Problem(problems.notFound)
    const openings = new Map(offered)
    const all = requirements.map((requirement) => ({ requirement, shown: shownFor(requirement, standing.evidence, at) }))
    const pieces = all.flatMap(({ shown }) => [...shown.counting.map(({ piece }) => piece), ...(shown.takenBack ? [shown.takenBack] : [])])
    const [behaviours, asked, names, titles] = await Promise.all([
      behavioursFor(tx, place.jobRoleId, highest, language),
      whomToAsk(tx, me, cards.get(me)?.managerId ?? null, place.unitPath, dayIn(place.timeZone, at)),
      personCard(tx, [...new Set(pieces.flatMap(({ notedBy }) => notedBy ?? []))]),
      titlesOf(ctx, tx, pieces),
    ])
    const nameOf = (id: string | null) => (id === null ? null : { id, name: names.get(id)?.displayName ?? null })
    const pieceOf = (row: EvidenceRow, endsAt: string | null): OwnPart['pieces'][number] => ({
      id: row.id,
      ...(titles.get(`${row.sourceKind} ${row.sourceId}`) ?? { title: null, link: null }),
      words: row.words,
      shownAt: row.shownAt,
      endsAt,
      notedBy: nameOf(row.notedBy),
      again: bare(openings.get(row.sourceKind)?.find(({ sourceId }) => sourceId === row.sourceId)),
    })
    const partOf = ({ requirement, shown }: { requirement: Requirement; shown: Shown<EvidenceRow> }): OwnPart => {
      const { kind, needed, validDays } = requirement
      const { counting, takenBack } = shown
      const has = Math.min(counting.length, needed)
      return {
        kind,
        needed,
        has,
        validDays,
        lapsesAt: counting[needed - 1]?.endsAt ?? null,
        pieces: counting.slice(0, mostPieces).map(({ piece, endsAt }) => pieceOf(piece, endsAt)),
        takenBack: takenBack && pieceOf(takenBack, null),
        openings: openingsFor(requirement, shown, openings)
          .slice(0, needed - has)
          .map((one) => bare(one)!),
        isAsked: sources.every(({ proves }) => proves !== kind),
      }
    }
    return {
      personId: me,
      level: standing.level,
      lapsesAt: standing.lapsesAt,
      next: standing.next,
      levels: standing.states.map(({ level, isReached }) => ({
        level,
        isReached,
        behaviours: behaviours
          .filter((one) => one.level === level)
          .map(({ id, principleId, name, good }) => ({
            id,
            name,
            good,
            principle: principles.find((one) => one.id === principleId) ?? null,
          })),
        parts: all.filter(({ requirement }) => requirement.level === level).map(partOf),
      })),
      ask: asked,
      whoSees: ctx.platform.policy[readingOperation(place.isWorksCouncilMode)]!.lines.map(([role, where]) =>
        where === 'self' ? where : role,
      ),
    }
  })
}

const bare = (opening: Opening | undefined) =>
  opening ? { title: opening.title, link: opening.link, level: opening.level, minutes: opening.minutes } : null

/** What would bring one more piece: nothing that counts already, for this level or a higher one, the lowest first. */
function openingsFor({ level, kind }: Requirement, { counting }: Shown<EvidenceRow>, offered: ReadonlyMap<string, Opening[]>): Opening[] {
  const counted = new Set(counting.map(({ piece }) => `${piece.sourceKind} ${piece.sourceId}`))
  return evidenceSources()
    .filter(({ proves }) => proves === kind)
    .flatMap(({ sourceKind }) => (offered.get(sourceKind) ?? []).filter(({ sourceId }) => !counted.has(`${sourceKind} ${sourceId}`)))
    .filter((one) => one.level >= level)
    .toSorted((a, b) => a.level - b.level)
}

async function titlesOf(ctx: Context, tx: Tx, rows: readonly EvidenceRow[]): Promise<Map<string, { title: string; link: string | null }>> {
  const all = await Promise.all(
    evidenceSources().map(async (source) => {
      const { sourceKind } = source
      const ids = [...new Set(rows.filter((row) => row.sourceKind === sourceKind).map(({ sourceId }) => sourceId))]
      const found = ids.length === 0 ? new Map<string, { title: string; link: string | null }>() : await source.describe(ctx, tx, ids)
      return [...found].map(([id, thing]) => [`${sourceKind} ${id}`, thing] as const)
    }),
  )
  return new Map(all.flat())
}

/** Who leads me, or who stands in today; where nobody is named, who leads the unit or the nearest above it. Null: nobody stands above. */
async function whomToAsk(
  tx: Tx,
  me: string,
  managerId: string | null,
  unitPath: readonly string[],
  day: string,
): Promise<OwnLevels['ask']> {
  const [unitId, above] = [unitPath.at(-1), unitPath.at(-2)]
  const leaderId = managerId ?? (unitId === undefined ? null : await nearestLeader(tx, unitId))
  const other = leaderId === me && above !== undefined ? await nearestLeader(tx, above) : leaderId
  const asked = other && (await standInFor(tx, other, day))
  if (!asked || asked === me) return null
  return { id: asked, name: (await personCard(tx, [asked])).get(asked)?.displayName ?? null }
}
