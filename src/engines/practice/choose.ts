// What comes next: the few things that a few minutes keep best. Order of choice:
//   1. sure and wrong the last time
//   2. what has rested as long as anything may
//   3. what is about to be forgotten, by how much more is known a month later for each second spent
//   4. new things, few at a time, and none while what is known already fills the year
// Then themes take turns. A moment of a scenario comes last, after the things that it needs, every other week at most: it takes the time of three questions.
import type { Kind } from './dose.ts'
import { afterReview, longestDays, type Memory, recallAfter, wantedRecall } from './memory.ts'

export interface Candidate {
  id: string
  /** The principle; null: it belongs to none (the mantra). */
  theme: string | null
  kind: Kind
  seconds: number
  memory: Memory | null
  /** Day of the last review, counted from any fixed day; null: never. */
  lastDay: number | null
  isSureAndWrong: boolean
  /** A refresher was asked for: it need not be nearly forgotten. */
  isAsked: boolean
}
export interface Occasion {
  /** Counted from the same day as `lastDay`. */
  today: number
  seconds: number
  weeksAway: number
  /** From 0 to below 1; settles what stands equal. */
  random: () => number
}

/** New things that have their place in a session however much is due, in a third of its minutes at most. */
const keptForNew = 3
const mostNewAfterPause = 1
/** From this many weeks without practice on, the first thing is one that is likely still known. */
const pauseWeeks = 2
/** A month, in which the gain is counted. */
const horizonDays = 30
/** An asked refresher takes what is above the wanted recall too, but not what was seen this week. */
const askedRestDays = 7
/** Weeks of practice in a year, less holidays. */
const weeksOfYear = 40
/** Of what a year has room for, the part that new things may fill: each comes back several times before it rests long. */
const shareForNew = 0.5
/** Between two moments of scenarios. What somebody was sure of and wrong comes back the next week. */
const sceneRestDays = 14
const wrongSceneRestDays = 6
/** In less time than this there are only questions. */
const leastSecondsForScene = 120
/** A session may end a little late rather than leave half a minute. */
const overSeconds = 10

const daysSince = ({ lastDay }: Candidate, today: number): number => (lastDay === null ? 0 : Math.max(0, today - lastDay))

/** How much likelier it is known a month from now when it is reviewed today; 0 to 1. */
export function gainOf(memory: Memory, days: number): number {
  const known = recallAfter(memory, days)
  // On the same day nothing is gained: the short-term rule speaks of minutes.
  if (days === 0) return 0
  const then =
    known * recallAfter(afterReview(memory, days, 3), horizonDays) + (1 - known) * recallAfter(afterReview(memory, days, 1), horizonDays)
  return then - recallAfter(memory, days + horizonDays)
}

interface Weighed {
  candidate: Candidate
  rank: number
  worth: number
  recall: number
}
function weigh(candidate: Candidate, { today, random }: Occasion): Weighed | null {
  const { memory, seconds, kind } = candidate
  const tie = random() * 1e-6
  if (!memory) return { candidate, rank: kind === 'recall' ? 2.5 : candidate.isAsked ? 2.9 : 3, worth: random(), recall: 0 }
  const days = daysSince(candidate, today)
  const recall = recallAfter(memory, days)
  const isDue = recall <= wantedRecall || (candidate.isAsked && days >= askedRestDays)
  const isWrong = candidate.isSureAndWrong && days > 0
  if (!isWrong && days >= longestDays) return { candidate, rank: 1, worth: days, recall }
  // The gain costs five looks at the curve: only what may be chosen is asked for it.
  if (!isWrong && !isDue) return null
  return { candidate, rank: isWrong ? 0 : candidate.isAsked ? 1.5 : 2, worth: gainOf(memory, days) / seconds + tie, recall }
}

/** How many things may be known before no new ones are begun: more could not come back within the year. */
export const mostKept = (sessionSeconds: number, meanSeconds: number): number =>
  Math.floor((sessionSeconds / meanSeconds) * weeksOfYear * shareForNew)

/**
 * The session: a few candidates in the order in which they are asked; empty when nothing is about to fade and nothing is new.
 *
 * Fits `seconds`, but holds at least one thing where any is due.
 */
export function choose(candidates: readonly Candidate[], occasion: Occasion): Candidate[] {
  const things = candidates.filter(({ kind }) => kind !== 'scene')
  const weighed = things.flatMap((candidate) => weigh(candidate, occasion) ?? []).sort((a, b) => a.rank - b.rank || b.worth - a.worth)
  const scene = chooseScene(candidates, occasion)
  const seconds = occasion.seconds - (scene?.seconds ?? 0)
  const meanSeconds = things.reduce((sum, { seconds }) => sum + seconds, 0) / Math.max(1, things.length)
  const kept = things.filter(({ memory }) => memory !== null).length
  const room = mostKept(Math.max(occasion.seconds, 1), Math.max(1, meanSeconds)) - kept
  const isBack = occasion.weeksAway >= pauseWeeks
  const news = inTurn(weighed.filter(({ candidate }) => candidate.memory === null)).slice(
    0,
    Math.max(0, isBack ? Math.min(room, mostNewAfterPause) : room),
  )
  // What is due goes first, and leaves a little for what is new; where little is due, new things take the rest.
  const wish = news.slice(0, keptForNew).reduce((sum, { candidate }) => sum + candidate.seconds, 0)
  const kindling = isBack ? 0 : Math.min(wish, seconds / 3)
  const picked: Weighed[] = []
  let left = seconds
  const take = (some: readonly Weighed[], reserve: number) => {
    for (const one of some) {
      if (left <= reserve) break
      if (one.candidate.seconds > left - reserve + overSeconds && picked.length > 0) continue
      picked.push(one)
      left -= one.candidate.seconds
    }
  }
  take(
    weighed.filter(({ candidate }) => candidate.memory !== null),
    kindling,
  )
  take(news, 0)
  // No more new ones are there than were kept a place for.
  take(
    weighed.filter((one) => one.candidate.memory !== null && !picked.includes(one)),
    0,
  )
  const ordered = interleave(picked, occasion)
  return scene ? [...ordered, scene] : ordered
}

/** New things of all themes alike: else chance gives a session seven of one and two of another, which then stand side by side. */
function inTurn(news: readonly Weighed[]): Weighed[] {
  const seen = new Map<string, number>()
  return news
    .map((one) => {
      const key = `${one.rank} ${one.candidate.theme}`
      const turn = seen.get(key) ?? 0
      seen.set(key, turn + 1)
      return { one, turn }
    })
    .toSorted((a, b) => a.one.rank - b.one.rank || a.turn - b.turn)
    .map(({ one }) => one)
}

/** The moment that needs it most, by the same order as questions; null: none does, or the last one was only a week ago. */
function chooseScene(candidates: readonly Candidate[], occasion: Occasion): Candidate | null {
  if (occasion.seconds < leastSecondsForScene) return null
  const scenes = candidates.filter(({ kind }) => kind === 'scene')
  const rested = Math.min(...scenes.filter(({ lastDay }) => lastDay !== null).map((scene) => daysSince(scene, occasion.today)))
  const kept = scenes.filter(({ memory }) => memory !== null).length
  // As many as come back within the year in places every other week.
  const mayBeNew = kept < Math.floor((weeksOfYear / 2) * shareForNew)
  const [first] = scenes
    .filter(({ memory }) => memory !== null || mayBeNew)
    .flatMap((scene) => weigh(scene, occasion) ?? [])
    .sort((a, b) => a.rank - b.rank || b.worth - a.worth)
  if (!first || rested < (first.rank === 0 ? wrongSceneRestDays : sceneRestDays)) return null
  return first.candidate
}

/** Sure and wrong goes first. Neighbours have another theme and another kind where that can be; after a pause the surest leads. */
function interleave(picked: readonly Weighed[], { weeksAway }: Occasion): Candidate[] {
  const rest = [...picked]
  const ordered: Weighed[] = []
  if (weeksAway >= pauseWeeks) {
    const surest = rest.reduce<Weighed | null>((best, one) => (best === null || one.recall > best.recall ? one : best), null)
    if (surest && surest.recall > 0) ordered.push(...rest.splice(rest.indexOf(surest), 1))
  }
  while (rest.length > 0) {
    const before = ordered.at(-1)?.candidate
    const left = new Map<string | null, number>()
    for (const { candidate } of rest) left.set(candidate.theme, (left.get(candidate.theme) ?? 0) + 1)
    // The theme that is left most often goes first, or its last ones would stand side by side.
    const cost = ({ candidate, rank }: Weighed, index: number): number =>
      (rank === 0 ? -1e6 : 0) +
      (before && candidate.theme === before.theme ? 1_000 : 0) +
      (before && candidate.kind === before.kind ? 1 : 0) -
      10 * left.get(candidate.theme)! +
      index / 100
    let best = 0
    for (let i = 1; i < rest.length; i++) if (cost(rest[i]!, i) < cost(rest[best]!, best)) best = i
    ordered.push(...rest.splice(best, 1))
  }
  return ordered.map(({ candidate }) => candidate)
}
