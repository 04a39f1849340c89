// What a young organisation still lacks until the loop runs by itself, for whoever may do it: each answer is the owning feature's own.
import { countWaysIn, hasHolder } from '#features/accounts/public.ts'
import { hasRules } from '#features/authority/public.ts'
import { hasHeldHuddle } from '#features/huddles/public.ts'
import { hasJourney } from '#features/journeys/public.ts'
import { hasMantra, hasPrinciple } from '#features/language/public.ts'
import { hasTaught } from '#features/learning/public.ts'
import { countPeople, hasColleagues } from '#features/people/public.ts'
import { asksCustomers } from '#features/voice/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import type { FirstKind, Today } from '../contract.ts'
import { firstKinds, waysInOf } from '../rules.ts'

export type FirstDays = NonNullable<Today['firstDays']>
interface Step {
  /** Of the whole organisation: nobody is shown what another has to do. */
  operation: string
  link: string
  read: (tx: Tx, at: Date, me: string) => Promise<{ isDone: boolean; count?: number }>
}
const having = (has: (tx: Tx) => Promise<boolean>) => async (tx: Tx) => ({ isDone: await has(tx) })

const steps: Record<FirstKind, Step> = {
  people: { operation: 'people.import', link: '/import', read: having(hasColleagues) },
  'ways-in': {
    operation: 'badges.issue',
    link: '/badges',
    read: async (tx, at, me) => {
      const [people, waysIn] = await Promise.all([countPeople(tx), countWaysIn(tx, at, me)])
      return waysInOf(people - 1, waysIn)
    },
  },
  'head-of-cx': {
    operation: 'role-grants.change',
    link: '/access/give-role',
    read: having((tx) => hasHolder(tx, 'head-of-cx')),
  },
  mantra: { operation: 'mantra.change', link: '/mantra/new', read: having(hasMantra) },
  principles: { operation: 'principles.change', link: '/principles/add', read: having(hasPrinciple) },
  pack: { operation: 'packs.install', link: '/packs', read: having(hasTaught) },
  journey: { operation: 'journeys.change', link: '/studio/journeys', read: having(hasJourney) },
  rules: { operation: 'rules.publish', link: '/rules/new', read: having(hasRules) },
  survey: { operation: 'surveys.change', link: '/surveys', read: having(asksCustomers) },
  huddle: { operation: 'huddles.run', link: '/huddles/teams', read: having(hasHeldHuddle) },
}

/** Null: nothing is missing, or nothing that this person may do. */
export async function readFirstDays(ctx: Context, tx: Tx, at: Date, me: string): Promise<FirstDays | null> {
  const mine = firstKinds.filter((kind) => ctx.may(steps[kind].operation, {}))
  const found = await Promise.all(
    mine.map(async (kind) => {
      const { isDone, count = null } = await steps[kind].read(tx, at, me)
      return { kind, link: steps[kind].link, isDone, count }
    }),
  )
  return found.every(({ isDone }) => isDone) ? null : { steps: found, mayHide: ctx.may('organisation.change', {}) }
}
