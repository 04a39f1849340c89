// Secrets that stand for somebody: tokens of 256 bits (cookies, badges, API keys) and typed codes of 60 (letters, cards).
import { hmacSha256, newCode, newSecret, sha256 } from '#platform/ids.ts'

/** Begins every API token, so that scanners of source code and logs know one when they see it. */
export const apiTokenMark = 'attune_'
export const newApiToken = (): string => apiTokenMark + newSecret()

/** Twelve characters in groups of four, as printed. */
export const newTypedCode = (): string => (newCode(12).match(/.{4}/g) ?? []).join('-')

/** Hash of a code as somebody typed it or followed it in a link: spaces, hyphens and small letters do not matter. */
export const codeHash = (code: string, pepper: string): string => hmacSha256(pepper, `code ${code.replace(/[\s-]/g, '').toUpperCase()}`)

/** A badge's token, also where a scanner hands over the whole address that the QR code holds. */
export const badgeHashOf = (scanned: string): string => sha256(scanned.trim().split('#').at(-1)!)
export const badgeAddress = (origin: string, token: string): string => `${origin}/b#${token}`

/** What must be typed to set up a server that others can reach. It follows from a secret of the data folder, so nothing is stored. */
export function setupCodeOf(pepper: string): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const bytes = Buffer.from(hmacSha256(pepper, 'set-up code'), 'hex')
  const code = Array.from({ length: 12 }, (_, i) => alphabet[bytes[i]! % 32]).join('')
  return (code.match(/.{4}/g) ?? []).join('-')
}
