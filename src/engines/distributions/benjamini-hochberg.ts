// Several tests at once: how large a share of what is called different is not.

/**
 * Adjusted p: p'_(i) = min over j >= i of min(1, m p_(j) / j), in the order given. Calling different what is at most q keeps the expected share of false calls at q.
 * Source: Benjamini & Hochberg (1995), JRSS B 57, 289-300; R p.adjust(method = "BH").
 *
 * @param p 0 to 1 each
 */
export function benjaminiHochberg(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).toSorted((left, right) => p[right]! - p[left]!)
  const adjusted = Array.from(p, () => 1)
  let least = 1
  for (const [place, i] of order.entries()) {
    least = Math.min(least, (p[i]! * p.length) / (p.length - place))
    adjusted[i] = least
  }
  return adjusted
}
