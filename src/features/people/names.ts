// How a person is called, sorted and found. Somebody without a name is job role + staff number.
import { fold, foldedWords } from '#engines/text/fold.ts'

export interface NameParts {
  givenName: string | null
  familyName: string | null
  hrNumber: string | null
  email: string | null
  /** The name in one piece, where the parts are not known. */
  fullName?: string | null
}

export const displayNameOf = ({ givenName, familyName, fullName }: NameParts): string | null =>
  [givenName, familyName].filter(Boolean).join(' ') || fullName || null

/** Family name first, as lists do; nameless people by role and number, numbers in their natural order. */
export function sortKeyOf(parts: NameParts, jobRole: string | null): string {
  const name = [parts.familyName, parts.givenName].filter(Boolean).join(' ') || parts.fullName
  return fold(name || `${jobRole ?? ''} ${(parts.hrNumber ?? '').replace(/\d+/g, (digits) => digits.padStart(10, '0'))}`).slice(0, 200)
}

/** Words to find somebody by: names, staff number, the part of the e-mail before the @; the job role only for the nameless. */
export function wordsOf(parts: NameParts, jobRole: string | null): string[] {
  const name = displayNameOf(parts)
  return foldedWords([name ?? jobRole ?? '', parts.hrNumber ?? '', parts.email?.split('@')[0] ?? ''].join(' '))
}

export const keyOf = (value: string): string => fold(value).slice(0, 250)
