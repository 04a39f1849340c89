// "What is recorded" on paper, for a works council: the same entries and the same words as the page.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { type Language, PrintError, printPdf } from '#platform/print/print.ts'
import { readSettings } from '../store/organisations.ts'
import { readDataMap } from './data-map.ts'

interface Words {
  sees: Record<string, string>
  recorded: { nobody: string; whats: Record<string, string>; purposes: Record<string, string>; retentions: Record<string, string> }
}
type MantraWords = (tx: Tx, day: string, language: string) => Promise<string | null>
let mantraWords: MantraWords | undefined
/** The mantra belongs to language, which stands to the right; called once by the assembly. */
export const registerMantraWords = (read: MantraWords): void => void (mantraWords = read)

const wordsFile = (language: string) => path.resolve(import.meta.dirname, '..', 'web', 'messages', `${language}.json`)

export async function printDataMap(ctx: Context, version: string): Promise<Uint8Array> {
  const { items } = await readDataMap(ctx)
  const language = (['en', 'de', 'ar'].includes(ctx.language) ? ctx.language : 'en') as Language
  const [settings, mantra] = await ctx.read(async (tx) => {
    const read = await readSettings(tx)
    return [read, (await mantraWords?.(tx, dayIn(read.timeZone, ctx.now()), language)) ?? ''] as const
  })
  const { sees, recorded } = JSON.parse(await readFile(wordsFile(language), 'utf8')) as Words
  const word = (table: Record<string, string>, code: string) => table[code] ?? code
  try {
    return await printPdf(
      'record-of-data',
      {
        organisation: { name: settings.name, mantra },
        version,
        entries: items.map(({ what, purpose, retention, whoSees }) => ({
          area: word(recorded.whats, what),
          what: word(recorded.whats, what),
          purpose: word(recorded.purposes, purpose),
          whoSees: whoSees.length > 0 ? whoSees.map((who) => word(sees, who)) : [recorded.nobody],
          howLong: word(recorded.retentions, retention),
        })),
      },
      { language, printedAt: ctx.now(), timeZone: settings.timeZone },
    )
  } catch (error) {
    if (error instanceof PrintError && (error.failure === 'busy' || error.failure === 'stopped'))
      throw new Problem(problems.unavailable, { headers: { 'retry-after': '10' } })
    throw error
  }
}
