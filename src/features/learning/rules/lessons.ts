// Choices of lessons that need no database.
import type { Family } from '#engines/lesson/lesson.ts'
import { fold } from '#engines/text/fold.ts'

const dayMs = 86_400_000

/** A lesson is looked at again a year after it went live. */
export const reviewDays = 365
/** "Did you?" is asked a week after "I will". */
export const askAfterDays = 7

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** A phone's clock may be wrong and what it sends late: not after now, not more than 60 days before. */
export const notedAt = (said: string | undefined, now: Date): Date =>
  said === undefined ? now : new Date(Math.max(now.getTime() - 60 * dayMs, Math.min(now.getTime(), Date.parse(said))))

export const isFor = (families: readonly Family[], family: Family | null): boolean =>
  families.length === 0 || (family !== null && families.includes(family))

/** `Listen first` becomes `listen-first`; of a title without Latin letters nothing is left, and it is called `otherwise`. */
export const keyOf = (title: string, otherwise = 'lesson'): string =>
  fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '') || otherwise

export function freeKey(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  let count = 2
  while (taken.includes(`${wanted}-${count}`)) count++
  return `${wanted}-${count}`
}

/** What a file is, by its first bytes; a name proves nothing. */
export function mediaTypeOf(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 16).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp'
  if (start.slice(4, 8) === 'ftyp') return 'video/mp4'
  if (start.startsWith('\x1a\x45\xdf\xa3')) return 'video/webm'
  const text = bytes
    .subarray(0, 2000)
    .toString('utf8')
    .replace(/^\ufeff/, '')
  if (/^WEBVTT([ \t\r\n]|$)/.test(text)) return 'text/vtt'
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[^]*?-->\s*)*<svg[\s/>]/.test(text)) return 'image/svg+xml'
  return undefined
}
export const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'text/vtt': 'vtt',
}
export const mostBytes = (mediaType: string): number =>
  mediaType.startsWith('video/') ? 30_000_000 : mediaType === 'text/vtt' ? 300_000 : 2_000_000
export const mostFiles = 40

/** The bytes that a player asks for (RFC 9110, one range), or undefined for all of them. */
export function rangeOf(header: string | undefined): { from: number; to: number | null } | undefined {
  const match = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? '')
  if (!match) return undefined
  const [from, to] = [Number(match[1]), match[2] === '' ? null : Number(match[2])]
  return to !== null && to < from ? undefined : { from, to }
}
