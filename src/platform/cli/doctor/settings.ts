// Every setting with its value, where it comes from and what it is for. Secrets are masked.
import { settingSources } from '../../config.ts'

export interface SettingFact {
  name: string
  value: string | null
  source: 'environment' | 'default'
  meaning: string
}

const secretNames = /TOKEN|SECRET|PASSWORD/

/** An address without its password, anything secret without its text. */
export function masked(name: string, value: string): string {
  if (secretNames.test(name)) return '[hidden]'
  if (!URL.canParse(value)) return value
  const url = new URL(value)
  for (const key of url.searchParams.keys()) if (/pass|secret|token|key/i.test(key)) url.searchParams.set(key, 'hidden')
  if (url.password === '') return url.search === '' ? value : url.href
  url.password = 'hidden'
  return url.href
}

export const settingFacts = (): SettingFact[] =>
  settingSources().map(({ name, value, isGiven, meaning }) => ({
    name,
    value: value === undefined ? null : masked(name, value),
    source: isGiven ? 'environment' : 'default',
    meaning,
  }))
