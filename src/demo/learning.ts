// Seven weeks of learning at Hollin: the pack that comes with Attune, two paths, what people finished and what they said they would do.
// By the same functions as any other house; where hundreds of people did something, at once.
import {
  addPath,
  cardsByKey,
  countCardUses,
  deliveredPack,
  insertCommitments,
  insertProgress,
  installPack,
  lessonHeads,
  type PastLesson,
  planNext,
  sayBuyIn,
  scenarioOfKey,
  startPath,
} from '#features/learning/public.ts'
import { countRecall } from '#features/practice/public.ts'
import { newId } from '#platform/ids.ts'
import { readContent } from './content.ts'
import { type House, shareOf } from './house.ts'
import { languageOf, type Learning, type Pack, play, practise, sit } from './practice.ts'

const dayMs = 86_400_000

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
        const ofUnit = shares[card.unitName ?? ''] ?? shares['others']!
        const share = card.leadsUnit && ofUnit > 0 ? shares['leaders']! : ofUnit
        // Who does not finish gets some way; the last lesson of it is begun only.
        const will = shareOf(`${card.displayName} goes ${path.title}`)
        const isDone = will < share
        const reached = isDone ? path.lessons.length : share === 0 ? 0 : Math.floor(path.lessons.length * (1 - will) * 2)
        for (const [i, key] of path.lessons.slice(0, reached).entries()) {
          const chance = shareOf(`${card.displayName} learns ${key}`)
          const texts = pack.lessons.find((one) => one.key === key)!.texts
          const language = texts[languageOf(card)] ? languageOf(card) : 'en'
          const { blocks } = texts[language]!
          const span = path.startedDaysAgo - 4
          const daysAgo =
            path.startedDaysAgo - 1 - Math.floor(((i + shareOf(`${card.displayName} ${key} day`)) / path.lessons.length) * span)
          const at = house
            .at(daysAgo, `${String(7 + (Math.floor(chance * 90) % 10)).padStart(2, '0')}:${String(10 + (Math.floor(chance * 400) % 45))}`)
            .now()
          const isFinished = isDone || i + 1 < reached
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
          const says = shareOf(`${card.displayName} will ${key}`)
          if (!isFinished || !commit || says > 0.5) continue
          const asked = new Date(at.getTime() + 7 * dayMs)
          const isAsked = asked.getTime() < house.ctx.now().getTime() - dayMs
          willDo.push({
            personId: card.id,
            id: newId(at.getTime()),
            lessonId: ids.get(key)!,
            words: commit.suggestions[Math.floor(says * 2 * commit.suggestions.length)] ?? commit.prompt,
            madeAt: at.toISOString(),
            askedFrom: asked.toISOString().slice(0, 10),
            outcome: isAsked && says < 0.42 ? (says < 0.3 ? 'did' : says < 0.38 ? 'not-yet' : 'set-aside') : null,
            answeredAt: isAsked && says < 0.42 ? asked.toISOString() : null,
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
