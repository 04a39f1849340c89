// What people at Hollin practised, sat and played in seven weeks: the same in every demonstration.
import { parseScenario } from '#engines/scenario/parse.ts'
import { indexScenario, isOver, type Move, openChoices, startOf, step } from '#engines/scenario/play.ts'
import {
  addAssessment,
  beginSitting,
  type deliveredPack,
  itemsByKey,
  notePlay,
  scenarioOfKey,
  submitSitting,
} from '#features/learning/public.ts'
import type { PersonCard } from '#features/people/public.ts'
import { bringPractice, type PastPractice } from '#features/practice/public.ts'
import type { Context } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type ByLanguage, readContent } from './content.ts'
import { type House, shareOf } from './house.ts'

export interface Learning {
  installedDaysAgo: number
  paths: {
    title: string
    who: 'everyone' | 'leaders'
    startedDaysAgo: number
    dueDays: number
    leaderDueDays: number
    lessons: string[]
    scenarios: string[]
  }[]
  /** Of the people of a unit, of leaders and of all others those who finish what their path asks. */
  shares: Record<string, number>
  assessment: Record<keyof ByLanguage, { title: string; lead: string }>
  sittings: { units: string[]; beforeDaysAgo: number; checkDaysAgo: number }
  plays: { people: number; daysAgo: number }
  practice: { share: number; weeks: number; items: number }
}
export type Pack = Awaited<ReturnType<typeof deliveredPack>>
type Language = keyof ByLanguage

const timeZone = 'Europe/London'
export const languageOf = (card: PersonCard): Language => (card.language === 'de' || card.language === 'ar' ? card.language : 'en')
/** People of the story have the level that the story gives them: they sit and play nothing. */
const levelsFixed = async (): Promise<Set<string>> =>
  new Set(Object.keys((await readContent<{ levels: Record<string, number> }>('proof.json')).levels))
const by = (house: House, card: PersonCard, daysAgo: number, time: string): Context => {
  const ctx = house.at(daysAgo, time)
  return { ...ctx, actor: { ...ctx.actor, personId: card.id } }
}

/** A few questions a week, right more often as weeks go by; some stop for a while. */
export async function practise(house: House, { practice: { share, weeks, items } }: Learning, pack: Pack): Promise<void> {
  const sat = satItems(pack)
  const asked = (pack.items['en'] ?? []).filter((one) => one.families.length === 0 && !sat.includes(one))
  await house.ctx.write(async (tx) => {
    const known = new Map(
      (
        await itemsByKey(
          tx,
          asked.map(({ key }) => key),
        )
      ).map(({ key, id }) => [key, id]),
    )
    const past: PastPractice[] = []
    for (const card of house.people) {
      if (shareOf(`${card.displayName} practises`) > share) continue
      const ability = 0.5 + 0.35 * shareOf(`${card.displayName} remembers`)
      const stops = Math.floor(shareOf(`${card.displayName} stops`) * 6)
      const offset = Math.floor(shareOf(`${card.displayName} begins`) * asked.length)
      for (let i = 0; i < items; i++) {
        const { key } = asked[(offset + Math.floor((i * asked.length) / items)) % asked.length]!
        const begins = weeks - Math.floor((i / items) * (weeks - 1))
        const reviews = [begins, begins - 1, begins - 3, begins - 6].flatMap((week, time) => {
          if (week < 1 || (stops === 0 && week < 3)) return []
          const chance = shareOf(`${card.displayName} ${key} ${time}`)
          const isRight = chance < ability + time * 0.12
          const at = house.at(week * 7 - 3, `${String(8 + Math.floor(chance * 8)).padStart(2, '0')}:${String(10 + i * 4)}`).now()
          const confidence = chance < 0.5 ? ('sure' as const) : chance < 0.8 ? ('rather' as const) : ('guess' as const)
          return [{ at, isRight, confidence, tookSeconds: 8 + Math.floor(chance * 20) }]
        })
        past.push({ personId: card.id, language: languageOf(card), timeZone, itemId: known.get(key)!, reviews })
      }
    }
    await bringPractice(house.ctx, tx, past)
  })
}

/** What the assessment asks: two for each theme, with one tap each, the easy ones first. */
const satItems = (pack: Pack) =>
  pack.themes.flatMap(({ key: theme }) =>
    (pack.items['en'] ?? [])
      .filter((one) => one.theme === theme && one.families.length === 0 && (one.kind === 'choice' || one.kind === 'judgement'))
      .toSorted((a, b) => a.level - b.level)
      .slice(0, 2),
  )

export async function sit(
  house: House,
  { assessment, sittings: { units, beforeDaysAgo, checkDaysAgo } }: Learning,
  pack: Pack,
): Promise<void> {
  const chosen = satItems(pack)
  const ids = new Map(
    (
      await house.ctx.read((tx) =>
        itemsByKey(
          tx,
          chosen.map(({ key }) => key),
        ),
      )
    ).map(({ key, id }) => [key, id]),
  )
  const { id: assessmentId } = await addAssessment(house.at(beforeDaysAgo + 2, '10:00', 'Rosa Silva'), {
    texts: assessment,
    state: 'live',
    level: 1,
    mode: 'fixed',
    itemIds: chosen.map(({ key }) => ids.get(key)!),
    count: 10,
    principleIds: [],
    families: [],
    passPercent: 75,
    validDays: 365,
    hasBefore: true,
  })
  const fixed = await levelsFixed()
  const who = house.people.filter(({ displayName, unitName }) => units.includes(unitName ?? '') && !fixed.has(displayName))
  const once = async (card: PersonCard, daysAgo: number, more: number) => {
    const ctx = by(house, card, daysAgo, `${String(8 + Math.floor(shareOf(`${card.displayName} hour`) * 8)).padStart(2, '0')}:15`)
    const ability = 0.5 + 0.35 * shareOf(`${card.displayName} knows`) + more
    const id = newId(ctx.now().getTime())
    await beginSitting(ctx, { id, assessmentId, language: languageOf(card) })
    const answers = chosen.map((item) => {
      const best = Math.max(...item.options.map(({ isRight, worth }) => worth ?? Number(isRight)))
      const right = item.options.findIndex(({ isRight, worth }) => (worth ?? Number(isRight)) === best)
      const chance = shareOf(`${card.displayName} answers ${item.key} ${more}`)
      const isRight = chance < ability - 0.3 * (shareOf(`${item.key} is hard`) - 0.3)
      const others = item.options.map((_, i) => i).filter((i) => i !== right)
      const place = isRight ? right : others[Math.floor(shareOf(`${card.displayName} takes ${item.key}`) * others.length)]!
      const sure = shareOf(`${card.displayName} is sure of ${item.key}`)
      const confidence = sure < 0.45 ? ('sure' as const) : sure < 0.8 ? ('rather' as const) : ('guess' as const)
      return { itemId: ids.get(item.key)!, places: [place], words: '', confidence, isFlagged: false, saidAt: ctx.now().toISOString() }
    })
    await submitSitting(ctx, { sittingId: id, answers })
  }
  await inGroups(who, async (card) => {
    if (shareOf(`${card.displayName} sits`) > 0.85) return
    await once(card, beforeDaysAgo, 0)
    if (shareOf(`${card.displayName} sits again`) < 0.6) await once(card, checkDaysAgo, 0.2)
  })
}

/** Several at a time, each in their own transactions. */
const atOnce = 4
async function inGroups<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const waiting = [...all]
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, next))
}

export async function play(house: House, { plays: { people, daysAgo } }: Learning, pack: Pack): Promise<void> {
  const fixed = await levelsFixed()
  const players = house.people
    .filter(({ displayName }) => !fixed.has(displayName))
    .toSorted((a, b) => shareOf(`${a.displayName} plays`) - shareOf(`${b.displayName} plays`))
    .slice(0, people)
  const known = await house.ctx.read((tx) => Promise.all(pack.scenarios.map(({ key }) => scenarioOfKey(tx, key))))
  await inGroups(players, async (card) => {
    const share = shareOf(`${card.displayName} plays what`)
    // Most play the one that everybody's path asks for.
    const at =
      share < 0.6 ? pack.scenarios.findIndex(({ key }) => key === 'kettle-without-box') : Math.floor(((share - 0.6) / 0.4) * known.length)
    const { id: scenarioId, liveNumber } = known[at]!
    const { texts } = pack.scenarios[at]!
    const language = texts[languageOf(card)] ? languageOf(card) : 'en'
    const indexed = indexScenario(parseScenario(texts[language]!).scenario)
    const moves: Move[] = []
    let position = startOf(indexed)
    while (!isOver(indexed, position) && moves.length < 60) {
      const open = openChoices(indexed, position)
      const picked = open[Math.floor(shareOf(`${card.displayName} ${position.at} ${moves.length}`) ** 1.6 * open.length)]
      const move: Move = picked ? { kind: 'choice', index: picked.index } : { kind: 'on' }
      const next = step(indexed, position, move)
      if (!next) break
      moves.push(move)
      position = next
    }
    const ctx = by(house, card, 1 + Math.floor(share * daysAgo), '11:40')
    const id = newId(ctx.now().getTime())
    await notePlay(ctx, { id, scenarioId, number: liveNumber!, language, isTimed: false, startedAt: ctx.now().toISOString(), moves })
  })
}
