// Places on a page that features further right fill: people owns `person-page`, coaching adds its block to it. A
// feature registers in its web/pages.tsx: registerSlot('person-page', CoachingBlock, 30).
import { Suspense } from 'react'
import type { ComponentType } from 'react'
import type { IconType } from './Icon.tsx'

// Each slot's owner says which props the block gets; the filler repeats the type.
type Filling = { Component: ComponentType<never>; order: number; may?: string }
const slots = new Map<string, Filling[]>()

/** `may`: the operation without which the block is not shown. Lower `order` stands first. */
export function registerSlot<Props extends object>(slot: string, Component: ComponentType<Props>, order: number, may?: string): void {
  const filled = slots.get(slot) ?? []
  slots.set(slot, [...filled, { Component: Component as ComponentType<never>, order, may }].sort(byOrder))
}

const byOrder = (a: { order: number }, b: { order: number }): number => a.order - b.order

export function Slot<Props extends object>({ name, operations, props }: { name: string; operations: string[]; props: Props }) {
  return (slots.get(name) ?? [])
    .filter(({ may }) => !may || operations.includes(may))
    .map(({ Component, order }) => {
      const Block = Component as unknown as ComponentType<Props>
      return (
        <Suspense key={`${name}-${order}`} fallback={null}>
          <Block {...props} />
        </Suspense>
      )
    })
}

type AccountEntry = { to: string; labelKey: string; icon?: IconType; order: number; may?: string }
const entries: AccountEntry[] = []

/** A line of the person's own menu; its words stand in ui, or every page would read the feature's texts for them: registerAccountEntry({ to: '/sessions', labelKey: 'ui:account.sessions', order: 20 }). */
export function registerAccountEntry(entry: AccountEntry): void {
  entries.push(entry)
  entries.sort(byOrder)
}

export const accountEntries = (operations: string[]): AccountEntry[] => entries.filter(({ may }) => !may || operations.includes(may))
