// What a QR code carried behind its #. It leaves the address at once and lives in memory only: a reload forgets it.
type Carried = { badge?: string; code?: string }
let carried: Carried = {}

export const inHand = (): Carried => carried
export const putDown = (): void => {
  carried = {}
}

/** Takes what stands behind the # of `/b`, `/invitation` or `/reset`; also from the text of a scanned code. */
export function takeUp(kind: keyof Carried, address: string): string | undefined {
  const [, value] = address.split('#', 2)
  if (value) carried = { [kind]: decodeURIComponent(value) }
  return value || undefined
}
