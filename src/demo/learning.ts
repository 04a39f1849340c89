import { parseScenario } from '#engines/scenario/parse.ts'
// Seven weeks of learning at Hollin: the pack that comes with Attune, two paths, and what people finished, said they would do, sat, played and practised.
// By the same functions as any other house; where hundreds of people did something, at once.
import { indexScenario, isOver, type Move, openChoices, startOf, step } from '#engines/scenario/play.ts'
import {
  addAssessment,
  addPath,
  beginSitting,
  cardsByKey,
  countCardUses,
  deliveredPack,
  insertCommitments,
  insertProgress,
  installPack,
  itemsByKey,
  lessonHeads,
  notePlay,
  type PastLesson,
  planNext,
  sayBuyIn,
  scenarioOfKey,
  startPath,
  submitSitting,
} from '#features/learning/public.ts'
import type { PersonCard } from '#features/people/public.ts'
import { bringPractice, countRecall, type PastPractice } from '#features/practice/public.ts'
import type { Context } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type ByLanguage, readContent } from './content.ts'
import { type House, shareOf } from './house.ts'

interface Learning {
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
type Pack = Awaited<ReturnType<typeof deliveredPack>>
type Language = keyof ByLanguage

const dayMs = 86_400_000
const timeZone = 'Europe/London'
const languageOf = (card: PersonCard): Language => (card.language === 'de' || card.language === 'ar' ? card.language : 'en')
/** People of the story have the level that the story gives them: they sit and play nothing. */
const levelsFixed = async (): Promise<Set<string>> =>
  new Set(Object.keys((await readContent<{ levels: Record<string, number> }>('proof.json')).levels))
const by = (house: House, card: PersonCard, daysAgo: number, time: string): Context => {
  const ctx = house.at(daysAgo, time)
  return { ...ctx, actor: { ...ctx.actor, personId: card.id } }
}

export async function addLearning(house: House): Promise<void> {
  const content = await readContent<Learning>('learning.json')
  const pack = await deliveredPack('everyday-service')
  await installPack(house.at(content.installedDaysAgo, '08:00', 'Ruth Adler'), pack, { isApplied: true })
  const lessons = await finishLessons(house, content, pack)
  await openPaths(house, content, lessons)
  await practise(house, content, pack)
  await sit(house, content, pack)
  await play(house, content, pack)
  await openCards(house, pack)
  await countRecall(house.ctx)
}

/** Most finish most of their path, some begin only; "I will" in the lesson's own suggestions. Answers the lessons' ids by key. */
async function finishLessons(house: House, { paths, shares }: Learning, pack: Pack): Promise<Map<string, string>> {
  const keys = pack.lessons.map(({ key }) => key)
  return house.ctx.write(async (tx) => {
    const ids = new Map((await lessonHeads(tx, keys)).map(({ key, id }) => [key, id]))
    const done: PastLesson[] = []
    const willDo: Parameters<typeof insertCommitments>[1][number][] = []
    for (const path of paths)
      for (const card of house.people) {
        if (path.who === 'leaders' && !card.leadsUnit) continue
        const share = shares[card.unitName ?? ''] ?? shares[card.leadsUnit ? 'leaders' : 'others']!
        for (const [i, key] of path.lessons.entries()) {
          const chance = shareOf(`${card.displayName} learns ${key}`)
          // Each lesson further on is finished by fewer.
          if (chance > share * (1 - i * 0.07)) continue
          const texts = pack.lessons.find((one) => one.key === key)!.texts
          const language = texts[languageOf(card)] ? languageOf(card) : 'en'
          const { blocks } = texts[language]!
          const span = path.startedDaysAgo - 4
          const daysAgo =
            path.startedDaysAgo - 1 - Math.floor(((i + shareOf(`${card.displayName} ${key} day`)) / path.lessons.length) * span)
          const at = house
            .at(daysAgo, `${String(7 + (Math.floor(chance * 90) % 10)).padStart(2, '0')}:${String(10 + (Math.floor(chance * 400) % 45))}`)
            .now()
          const isFinished = shareOf(`${card.displayName} ends ${key}`) > 0.08
          done.push({
            personId: card.id,
            lessonId: ids.get(key)!,
            language,
            number: 1,
            block: isFinished ? blocks.length - 1 : Math.floor(blocks.length / 2),
            startedAt: new Date(at.getTime() - 300_000).toISOString(),
            finishedAt: isFinished ? at.toISOString() : null,
          })
          const commit = blocks.find((block) => block.kind === 'commit')
          const will = shareOf(`${card.displayName} will ${key}`)
          if (!isFinished || !commit || will > 0.5) continue
          const asked = new Date(at.getTime() + 7 * dayMs)
          const isAsked = asked.getTime() < house.ctx.now().getTime() - dayMs
          willDo.push({
            personId: card.id,
            id: newId(at.getTime()),
            lessonId: ids.get(key)!,
            words: commit.suggestions[Math.floor(will * 2 * commit.suggestions.length)] ?? commit.prompt,
            madeAt: at.toISOString(),
            askedFrom: asked.toISOString().slice(0, 10),
            outcome: isAsked && will < 0.42 ? (will < 0.3 ? 'did' : will < 0.38 ? 'not-yet' : 'set-aside') : null,
            answeredAt: isAsked && will < 0.42 ? asked.toISOString() : null,
          })
        }
      }
    await insertProgress(tx, done)
    await insertCommitments(tx, willDo)
    // Know, can and will, of those who finished the first lesson in the weeks that are over.
    const first = ids.get('look-up')!
    const lastWeek = house.at(7, '12:00').now().toISOString().slice(0, 10)
    await Promise.all(
      done
        .filter((one) => one.lessonId === first && one.finishedAt !== null && one.finishedAt.slice(0, 10) < lastWeek)
        .map(({ personId, finishedAt }) => {
          const card = house.people.find(({ id }) => id === personId)!
          const word = (about: string, sure: number) => {
            const share = shareOf(`${card.displayName} ${about}`)
            return share < sure ? ('yes' as const) : share < sure + 0.25 ? ('partly' as const) : ('no' as const)
          }
          return sayBuyIn(tx, {
            personId,
            lessonId: first,
            unitId: card.unitId,
            knows: word('knows', 0.8),
            can: word('can', 0.45),
            will: word('will', 0.65),
            saidOn: finishedAt!.slice(0, 10),
          })
        }),
    )
    return ids
  })
}

/** Opened when they began, and planned with what has been finished since. */
async function openPaths(house: House, { paths }: Learning, lessons: ReadonlyMap<string, string>): Promise<void> {
  for (const { title, who, startedDaysAgo, dueDays, leaderDueDays, lessons: keys, scenarios } of paths) {
    const ctx = house.at(startedDaysAgo, '07:30', 'Rosa Silva')
    const played = await ctx.read((tx) => Promise.all(scenarios.map((key) => scenarioOfKey(tx, key))))
    const id = await addPath(ctx, {
      title,
      who,
      jobRoleIds: [],
      families: [],
      unitIds: [],
      siteIds: [],
      languages: [],
      newPeopleOnly: false,
      dueDays,
      leaderDueDays,
      startsOn: ctx.now().toISOString().slice(0, 10),
      endsOn: null,
      steps: [
        ...keys.map((key) => ({ kind: 'lesson' as const, id: lessons.get(key)! })),
        ...played.map((row) => ({ kind: 'scenario' as const, id: row!.id })),
      ],
    })
    await startPath(ctx, id)
    while (await planNext(ctx));
  }
}

/** A few questions a week, right more often as weeks go by; some stop for a while. */
async function practise(house: House, { practice: { share, weeks, items } }: Learning, pack: Pack): Promise<void> {
  const asked = (pack.items['en'] ?? []).filter((one) => one.families.length === 0 && !isSat(one))
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
        const { key } = asked[(offset + i * 5) % asked.length]!
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

type FileItem = Pack['items'][string][number]
/** What the assessment asks: two for each theme, with one tap each. */
const isSat = ({ key, level, kind, families }: FileItem): boolean =>
  level === 1 && families.length === 0 && (kind === 'choice' || kind === 'judgement') && /-0[1-4]$/.test(key)
const mostSat = 2

async function sit(house: House, { assessment, sittings: { units, beforeDaysAgo, checkDaysAgo } }: Learning, pack: Pack): Promise<void> {
  const chosen = pack.themes.flatMap(({ key }) =>
    (pack.items['en'] ?? []).filter((one) => one.theme === key && isSat(one)).slice(0, mostSat),
  )
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

async function play(house: House, { plays: { people, daysAgo } }: Learning, pack: Pack): Promise<void> {
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

/** Some weeks of looking up what to do; most find it fast. */
async function openCards(house: House, pack: Pack): Promise<void> {
  await house.ctx.write(async (tx) => {
    const cards = await cardsByKey(
      tx,
      pack.cards.map(({ key }) => key),
    )
    const uses = cards.flatMap(({ id, key }) =>
      [1, 3, 6, 10, 15, 21, 28].map((daysAgo) => {
        const share = shareOf(`${key} ${daysAgo}`)
        const wait = share < 0.35 ? 5 : share < 0.75 ? 10 : share < 0.9 ? 20 : 60
        const count = 1 + Math.floor(shareOf(`${key} is opened`) * 4)
        return { cardId: id, day: house.at(daysAgo, '12:00').now().toISOString().slice(0, 10), wait, uses: count }
      }),
    )
    await countCardUses(tx, uses)
  })
}
