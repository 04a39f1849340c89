// A poster of a story, as SVG to look at and as PDF to hang up. Each print is noted with the code at its foot: taken back, it is listed for taking down.
import { mantraToday, nothingToPrint, principleColours, principleRefs, printing, printInks } from '#features/language/public.ts'
import { personCard, readSettings, unitIdsBelow } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import { type PrintData, printPdf, printSvg } from '#platform/print/print.ts'
import type { StoryPrint } from '../../contract/stories.ts'
import { codeOf } from '../../rules/stories.ts'
import * as prints from '../../store/stories/prints.ts'
import { findStory, type StoryLanguage, type StoryRow } from '../../store/stories/stories.ts'
import { requireReadable } from './view.ts'

const template = 'poster-story'
type Size = 'a4' | 'a3'
async function dataOf(
  ctx: Context,
  tx: Tx,
  row: StoryRow,
  language: StoryLanguage,
  size: Size,
  origin: string,
): Promise<PrintData<typeof template>> {
  const sheet = row.sheets.find((one) => one.language === language)
  if (!sheet) throw new Problem(nothingToPrint, { detail: 'There are no words for the poster in this language yet.' })
  const [{ name }, mantra, refs] = await Promise.all([readSettings(tx), mantraToday(tx, ctx, language), principleRefs(tx, language)])
  const principle = refs.find(({ id }) => id === row.principleId)
  return {
    organisation: { name, mantra: { [language]: mantra?.wording ?? '' } },
    since: new Date(row.publishedAt ?? row.toldAt),
    qr: `${origin}/stories/${row.id}`,
    size,
    headline: sheet.headline,
    sentence: sheet.sentence,
    principle: {
      name: principle?.name ?? '',
      ink: printInks[principleColours.find((one) => one === principle?.colour) ?? 'navy'],
      icon: principle?.icon ?? 'star',
    },
    code: codeOf(row.id),
  }
}
const options = (language: StoryLanguage, row: StoryRow) => ({ language, printedAt: new Date(row.publishedAt ?? row.toldAt) })
const originOf = (ctx: Context, origin: string): string => ctx.platform.config.publicUrl ?? origin

export async function drawStory(ctx: Context, id: string, wanted: StoryLanguage | undefined, origin: string): Promise<string> {
  const { row, language, data } = await ctx.read(async (tx) => {
    const found = requireReadable(ctx, await findStory(tx, id))
    const inWhich = wanted ?? found.language
    return { row: found, language: inWhich, data: await dataOf(ctx, tx, found, inWhich, 'a4', originOf(ctx, origin)) }
  })
  return printing(() => printSvg(template, data, options(language, row)))
}

export async function notePrint(
  ctx: Context,
  id: string,
  { language, size }: { language: StoryLanguage; size: Size },
): Promise<{ id: string }> {
  const { personId } = ctx.actor
  return ctx.write(async (tx) => {
    const row = requireReadable(ctx, await findStory(tx, id))
    if (row.state !== 'published' || !row.sheets.some((one) => one.language === language)) throw new Problem(nothingToPrint)
    const unitId = personId === null ? null : ((await personCard(tx, [personId])).get(personId)?.unitId ?? null)
    const print = {
      id: newId(ctx.now().getTime()),
      storyId: id,
      code: codeOf(id),
      language,
      size,
      unitId,
      printedBy: personId,
      printedAt: ctx.now().toISOString(),
    }
    await prints.insertPrint(tx, print)
    tx.audit({ action: 'story.printed', subject: { kind: 'story', id } })
    tx.answersWith(print.id)
    return { id: print.id }
  })
}
export async function printStory(ctx: Context, printId: string, origin: string): Promise<{ pdf: Buffer; name: string }> {
  const { row, print, data } = await ctx.read(async (tx) => {
    const found = await prints.findPrint(tx, printId)
    if (!found) throw new Problem(problems.notFound)
    const story = requireReadable(ctx, await findStory(tx, found.storyId))
    return { row: story, print: found, data: await dataOf(ctx, tx, story, found.language, found.size, originOf(ctx, origin)) }
  })
  const pdf = await printing(() => printPdf(template, data, options(print.language, row)))
  return { pdf: Buffer.from(pdf), name: `story-${print.code}-${print.language}-${print.size}.pdf` }
}

const mostPrints = 200
/** What still hangs of withdrawn stories: a code, a size and where, no word of it. */
export function listPrints(ctx: Context): Promise<{ items: StoryPrint[] }> {
  const reach = ctx.reach('story-prints.read')
  return ctx.read(async (tx) => {
    const unitIds = reach.isEverywhere ? null : await unitIdsBelow(tx, reach.unitIds)
    const rows = await prints.listHanging(tx, { unitIds, personId: ctx.actor.personId }, mostPrints)
    const cards = await personCard(tx, [...new Set(rows.flatMap(({ printedBy }) => printedBy ?? []))])
    return {
      items: rows.map(({ id, code, language, size, unitId, unitName, printedBy, printedAt }) => ({
        id,
        code,
        language,
        size,
        unit: unitId === null ? null : { id: unitId, name: unitName },
        printedBy: printedBy === null ? null : { id: printedBy, name: cards.get(printedBy)?.displayName ?? null },
        printedAt,
      })),
    }
  })
}
export const takeDownPrint = (ctx: Context, id: string): Promise<void> =>
  ctx.write(async (tx) => {
    const row = await prints.findPrint(tx, id)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('story-prints.read', { personId: row.printedBy, unitPath: row.unitPath })
    await prints.takeDown(tx, id, ctx.now())
    tx.audit({ action: 'story.taken-down', subject: { kind: 'story', id: row.storyId } })
  })
