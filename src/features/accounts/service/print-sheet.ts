import type { SettingsRow } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { type Language, PrintError, printPdf, type PrintData, type Template } from '#platform/print/print.ts'

const languages: readonly string[] = ['en', 'de', 'ar'] satisfies Language[]
export const printLanguage = (language: string | null): Language =>
  language && languages.includes(language) ? (language as Language) : 'en'

/** A PDF in the language of the organisation; each card may have its own. */
export async function printSheet<T extends Template>(
  ctx: Context,
  template: T,
  data: PrintData<T>,
  settings: SettingsRow,
): Promise<Uint8Array> {
  try {
    return await printPdf(template, data, {
      language: printLanguage(settings.defaultLanguage),
      printedAt: ctx.now(),
      timeZone: settings.timeZone,
    })
  } catch (error) {
    if (error instanceof PrintError && (error.failure === 'busy' || error.failure === 'stopped'))
      throw new Problem(problems.unavailable, { headers: { 'retry-after': '10' } })
    throw error
  }
}
