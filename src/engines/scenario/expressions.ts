// The small expressions of the text form: `trust >= 2 and cost < 50`, `trust +1, time = 0`.
import { limits } from './scenario.ts'
import type { Comparison, Condition, Effect } from './scenario.ts'

export const slug = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const oneCondition = /^([a-z][a-z0-9-]*)\s*(>=|<=|≥|≤|=|<|>)\s*(\d{1,6})$/
const oneEffect = /^([a-z][a-z0-9-]*)\s*(\+|-|−|–|=)\s*(\d{1,6})$/
/** What an author meant as a condition or an effect, right or wrong: a typing error must not silently become a sentence. */
export const looksLikeCondition = /^\S+\s*(?:>=|<=|≥|≤|=|<|>)/
export const looksLikeEffects = /(?:\+|-|−|–|=)\s*\d+\s*(?:,|$)/

/** Null: not a condition. */
export function readConditions(text: string): Condition[] | null {
  const found = text.split(/\s+and\s+/).map((part) => oneCondition.exec(part.trim()))
  return found.every((match) => match !== null)
    ? found.map(([, state = '', sign = '=', number = '0']) => ({
        state,
        comparison: (sign === '≥' ? '>=' : sign === '≤' ? '<=' : sign) as Comparison,
        number: Number(number),
      }))
    : null
}

/** Null: not a list of effects. */
export function readEffects(text: string): Effect[] | null {
  const found = text.split(',').map((part) => oneEffect.exec(part.trim()))
  return found.every((match) => match !== null)
    ? found.map(([, state = '', sign = '=', number = '0']) => ({
        state,
        kind: sign === '=' ? 'set' : 'change',
        number: sign === '=' || sign === '+' ? Number(number) : 0 - Number(number),
      }))
    : null
}

export const writeConditions = (conditions: readonly Condition[]): string =>
  conditions.map(({ state, comparison, number }) => `${state} ${comparison} ${number}`).join(' and ')
export const writeEffects = (effects: readonly Effect[]): string =>
  effects
    .map(({ state, kind, number }) => (kind === 'set' ? `${state} = ${number}` : `${state} ${number < 0 ? '-' : '+'}${Math.abs(number)}`))
    .join(', ')

/** `kaya (upset) if patience <= 2: words`: you, speaker, emotion, condition, words. */
export const speech = /^(?:([Yy]ou)|([a-z][a-z0-9-]*))?\s*(?:\(([^()]{1,60})\))?\s*(?:\bif\s+([^:]*?))?\s*:(?:\s+|$)(.*)$/
/** A backslash makes what follows it plain. */
export const unescape = (text: string): string => text.replaceAll(/\\(.)/gsu, '$1')
export const escape = (text: string): string => text.replaceAll('\\', '\\\\')
export const isTooLong = (text: string): boolean => text.length > limits.words
