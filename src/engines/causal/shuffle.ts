/** Places 0 to count - 1 in an order of chance, each order as likely (Fisher & Yates). */
export function shuffledPlaces(count: number, random: () => number): number[] {
  const places = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    ;[places[i], places[k]] = [places[k]!, places[i]!]
  }
  return places
}
