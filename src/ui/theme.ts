// Light, dark, or as the system has it. before-paint.js sets it before the first picture.
import { useSyncExternalStore } from 'react'
import { settings } from './storage.ts'

export type Theme = 'system' | 'light' | 'dark'
const listeners = new Set<() => void>()

export const currentTheme = (): Theme => {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme']
    settings.drop('theme')
  } else {
    document.documentElement.dataset['theme'] = theme
    settings.keep('theme', theme)
  }
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme)
