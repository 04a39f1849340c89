// Short forms of a name, for small places and for screens that others can see.
import type { PersonCard } from '#features/people/public.ts'

const first = (word: string | undefined): string => [...(word ?? '')][0]?.toLocaleUpperCase() ?? ''

/** Two letters at most: of the first and the last word. */
export function initialsOf(displayName: string): string {
  const words = displayName.split(/[\s-]+/).filter(Boolean)
  return words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0])
}

/** First name and the initial of the rest, for a shared screen; somebody without a name keeps role and number. */
export function shortName({ displayName, givenName }: Pick<PersonCard, 'displayName' | 'givenName'>): string {
  if (!givenName || !displayName.startsWith(givenName)) return displayName
  const rest = first(displayName.slice(givenName.length).trim())
  return rest === '' ? givenName : `${givenName} ${rest}.`
}

/** What a badge check may tell whoever holds the badge. */
export const greetingName = ({ displayName, givenName }: Pick<PersonCard, 'displayName' | 'givenName'>): string => givenName ?? displayName

export const emailKey = (email: string): string => email.normalize('NFKC').trim().toLowerCase()
