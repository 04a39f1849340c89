// A journey to take along: as a table for spreadsheets, or set for paper.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { mantraToday } from '#features/language/public.ts'
import { readSettings } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { type Language, type PrintData, PrintError, printPdf, printSvg } from '#platform/print/print.ts'
import type { Journey, Lane, Shaper } from '../contract.ts'
import { readJourney } from './read.ts'

const placeOf = ({ jobRole, unit }: Shaper): string => [jobRole?.name, unit?.name].filter(Boolean).join(', ')

export async function journeyCsv(ctx: Context, id: string): Promise<string> {
  const journey = await readJourney(ctx, id)
  const lines = [
    csvLine([
      'Stage',
      'Number',
      'Step',
      'Step id',
      'Channel',
      'Feeling',
      'Evidence',
      'Customer',
      'Front',
      'Back',
      'Support',
      'Lane',
      'Unit',
      'Job role',
      'My part',
      'When it goes wrong',
    ]),
  ]
  for (const stage of journey.stages)
    for (const step of stage.steps) {
      const cells = [
        stage.name,
        step.position,
        step.name,
        step.id,
        step.channel,
        step.emotion,
        step.evidence,
        step.customer,
        step.front,
        step.back,
        step.support,
      ]
      if (step.shapers.length === 0) lines.push(csvLine([...cells, null, null, null, null, null]))
      for (const shaper of step.shapers)
        lines.push(csvLine([...cells, shaper.lane, shaper.unit?.name ?? null, shaper.jobRole?.name ?? null, shaper.sentence, shaper.harm]))
    }
  return `\ufeff${lines.join('\r\n')}\r\n`
}

type Words = Record<'channel' | 'emotion' | 'evidence', Record<string, string>>

async function printData(ctx: Context, id: string, language: Language): Promise<{ data: PrintData<'journey'>; timeZone: string }> {
  const journey: Journey = await readJourney(ctx, id)
  const { settings, mantra } = await ctx.read(async (tx) => {
    const settings = await readSettings(tx)
    return { settings, mantra: (await mantraToday(tx, ctx, ctx.language))?.wording }
  })
  const words = JSON.parse(await readFile(path.resolve(import.meta.dirname, '..', 'web', 'messages', `${language}.json`), 'utf8')) as Words
  const lane = (step: Journey['stages'][number]['steps'][number], which: Lane) => ({
    text: step[which] ?? '',
    who: step.shapers.filter((shaper) => shaper.lane === which).map(placeOf),
  })
  return {
    timeZone: settings.timeZone,
    data: {
      organisation: { name: settings.name, mantra: mantra ?? {} },
      name: journey.name,
      summary: journey.summary ?? '',
      version: String(journey.version),
      stages: journey.stages
        .filter(({ steps }) => steps.length > 0)
        .map((stage) => ({
          name: stage.name,
          steps: stage.steps.map((step) => ({
            number: step.position,
            name: step.name,
            customer: step.customer ?? '',
            notes: [words.channel[step.channel], words.emotion[step.emotion], words.evidence[step.evidence]].filter(
              (word) => word !== undefined,
            ),
            front: lane(step, 'front'),
            back: lane(step, 'back'),
            support: lane(step, 'support'),
          })),
        })),
    },
  }
}

export async function printJourney(ctx: Context, id: string, format: 'pdf' | 'svg'): Promise<Buffer> {
  const language = (['en', 'de', 'ar'].includes(ctx.language) ? ctx.language : 'en') as Language
  const { data, timeZone } = await printData(ctx, id, language)
  try {
    const options = { language, printedAt: ctx.now(), timeZone }
    return Buffer.from(format === 'pdf' ? await printPdf('journey', data, options) : await printSvg('journey', data, options))
  } catch (error) {
    if (error instanceof PrintError && (error.failure === 'busy' || error.failure === 'stopped'))
      throw new Problem(problems.unavailable, { headers: { 'retry-after': '10' } })
    throw error
  }
}
