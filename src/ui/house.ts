// The organisation that this browser belongs to, as far as it is known before anybody has signed in: its name and its
// mantra, from the last sign-in here. Both hang on the walls anyway.
import { useSyncExternalStore } from 'react'
import { settings } from './storage.ts'

export type House = { name: string; mantra: string | null }

const listeners = new Set<() => void>()
let house = read()

function read(): House | null {
  try {
    const kept = JSON.parse(settings.kept('house') ?? 'null') as Partial<House> | null
    return typeof kept?.name === 'string' ? { name: kept.name, mantra: kept.mantra ?? null } : null
  } catch {
    return null
  }
}

export function rememberHouse({ name, mantra }: { name: string; mantra?: string | null }): void {
  if (house?.name === name && house.mantra === (mantra ?? null)) return
  house = { name, mantra: mantra ?? null }
  settings.keep('house', JSON.stringify(house))
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useHouse = (): House | null => useSyncExternalStore(subscribe, () => house)
