// Sites differ more than chance alone would have it: how much wider a funnel has to be.
import { normalDistribution, normalQuantile } from '../distributions/tails.ts'

export interface Overdispersion {
  /** Mean of z², winsorised and corrected for it: about 1 where chance is all there is. */
  phi: number
  /** By what limits are widened: √phi where it is clearly above 1, else 1. */
  widening: number
}

/** Below this many sites one that stands out would widen the funnel it is judged by. */
const fewestSites = 10

/**
 * Overdispersion of sites around the target: z winsorised (the `share` most extreme on either side count as the next one), phi = Σ z² / (I c); limits are widened by
 * √phi where phi > 1 + 2 √(2 / I) and there are ten sites or more.
 * Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, A.3.1. The divisor is added: c = E z² of a winsorised standard normal, 0.68 at a tenth on either
 * side; without it limits would stay a sixth too narrow.
 *
 * @param z distance from the target in standard errors, one per site
 * @param share of sites winsorised on either side, 0 to below 0.5
 * @returns null for fewer than two sites, a z that is no number (or beyond 1e150), or another share
 */
export function overdispersion(z: readonly number[], share = 0.1): Overdispersion | null {
  const sites = z.length
  if (sites < 2 || !(share >= 0 && share < 0.5) || z.some((one) => !(Math.abs(one) <= 1e150))) return null
  const ordered = z.toSorted((a, b) => a - b)
  const cut = Math.floor(share * sites)
  const [low, high] = [ordered[cut]!, ordered[sites - 1 - cut]!]
  const sum = ordered.reduce((squares, one) => squares + Math.min(high, Math.max(low, one)) ** 2, 0)
  const phi = sum / sites / winsorisedVariance(cut / sites)
  const isClear = sites >= fewestSites && phi > 1 + 2 * Math.sqrt(2 / sites)
  return { phi, widening: isClear ? Math.sqrt(phi) : 1 }
}

/** E z² of a standard normal whose tails of q on either side stand at their edge a: 1 - 2 q - 2 a φ(a) + 2 q a². */
export function winsorisedVariance(q: number): number {
  if (q === 0) return 1
  const a = -normalQuantile(q)
  const density = Math.exp((-a * a) / 2) / Math.sqrt(2 * Math.PI)
  return 2 * normalDistribution(a) - 1 - 2 * a * density + 2 * q * a * a
}
