/** A code as it is printed: capital letters and digits in groups of four. Takes what people type or paste. */
export function grouped(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, 12)
  return plain.match(/.{1,4}/g)?.join('-') ?? ''
}
