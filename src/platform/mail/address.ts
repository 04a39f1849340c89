// Addresses that may stand in a header and an envelope. What could end a header line, or name a second recipient, is refused.

/** One address, no quoting, no comments: at most 254 characters (RFC 5321), letters of any script (RFC 6531). */
export const isMailAddress = (address: string): boolean =>
  address.length <= 254 &&
  address.isWellFormed() &&
  /^[^\s<>()[\],;:\\"@\p{C}]{1,64}@[^\s<>()[\],;:\\"@\p{C}]+$/u.test(address) &&
  !/^\.|\.\.|\.@|@\.|\.$/.test(address)

/** Text of a header: no control characters (RFC 5322), so nothing in it begins a header of its own. */
export const isHeaderText = (text: string): boolean => text.length <= 998 && text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text)

export interface MailParty {
  name?: string | undefined
  address: string
}

/** `Attune <attune@example.org>` or `attune@example.org`; undefined when it is neither. */
export function parseParty(text: string): MailParty | undefined {
  const match = /^(?:"?([^"<>]*?)"?\s*<([^<>]+)>|(\S+))$/.exec(text.trim())
  const address = match?.[2] ?? match?.[3] ?? ''
  const name = match?.[1]?.trim() || undefined
  return isMailAddress(address) && isHeaderText(name ?? '') ? { name, address } : undefined
}
