// Randomness that is the same for the same words: a session that is opened again asks the same.

/** Numbers from 0 to below 1 (mulberry32, seeded by FNV-1a of the text). */
export function seeded(text: string): () => number {
  let state = 2_166_136_261
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 16_777_619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Places 0 to n-1 in an order of chance (Fisher and Yates); for three and more never the one they had. */
export function shuffledPlaces(count: number, random: () => number): number[] {
  const places = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    ;[places[i], places[k]] = [places[k]!, places[i]!]
  }
  return count > 2 && places.every((place, i) => place === i) ? [...places.slice(1), 0] : places
}
