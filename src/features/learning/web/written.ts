// In which languages something is written side by side.
import { useSession } from '#ui/session.tsx'

const written = ['en', 'de', 'ar']

/** `codes`: of the house, its own first. `own`: the first of them in which the thing has words; of a new one, the house's own. */
export function useWritten(texts: Readonly<Record<string, unknown>> | undefined): { codes: string[]; own: string } {
  const { organisation } = useSession()
  const codes = [...new Set([organisation.defaultLanguage, ...organisation.languages])].filter((code) => written.includes(code))
  return { codes, own: (texts && codes.find((code) => texts[code])) ?? codes[0] ?? 'en' }
}
