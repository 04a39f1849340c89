// What pages to the right may use of evidence: what a level is called, and what is missing for the next one.
import { useT } from '#ui/i18n.ts'

/** "Level 2, Resolve". */
export function useLevelName(): (level: number) => string {
  const t = useT('evidence')
  return (level) => t(`level.${level}`)
}

/** "one scenario and two observations": for sentences. */
export function useMissingWords(): (missing: readonly { kind: string; needed: number; has: number }[]) => string[] {
  const t = useT('evidence')
  return (missing) => missing.map(({ kind, needed, has }) => t(`missing.${kind}`, { count: needed - has }))
}
