// Splits "Last, First" and nothing else: where a name has no comma nobody can tell the parts, so it stays as it is.
export interface NameParts {
  fullName: string
  givenName?: string
  familyName?: string
}

const suffix = /^(jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|mba|msc|bsc|esq|cpa|rn|dr|prof)\.?$/i

/** @param text cleaned; the comma may be Arabic */
export function readName(text: string): NameParts {
  const parts = text
    .split(/[,،]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const names = parts.filter((part, index) => index === 0 || !suffix.test(part))
  const suffixes = parts.filter((part, index) => index > 0 && suffix.test(part))
  const [family, givenName] = names
  if (names.length !== 2 || !family || !givenName) return { fullName: parts.length === 1 ? (parts[0] ?? '') : text }
  const familyName = [family, ...suffixes].join(' ')
  return { givenName, familyName, fullName: `${givenName} ${familyName}` }
}
