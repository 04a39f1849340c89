import type { Quality, State } from '#engines/scenario/scenario.ts'
import { useT } from '#ui/i18n.ts'
import type { Meaning } from '#ui/Message.tsx'

const known = ['patience', 'trust', 'cost', 'time'] as const
/** What a state is called: by the author, or one of the four that have names in every language. */
export function useStateNames(): (state: Pick<State, 'key' | 'label'>) => string {
  const t = useT('learning')
  return ({ key, label }) => label ?? (known.some((one) => one === key) ? t(`scenarios.state.${key}`) : key)
}

/** Never by colour alone: a word and an icon go with it. */
export const meaningOf: Record<Quality, Meaning> = { good: 'good', defensible: 'note', poor: 'wait' }
