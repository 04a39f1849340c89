// One story for one reader: who may see it while it is prepared, and what they may do with it.
import { foldedWords } from '#engines/text/fold.ts'
import { scenarioOfStory, type StoryScenario } from '#features/learning/public.ts'
import { firstNamesAmong, personCard, readSettings, rootUnitIds, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Missing, Story, StoryRow as Row } from '../../contract/stories.ts'
import { storyWithdrawn } from '../../problems.ts'
import { codeOf, missingOf, textsOf } from '../../rules/stories.ts'
import { findStory, type StoryRow } from '../../store/stories/stories.ts'

const myPart = (ctx: Context, row: StoryRow) => row.people.find(({ personId }) => personId === ctx.actor.personId)
/** Who prepares it: whoever told it, authors, the head of customer experience. */
export const mayWrite = (ctx: Context, row: StoryRow): boolean => ctx.may('stories.write', { personId: row.toldBy })
export const mayReview = (ctx: Context, row: StoryRow): boolean =>
  row.state === 'review' && ctx.may('stories.review', { unitPath: row.unitPath })
const mayAnswer = (ctx: Context, row: StoryRow): boolean =>
  (myPart(ctx, row)?.isAsked ?? false) && ctx.may('stories.consent', { personId: ctx.actor.personId })

/** Throws 404 where it is not the reader's to know of, 410 where it was taken back. */
export function requireReadable(ctx: Context, row: StoryRow | undefined): StoryRow {
  const mayRead = ctx.may('stories.read', {})
  if (!row || !mayRead) throw new Problem(row ? problems.notAllowed : problems.notFound)
  if (row.state === 'withdrawn') throw new Problem(storyWithdrawn)
  if (row.state !== 'published' && !mayWrite(ctx, row) && !mayAnswer(ctx, row) && !mayReview(ctx, row)) throw new Problem(problems.notFound)
  return row
}

interface Names {
  /** How those may be called who said yes. */
  allowed: string[]
  unnamed: string[]
  firstNames: string[]
}
const mostWords = 3000
/** Whose names are welcome in the words, whose are not, and colleagues' first names that stand there unasked. */
async function namesIn(tx: Tx, row: StoryRow, scenario: StoryScenario | null): Promise<Names> {
  const words = foldedWords([...textsOf(row), ...(scenario?.texts ?? [])].join(' '), mostWords)
  const [cards, roots] = await Promise.all([
    personCard(tx, row.people.map(({ personId }) => personId).concat(row.toldBy ?? [])),
    rootUnitIds(tx),
  ])
  const found = await Promise.all(roots.map((unitId) => firstNamesAmong(tx, unitId, words)))
  const called = (isUnnamed: boolean) =>
    row.people.flatMap(({ personId, answer }) => ((answer === 'unnamed') === isUnnamed ? (cards.get(personId)?.displayName ?? []) : []))
  const teller = (row.toldBy !== null && cards.get(row.toldBy)?.displayName) || null
  const allowed = [...called(false), ...(teller ? [teller] : [])]
  const welcome = new Set(foldedWords(allowed.join(' '), 100))
  return {
    allowed,
    unnamed: called(true),
    firstNames: [...new Set(found.flat())].filter((name) => !foldedWords(name).every((one) => welcome.has(one))),
  }
}
export async function lacksOf(tx: Tx, row: StoryRow): Promise<{ missing: Missing[]; names: Names; scenario: StoryScenario | null }> {
  const scenario = await scenarioOfStory(tx, row.scenarioId)
  const names = await namesIn(tx, row, scenario)
  return { missing: missingOf({ ...row, scenario }, names), names, scenario }
}

export async function rowsFor(ctx: Context, tx: Tx, rows: readonly StoryRow[]): Promise<Row[]> {
  const [cards, units, { timeZone }] = await Promise.all([
    personCard(tx, [...new Set(rows.flatMap(({ toldBy }) => toldBy ?? []))]),
    unitsById(tx, [...new Set(rows.flatMap(({ unitId }) => unitId ?? []))]),
    readSettings(tx),
  ])
  return rows.map((row) => {
    const mine = myPart(ctx, row)
    return {
      id: row.id,
      state: row.state,
      title: row.title || null,
      language: row.language,
      principleId: row.principleId,
      unit: row.unitId === null ? null : { id: row.unitId, name: units.get(row.unitId)?.name ?? null },
      toldBy: row.toldBy === null ? null : { id: row.toldBy, name: cards.get(row.toldBy)?.displayName ?? null },
      on: dayIn(timeZone, new Date(row.publishedAt ?? row.toldAt)),
      publishedAt: row.publishedAt,
      waitsForMe: mine !== undefined && mine.isAsked && mine.answer === null,
      isMine: row.toldBy !== null && row.toldBy === ctx.actor.personId,
      isAboutMe: mine?.isAsked ?? false,
    }
  })
}

export async function viewOf(ctx: Context, tx: Tx, row: StoryRow): Promise<Story> {
  const isWorkshop = row.state !== 'published' && (mayWrite(ctx, row) || mayReview(ctx, row))
  const [[head], cards, standing] = await Promise.all([
    rowsFor(ctx, tx, [row]),
    personCard(
      tx,
      row.people.map(({ personId }) => personId),
    ),
    isWorkshop ? lacksOf(tx, row) : scenarioOfStory(tx, row.scenarioId).then((found) => ({ scenario: found, missing: [], names: null })),
  ])
  const { missing, names, scenario } = standing
  // Published, it names who said so; whoever said yes without their name is not found by reading the page.
  const people = row.people.filter(({ answer }) => row.state !== 'published' || answer === 'yes')
  return {
    ...head!,
    happened: row.happened,
    hard: row.hard,
    did: row.did,
    felt: row.felt,
    people: people.map(({ personId, ...one }) => ({ id: personId, name: cards.get(personId)?.displayName ?? null, ...one })),
    source: row.sourceKind === null || !isWorkshop ? null : { kind: row.sourceKind, id: row.sourceId! },
    level: row.level,
    channel: row.channel,
    scenario: scenario && (isWorkshop || scenario.isLive) ? { id: row.scenarioId!, title: scenario.title, isLive: scenario.isLive } : null,
    sheets: row.sheets,
    code: codeOf(row.id),
    workshop: isWorkshop
      ? {
          points: row.points.map((point) => ({ ...point, others: [...point.others] })),
          kept: row.kept,
          firstNames: names?.firstNames ?? [],
          missing,
          reviewNote: row.reviewNote,
          isWriter: row.writers.includes(ctx.actor.personId ?? '') || (scenario?.writerIds.includes(ctx.actor.personId ?? '') ?? false),
        }
      : null,
    myAnswer: myPart(ctx, row)?.answer ?? null,
    may: {
      write: row.state !== 'published' && mayWrite(ctx, row),
      draft: row.state !== 'published' && ctx.may('stories.draft', {}),
      review: mayReview(ctx, row),
      withdraw: ctx.may('stories.withdraw', { personId: row.toldBy }),
      answer: mayAnswer(ctx, row),
    },
    version: row.version,
  }
}
export const readStory = (ctx: Context, id: string): Promise<Story> =>
  ctx.read(async (given) => {
    const tx = gathering(given)
    return viewOf(ctx, tx, requireReadable(ctx, await findStory(tx, id)))
  })
