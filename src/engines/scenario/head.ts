// The head between two lines of ---, and the declarations below it: state, cast, when.
import { isTooLong, readConditions, slug, unescape } from './expressions.ts'
import { channels, counterMost, limits } from './scenario.ts'
import type { Channel, Scenario } from './scenario.ts'

export type Note = (code: string, about: string, line: number, column: number) => void
type Head = Pick<Scenario, 'key' | 'title' | 'about' | 'level' | 'theme' | 'families' | 'channel' | 'minutes'>
export const headKeys = ['key', 'title', 'about', 'level', 'theme', 'families', 'channel', 'minutes'] as const

const isWhole = (value: string, least: number, most: number): boolean =>
  /^\d{1,3}$/.test(value) && Number(value) >= least && Number(value) <= most
const isRight: Record<(typeof headKeys)[number], (value: string) => boolean> = {
  key: (value) => slug.test(value) && value.length <= 80,
  title: (value) => value !== '' && value.length <= 120,
  about: (value) => !isTooLong(value),
  level: (value) => isWhole(value, 1, 4),
  theme: (value) => slug.test(value),
  families: (value) => listOf(value).every((part) => slug.test(part)),
  channel: (value) => channels.includes(value as Channel),
  minutes: (value) => isWhole(value, 1, 60),
}
const listOf = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

export const emptyHead = (): Head => ({ key: '', title: '', about: null, level: 1, theme: '', families: [], channel: 'phone', minutes: 5 })

/** Reads the head; answers the number of the line after it, counted from 0. */
export function readHead(lines: readonly string[], head: Head, note: Note): number {
  let index = lines.findIndex((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  if (index < 0 || lines[index]?.trim() !== '---') {
    note('head-missing', '', Math.max(index, 0) + 1, 1)
    return Math.max(index, 0)
  }
  const start = index
  const given = new Set<string>()
  for (index++; index < lines.length; index++) {
    const raw = lines[index] ?? ''
    const line = raw.trim()
    if (line === '---') {
      for (const key of headKeys) if (!given.has(key) && key !== 'about' && key !== 'families') note('head-needed', key, start + 1, 1)
      return index + 1
    }
    if (line === '' || line.startsWith('#')) continue
    const [, key = '', value = ''] = /^([^:]*?)\s*:\s*(.*)$/.exec(line) ?? []
    const known = headKeys.find((name) => name === key)
    if (!known) note('head-unknown', key === '' ? line : key, index + 1, 1 + raw.indexOf(line))
    else if (given.has(known)) note('head-twice', known, index + 1, 1)
    else if (isRight[known](value)) keep(head, known, value)
    else note('head-value', known, index + 1, 1 + Math.max(raw.lastIndexOf(value), 0))
    if (known) given.add(known)
  }
  note('head-open', '', start + 1, 1)
  return lines.length
}

function keep(head: Head, key: (typeof headKeys)[number], value: string): void {
  if (key === 'level' || key === 'minutes') head[key] = Number(value)
  else if (key === 'families') head.families = listOf(value)
  else if (key === 'channel') head.channel = value as Channel
  else if (key === 'about') head.about = value === '' ? null : value
  else head[key] = value
}

const stateForm = /^state\s+(\S+)\s+(\d{1,6})(?:\s+of\s+(\d{1,6}))?\s*(?::\s*(.*))?$/
const castForm = /^cast\s+([^\s:]+)\s*:\s*(.+)$/
const whenForm = /^when\s+(.*?)\s*(?:->|→)\s*(\S+)$/u

/** One declaration; false: the line is none. */
export function readDeclaration(raw: string, lineNumber: number, scenario: Scenario, note: Note): boolean {
  const line = raw.trim()
  const word = /^(state|cast|when)\b/.exec(line)?.[1]
  const complain = (code: string, about: string): true => {
    note(code, about, lineNumber, 1 + raw.indexOf(line))
    return true
  }
  if (word === 'state') {
    const [, key = '', start = '', of, label] = stateForm.exec(line) ?? []
    if (!slug.test(key)) return complain('state-form', line)
    if (scenario.states.some((state) => state.key === key)) return complain('state-twice', key)
    if (scenario.states.length >= limits.states) return complain('too-many', 'state')
    const most = of === undefined ? counterMost : Number(of)
    if (Number(start) > most || most === 0 || (of !== undefined && most > 1000)) return complain('state-range', key)
    scenario.states.push({
      key,
      start: Number(start),
      most,
      kind: of === undefined ? 'counter' : 'meter',
      label: label ? unescape(label) : null,
    })
    return true
  }
  if (word === 'cast') {
    const [, key = '', words = ''] = castForm.exec(line) ?? []
    if (!slug.test(key) || key === 'if' || isTooLong(words)) return complain('cast-form', line)
    if (scenario.cast.some((member) => member.key === key)) return complain('cast-twice', key)
    if (scenario.cast.length >= limits.cast) return complain('too-many', 'cast')
    scenario.cast.push({ key, words: unescape(words) })
    return true
  }
  if (word === 'when') {
    const [, condition = '', target = ''] = whenForm.exec(line) ?? []
    const conditions = readConditions(condition)
    if (!conditions || !slug.test(target)) return complain('when-form', line)
    scenario.triggers.push({ conditions, target })
    return true
  }
  return false
}
