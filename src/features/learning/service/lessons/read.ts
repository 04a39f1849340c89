// Lessons as those who write them see them.
import { checkLesson } from '#engines/lesson/check.ts'
import { minutesOf, wordsOf } from '#engines/lesson/lesson.ts'
import { fold } from '#engines/text/fold.ts'
import { personCard, readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Lesson, LessonList, LessonRow, LessonText, LessonVersion } from '../../contract/lessons.ts'
import { allLessons, findLesson, type LessonHead, studioLesson } from '../../store/lessons/lessons.ts'
import {
  type DraftRow,
  draftHeads,
  draftsOf,
  type LiveHead,
  liveHeads,
  liveTexts,
  versionAt,
  type VersionRow,
  versionsOf,
} from '../../store/lessons/texts.ts'

type Language = LessonText['language']
type Names = ReadonlyMap<string, { displayName: string }>
const personIn = (names: Names, id: string | null) => (id === null ? null : { id, name: names.get(id)?.displayName ?? null })

/** A translation follows a version of the first language; when that has moved on, somebody looks. */
const isOutdated = (
  language: string,
  first: string,
  live: { sourceNumber: number | null } | undefined,
  firstNumber: number | undefined,
): boolean => language !== first && live !== undefined && firstNumber !== undefined && (live.sourceNumber ?? 0) < firstNumber

export interface LessonQuery {
  q: string
  state: 'all' | 'writing' | 'in-review' | 'live' | 'due' | 'retired'
  level?: number | undefined
}
const isIn = (row: LessonRow, state: LessonQuery['state']): boolean => {
  if (state === 'retired') return row.isRetired
  if (row.isRetired) return false
  if (state === 'all') return true
  if (state === 'due') return row.isReviewDue
  if (state === 'live') return row.texts.some(({ number }) => number !== null)
  if (state === 'in-review') return row.texts.some((text) => text.state === 'in-review')
  return row.texts.some((text) => text.state !== 'live' && text.state !== 'in-review')
}

export async function listLessons(ctx: Context, query: LessonQuery): Promise<LessonList> {
  ctx.require('lessons.read', {})
  return ctx.read(async (tx) => {
    const [settings, heads, drafts, live] = await Promise.all([readSettings(tx), allLessons(tx), draftHeads(tx), liveHeads(tx)])
    const owners = await personCard(tx, [...new Set(heads.flatMap(({ ownerId }) => ownerId ?? []))])
    const today = dayIn(settings.timeZone, ctx.now())
    const byLesson = <T extends { lessonId: string }>(rows: readonly T[]) => Map.groupBy(rows, ({ lessonId }) => lessonId)
    const [draftsBy, liveBy] = [byLesson(drafts), byLesson(live)]
    const rows = heads.map((head): LessonRow => {
      const [own, taught] = [draftsBy.get(head.id) ?? [], liveBy.get(head.id) ?? []]
      const first = taught.find(({ language }) => language === settings.defaultLanguage)
      const languages = settings.languages.filter((code) => [...own, ...taught].some(({ language }) => language === code))
      const title = [ctx.language, settings.defaultLanguage, ...languages]
        .map((code) => (own.find(({ language }) => language === code) ?? taught.find(({ language }) => language === code))?.title)
        .find((words) => words)
      return {
        id: head.id,
        key: head.key,
        title: title ?? head.key,
        level: head.level,
        principleId: head.principleId,
        families: head.families,
        minutes: (taught.find(({ language }) => language === ctx.language) ?? first ?? taught[0])?.minutes ?? null,
        texts: languages.map((code) => {
          const version = taught.find(({ language }) => language === code)
          return {
            language: code as Language,
            state: own.find(({ language }) => language === code)?.state ?? 'live',
            number: version?.number ?? null,
            isOutdated: isOutdated(code, settings.defaultLanguage, version, first?.number),
          }
        }),
        owner: personIn(owners, head.ownerId),
        reviewOn: head.reviewOn,
        isReviewDue: head.reviewOn !== null && head.reviewOn <= today,
        isRetired: head.isRetired,
      }
    })
    const wanted = fold(query.q)
      .split(/\s+/)
      .filter((word) => word !== '')
    const found = rows.filter(
      (row) =>
        (query.level === undefined || row.level === query.level) && wanted.every((word) => fold(`${row.title} ${row.key}`).includes(word)),
    )
    const states = ['all', 'writing', 'in-review', 'live', 'due', 'retired'] as const
    return {
      items: found.filter((row) => isIn(row, query.state)),
      counts: Object.fromEntries(states.map((state) => [state, found.filter((row) => isIn(row, state)).length])),
    }
  })
}

export async function requireLesson(tx: Tx, id: string): Promise<LessonHead> {
  const head = await findLesson(tx, id)
  if (!head) throw new Problem(problems.notFound)
  return head
}

const peopleIn = (
  drafts: readonly DraftRow[],
  live: readonly Pick<LiveHead, 'reviewedBy' | 'publishedBy'>[],
  ownerId: string | null = null,
) => [
  ...new Set(
    [
      ownerId,
      ...drafts.flatMap(({ writerIds, reviewedBy }) => [...writerIds, reviewedBy]),
      ...live.flatMap(({ reviewedBy, publishedBy }) => [reviewedBy, publishedBy]),
    ].filter((id) => id !== null),
  ),
]
const versionShown = (row: LiveHead, names: Names) => ({
  number: row.number,
  title: row.title,
  minutes: row.minutes,
  sourceNumber: row.sourceNumber,
  note: row.note,
  reviewer: personIn(names, row.reviewedBy),
  publisher: personIn(names, row.publishedBy),
  publishedAt: row.publishedAt,
})

export async function readLesson(ctx: Context, id: string): Promise<Lesson> {
  ctx.require('lessons.read', {})
  return ctx.read(async (tx) => {
    const [head, drafts, live, settings] = await Promise.all([studioLesson(tx, id), draftsOf(tx, id), liveTexts(tx, id), readSettings(tx)])
    if (!head) throw new Problem(problems.notFound)
    const { files, paths } = head
    const names = await personCard(tx, peopleIn(drafts, live, head.ownerId))
    const firstNumber = live.find(({ language }) => language === settings.defaultLanguage)?.number
    const fileNames = files.map(({ name }) => name)
    const draftShown = (row: DraftRow) => ({
      title: row.title,
      blocks: row.blocks,
      sourceNumber: row.sourceNumber,
      state: row.state,
      writers: row.writerIds.map((writer) => personIn(names, writer)!),
      reviewer: personIn(names, row.reviewedBy),
      reviewWords: row.reviewWords,
      mayReview: ctx.actor.personId !== null && !row.writerIds.includes(ctx.actor.personId),
      ...measured(row, fileNames),
      version: row.version,
      updatedAt: row.updatedAt,
    })
    const codes = settings.languages as Language[]
    return {
      id: head.id,
      key: head.key,
      level: head.level,
      principleId: head.principleId,
      theme: head.theme,
      families: head.families,
      owner: personIn(names, head.ownerId),
      reviewOn: head.reviewOn,
      isReviewDue: head.reviewOn !== null && head.reviewOn <= dayIn(settings.timeZone, ctx.now()),
      isRetired: head.isRetired,
      version: head.version,
      firstLanguage: settings.defaultLanguage as Language,
      languages: codes,
      texts: codes.map((language) => {
        const draft = drafts.find((row) => row.language === language)
        const version = live.find((row) => row.language === language)
        return {
          language,
          draft: draft ? draftShown(draft) : null,
          live: version ? { ...versionShown(version, names), blocks: version.blocks } : null,
          isOutdated: isOutdated(language, settings.defaultLanguage, draft ?? version, firstNumber),
        }
      }),
      files,
      paths,
    }
  })
}

/** What there is to read in a text, and what it lacks. */
export const measured = ({ title, blocks }: Pick<DraftRow, 'title' | 'blocks'>, files: readonly string[]) => ({
  minutes: minutesOf(blocks),
  words: wordsOf(blocks),
  missing: checkLesson(title, blocks, files),
})

export async function listVersions(ctx: Context, id: string, language: string): Promise<{ items: Omit<LessonVersion, 'blocks'>[] }> {
  ctx.require('lessons.read', {})
  return ctx.read(async (tx) => {
    const [, rows] = await Promise.all([requireLesson(tx, id), versionsOf(tx, id, language)])
    const names = await personCard(tx, peopleIn([], rows))
    return { items: rows.map((row) => versionShown(row, names)) }
  })
}

export async function readVersion(ctx: Context, at: { lessonId: string; language: string; number: number }): Promise<LessonVersion> {
  ctx.require('lessons.read', {})
  return ctx.read(async (tx) => {
    const row: VersionRow | undefined = await versionAt(tx, at)
    if (!row) throw new Problem(problems.notFound)
    return { ...versionShown(row, await personCard(tx, peopleIn([], [row]))), blocks: row.blocks }
  })
}
