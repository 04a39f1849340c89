// The last part of a choice, a way on, a timer or an ending's heading, read from its right end: -> target, [themes], [rule: words], (effects), if conditions.
import { looksLikeCondition, looksLikeEffects, readConditions, readEffects, slug, unescape } from './expressions.ts'
import type { Condition, Effect } from './scenario.ts'

export interface Exit {
  /** What is left at the front, with backslashes resolved. */
  text: string
  target: string | null
  conditions: Condition[]
  effects: Effect[]
  kept: string[]
  broken: string[]
  rule: string | null
}
export type Complain = (code: string, about: string, at: number) => void

/** `at`: where `text` begins in its line, counted from 0, so that complaints carry the column. */
export function readExit(text: string, at: number, complain: Complain): Exit {
  const exit: Exit = { text: '', target: null, conditions: [], effects: [], kept: [], broken: [], rule: null }
  const seen = new Set<string>()
  const once = (part: string, where: number): void => {
    if (seen.has(part)) complain('part-twice', part, at + where)
    seen.add(part)
  }
  let rest = text.trimEnd()
  const arrow = /(->|→)\s*(\S*)$/u.exec(rest)
  if (arrow) {
    const [, sign = '', target = ''] = arrow
    if (slug.test(target)) exit.target = target
    else if (target === '') complain('target-missing', '', at + arrow.index + sign.length)
    else complain('target-form', target, at + rest.length - target.length)
    rest = rest.slice(0, arrow.index).trimEnd()
  }
  for (;;) {
    const cut = takeGroup(rest, exit, once, (code, about, where) => complain(code, about, at + where))
    if (cut === null) break
    rest = rest.slice(0, cut).trimEnd()
  }
  exit.text = unescape(rest.trim())
  return exit
}

/** Where the group at the end begins; null: there is none. */
function takeGroup(rest: string, exit: Exit, once: (part: string, where: number) => void, complain: Complain): number | null {
  if (rest.endsWith(']') && !rest.endsWith('\\]')) {
    const open = rest.lastIndexOf('[')
    if (open < 0) return null
    readTags(rest.slice(open + 1, -1), open + 1, exit, once, complain)
    return open
  }
  if (rest.endsWith(')') && !rest.endsWith('\\)')) {
    const open = rest.lastIndexOf('(')
    const inside = rest.slice(open + 1, -1)
    if (open < 0 || !looksLikeEffects.test(inside)) return null
    const effects = readEffects(inside)
    once('effects', open)
    if (effects) exit.effects = effects
    else complain('effects-form', inside, open + 1)
    return open
  }
  const condition = /^(.*\s|)if\s+([^[\]()]*)$/s.exec(rest)
  const [, before = '', words = ''] = condition ?? []
  if (!condition || !looksLikeCondition.test(words)) return null
  const conditions = readConditions(words)
  once('condition', before.length)
  if (conditions) exit.conditions = conditions
  else complain('condition-form', words, rest.length - words.length)
  return before.length
}

function readTags(inside: string, at: number, exit: Exit, once: (part: string, where: number) => void, complain: Complain): void {
  const rule = /^\s*rule\s*:\s*(.*)$/s.exec(inside)
  if (rule) {
    once('rule', at)
    exit.rule = unescape((rule[1] ?? '').trim())
    if (exit.rule === '') {
      exit.rule = null
      complain('rule-empty', '', at)
    }
    return
  }
  once('themes', at)
  for (const part of inside.split(',')) {
    const [, sign = '', key = ''] = /^\s*([-−]?)\s*(.*?)\s*$/s.exec(part) ?? []
    if (!slug.test(key)) complain('tag-form', part.trim(), at)
    else (sign === '' ? exit.kept : exit.broken).push(key)
  }
}
