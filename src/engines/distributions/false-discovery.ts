// Many tests at once: which of the small probabilities are still news.

/**
 * Benjamini and Hochberg's adjusted probabilities: of those at most q, a share of q is expected to be false alarms (tests that are independent or lean the same way).
 * adjusted = min over larger p of  p m / rank, at most 1.
 * Source: Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289.
 *
 * @param p 0 to 1 each, in any order; empty gives empty
 * @returns in the same order; null where a value is no probability
 */
export function falseDiscovery(p: Float64Array): Float64Array | null {
  if (!p.every((one) => one >= 0 && one <= 1)) return null
  const order = Uint32Array.from(p, (_, i) => i).sort((a, b) => p[a]! - p[b]!)
  const adjusted = new Float64Array(p.length)
  let least = 1
  for (let rank = p.length; rank >= 1; rank--) {
    const at = order[rank - 1]!
    // Rounding must not make it smaller than it came.
    least = Math.min(least, Math.max(p[at]!, (p[at]! * p.length) / rank))
    adjusted[at] = least
  }
  return adjusted
}
