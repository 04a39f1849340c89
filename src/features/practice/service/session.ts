import { seeded } from '#engines/item/seeded.ts'
// What somebody practises now: chosen anew at each reading from what is known of their memory, the same for the same week.
import { type Candidate, choose } from '#engines/practice/choose.ts'
import { doseLeft, secondsOf, weeksAway, weekSeconds } from '#engines/practice/dose.ts'
import { levelsOf } from '#features/evidence/public.ts'
import { mantraToday, principleRefs } from '#features/language/public.ts'
import {
  type Family,
  familyTeller,
  isItemFor,
  itemBank,
  itemsAsked,
  momentBank,
  type MomentRef,
  momentsAsked,
} from '#features/learning/public.ts'
import { absencesOf, placeOfPerson } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Session, Thing } from '../contract.ts'
import { dayNumber, dayOf, isWithinReach, mondayOf, usualWorkingDays, workingDaysIn } from '../rules.ts'
import { openRefreshers } from '../store/recall.ts'
import { memoriesOf, type MemoryRow, practisedDays } from '../store/reviews.ts'
import { workingDaysOf } from '../store/settings.ts'

/** A week and the days by which time zones may differ. */
const daysAround = 8

interface Week {
  monday: number
  today: number
  practised: number
  workingDays: number
}
/** How much of this week's minutes is left; asked before it is known in which time zone the person's week begins. */
export function weekReads(tx: Tx, personId: string, at: Date) {
  const around = dayNumber(at.toISOString().slice(0, 10))
  return Promise.all([
    practisedDays(tx, personId, dayOf(around - daysAround)),
    workingDaysOf(tx, personId),
    absencesOf(tx, personId, dayOf(around - daysAround), dayOf(around + daysAround)),
  ])
}
export function weekOf([days, ownDays, absences]: Awaited<ReturnType<typeof weekReads>>, timeZone: string, at: Date): Week {
  const today = dayNumber(dayIn(timeZone, at))
  const monday = mondayOf(today)
  return {
    monday,
    today,
    practised: days.filter(({ day }) => dayNumber(day) >= monday).reduce((sum, { seconds }) => sum + seconds, 0),
    workingDays: workingDaysIn(monday, ownDays ?? usualWorkingDays, absences),
  }
}

const keyOf = (kind: string, id: string): string => `${kind} ${id}`
const isFor = ({ families }: MomentRef, family: Family | null): boolean =>
  families.length === 0 || (family !== null && families.includes(family))
const lastDayOf = (memories: readonly MemoryRow[]): number | null =>
  memories.reduce<number | null>((last, { lastDay }) => Math.max(last ?? 0, dayNumber(lastDay)), null)

export async function readSession(ctx: Context, query: { language?: string | undefined; more: 'true' | 'false' }): Promise<Session> {
  const personId = ctx.actor.personId
  ctx.require('practice.do', { personId })
  const me = personId!
  const at = ctx.now()
  const language = query.language ?? ctx.language
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const [place, familyIn, levels, bank, moments, memories, week, refreshers, mantra, principles] = await Promise.all([
      placeOfPerson(tx, me),
      familyTeller(tx),
      levelsOf(tx, [me], at),
      // As rows: a hundred of them cost more as JSON.
      itemBank(given),
      momentBank(tx, me, language),
      memoriesOf(given, me),
      weekReads(tx, me, at),
      openRefreshers(tx, at.toISOString().slice(0, 10)),
      mantraToday(tx, ctx, language),
      principleRefs(tx, language),
    ])
    if (!place) throw new Problem(problems.notFound)
    const family = familyIn(place)
    const { monday, today, practised, workingDays } = weekOf(week, place.timeZone, at)
    const known = new Map(memories.map((row) => [keyOf(row.subjectKind, row.subjectId), row]))
    const asked = new Set(refreshers.filter(({ unitId }) => place.unitPath.includes(unitId)).map(({ principleId }) => principleId))
    const level = levels.get(me) ?? 0
    const candidateOf = (kind: 'item' | 'mantra' | 'scene', id: string, more: Pick<Candidate, 'theme' | 'kind'>): Candidate => {
      const row = known.get(keyOf(kind, id))
      return {
        ...more,
        id,
        seconds: secondsOf[more.kind],
        memory: row ? { stability: row.stability, difficulty: row.difficulty } : null,
        lastDay: row ? dayNumber(row.lastDay) : null,
        isSureAndWrong: row?.isSureAndWrong ?? false,
        isAsked: more.theme !== null && asked.has(more.theme),
      }
    }
    const candidates = bank
      .filter((one) => isItemFor(one, family) && (isWithinReach(one.level, level) || known.has(keyOf('item', one.id))))
      .map((one) => candidateOf('item', one.id, { theme: one.principleId, kind: one.kind }))
    // Of scenarios that the person has played; who has played none yet gets those of their kind of work.
    const isUnplayed = moments.every(({ isPlayed }) => !isPlayed)
    candidates.push(
      ...moments
        .filter(
          (one) =>
            one.isPlayed || known.has(keyOf('scene', one.id)) || (isUnplayed && isFor(one, family) && isWithinReach(one.level, level)),
        )
        .map((one) => candidateOf('scene', one.id, { theme: one.principleId, kind: 'scene' })),
    )
    if (mantra) candidates.push(candidateOf('mantra', tx.organisationId, { theme: null, kind: 'recall' }))
    const secondsLeft = doseLeft(workingDays, practised)
    const isMore = query.more === 'true'
    const away = weeksAway(lastDayOf(memories), monday)
    const seed = `${me} ${dayOf(monday)}`
    const chosen =
      secondsLeft > 0 || isMore
        ? choose(candidates, { today, seconds: isMore ? weekSeconds : secondsLeft, weeksAway: away, random: seeded(seed) })
        : []
    const chosenIds = new Set(chosen.map(({ id }) => id))
    const asking = Promise.all([
      itemsAsked(
        tx,
        chosen.map(({ id }) => id),
        language,
        place.defaultLanguage,
      ),
      momentsAsked(
        tx,
        moments.filter(({ id }) => chosenIds.has(id)),
        language,
      ),
    ])
    tx.endsWithThisTurn()
    const [texts, scenes] = await asking
    const things = chosen.flatMap(({ id, kind, seconds, memory }): Thing[] => {
      const isNew = memory === null
      if (kind === 'recall')
        return mantra ? [{ kind: 'mantra', id, language: mantra.language, wording: mantra.wording, seconds, isNew }] : []
      if (kind === 'scene') {
        const moment = scenes.find((one) => one.id === id)
        if (!moment) return []
        const { number: sceneVersion, ...shown } = moment
        return [
          {
            ...shown,
            kind: 'scene',
            version: sceneVersion,
            principleId: moments.find((one) => one.id === id)!.principleId,
            seconds,
            isNew,
          },
        ]
      }
      const item = texts.find((one) => one.id === id)
      if (!item) return []
      const { version, kind: itemKind, language: written, principleId, text } = item
      return [{ kind: 'item', id, version, itemKind, language: written, principleId, text, seconds, isNew }]
    })
    return {
      at: at.toISOString(),
      week: dayOf(monday),
      secondsLeft,
      practised,
      workingDays,
      weeksAway: away,
      seed,
      things,
      principles,
      comesBackOn: memories.length === 0 ? null : memories.map(({ comesBackOn }) => comesBackOn).reduce((a, b) => (a < b ? a : b)),
      isEmpty: candidates.length === 0,
    }
  })
}
