// Posters from the words that count today, in any of the three languages.
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { PrintError, printPdf, printSvg, type Language, type PrintData } from '#platform/print/print.ts'
import { nothingToPrint } from '../problems.ts'
import { principleColours, printInks, segmentsOf } from '../rules.ts'
import { mantraIn, type Wording, wordingNow } from './wording.ts'

export type Poster = 'mantra' | 'principles'
const languages: readonly string[] = ['en', 'de', 'ar'] satisfies Language[]
/** Noon: a calendar day keeps its date wherever it is written. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)

export async function posterPdf(ctx: Context, poster: Poster, language: string | undefined, origin: string): Promise<Buffer> {
  const { template, data, options } = await prepare(ctx, poster, language, origin)
  return Buffer.from(await printing(() => printPdf(template, data, options)))
}
export async function posterSvg(ctx: Context, poster: Poster, language: string | undefined, origin: string): Promise<string> {
  const { template, data, options } = await prepare(ctx, poster, language, origin)
  return printing(() => printSvg(template, data, options))
}

async function prepare(ctx: Context, poster: Poster, wanted: string | undefined, origin: string) {
  ctx.require('principles.read', {})
  const wording = await ctx.read((tx) => wordingNow(tx, ctx))
  const language = [wanted, ctx.language].find((one) => one !== undefined && languages.includes(one)) as Language
  const options = { language, printedAt: noon(wording.today), timeZone: 'UTC' }
  return poster === 'mantra'
    ? { template: 'poster-mantra' as const, data: mantraPoster(wording, language, origin), options }
    : { template: 'poster-principles' as const, data: principlesPoster(wording, language, origin), options }
}

function mantraPoster(wording: Wording, language: Language, origin: string): PrintData<'poster-mantra'> {
  const mantra = mantraIn(wording, language)
  if (!mantra || !wording.mantra) throw new Problem(nothingToPrint, { detail: 'Write the mantra first.' })
  return {
    organisation: { name: wording.settings.name, mantra: mantra.wording },
    number: wording.mantra.number,
    since: noon(wording.mantra.since),
    qr: `${origin}/principles`,
    segments: segmentsOf(mantra),
  }
}

function principlesPoster(wording: Wording, language: Language, origin: string): PrintData<'poster-principles'> {
  const principles = wording.principles(language)
  if (principles.length === 0) throw new Problem(nothingToPrint, { detail: 'Write the principles first.' })
  return {
    organisation: { name: wording.settings.name, mantra: mantraIn(wording, language)?.wording ?? '' },
    since: noon(wording.principlesSince),
    qr: `${origin}/principles`,
    principles: principles.map(({ name, meaning, colour, icon }) => ({
      name,
      meaning,
      icon,
      ink: printInks[principleColours.find((one) => one === colour) ?? 'navy'],
    })),
  }
}

/** A printer that is busy says so, instead of failing. */
export async function printing<T>(print: () => Promise<T>): Promise<T> {
  try {
    return await print()
  } catch (error) {
    if (error instanceof PrintError && (error.failure === 'busy' || error.failure === 'stopped'))
      throw new Problem(problems.unavailable, { headers: { 'retry-after': '10' } })
    throw error
  }
}
