// Building blocks of contracts: every string, list and number has its bound here, and none lets NUL bytes or halves of characters through.
import { z } from 'zod'

/** Text as people type it: trimmed, composed (NFC), whole characters, no control characters but line breaks and tabs. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .max(max * 2)
    .refine(
      (value) => value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value),
      'has characters that can’t be stored',
    )
    .transform((value) => value.normalize('NFC').trim())
    .pipe(z.string().min(min).max(max))

/** A password or code: kept exactly as typed. */
export const secretText = (max: number, min = 1) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine((value) => value.isWellFormed() && !value.includes('\u0000'), 'has characters that can’t be stored')

export const id = () => z.uuid().toLowerCase()
export const day = () =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'is not a day like 2026-11-30')
    .refine((value) => {
      const date = new Date(`${value}T00:00:00Z`)
      return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) && value >= '1900-01-01' && value <= '2200-12-31'
    }, 'is not a day of the calendar between 1900 and 2200')
export const time = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 06:30')
export const instant = () => z.iso.datetime()
export const email = () =>
  z
    .string()
    .max(254)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed())
    .transform((value) => value.trim())
    .pipe(z.email().max(254))
export const languages = ['en', 'de', 'ar'] as const
export const language = () => z.enum(languages)
export const timeZone = () => z.string().max(64).refine(isTimeZone, 'is not a time zone like Europe/Berlin')

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return !/^[+-]/.test(value)
  } catch {
    return false
  }
}

/** Query part of every list. `after` is the `next` of the page before. */
export const pageQuery = { after: z.string().max(600).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

// No Buffer: contracts reach the pages' type check through this file, and browsers have none.
export const encodeCursor = (parts: readonly (string | number | null)[]): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(parts))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

/** The parts of a cursor, or undefined where it is none of ours. Parts are bound as values, so a forged one can only point elsewhere. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] | undefined {
  try {
    const parts: unknown = JSON.parse(new TextDecoder().decode(bytesOf(cursor)))
    const isPart = (part: unknown) =>
      part === null || typeof part === 'number' || (typeof part === 'string' && part.isWellFormed() && !part.includes('\u0000'))
    return Array.isArray(parts) && parts.length === length && parts.every(isPart) ? parts : undefined
  } catch {
    return undefined
  }
}

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
