// What a purchase of each customer is worth: their own mean, drawn towards that of all the more, the fewer purchases it stands on (Gamma-Gamma).
// Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42, 415-430; Fader & Hardie (2013), note 025.
import { logGamma } from '../distributions/gamma.ts'
import { minimise } from './minimise.ts'
import { problem, type ValueProblem } from './value-problem.ts'

/** One value per customer in both arrays. */
export interface Spending {
  /** Repeat purchases, 0 or more; who has none is left out. */
  repeats: Float64Array
  /** Mean value of these purchases, above 0 where there are any; in any currency. */
  meanValue: Float64Array
}

/** A purchase is Gamma(p, ν) with ν over customers Gamma(q, gamma); gamma in units of value. */
export interface GammaGamma {
  p: number
  q: number
  gamma: number
}

export interface GammaGammaFit {
  parameters: GammaGamma
  /** Standard errors, by the delta method from the logarithms. */
  errors: GammaGamma
  logLikelihood: number
  /** Customers with repeats. */
  n: number
  /** Of the number and the mean value of purchases (Pearson). The model takes it to be 0: beyond some 0.3 either way don't use it. Null where one of them is constant. */
  correlation: number | null
}

export type GammaGammaResult = { fit: GammaGammaFit; problem: null } | { fit: null; problem: ValueProblem }

/**
 * Maximum likelihood on the logarithms of the parameters:
 * ln L = ln Γ(px+q) - ln Γ(px) - ln Γ(q) + q ln γ + (px-1) ln z + px ln x - (px+q) ln(γ + x z) for a mean z of x purchases.
 */
export function fitGammaGamma({ repeats, meanValue }: Spending): GammaGammaResult {
  if (repeats.length !== meanValue.length) return { fit: null, problem: problem('lengths-differ') }
  if (repeats.length === 0) return { fit: null, problem: problem('no-rows') }
  for (let row = 0; row < repeats.length; row++) {
    const wrong = problemOfMean(repeats[row]!, meanValue[row]!)
    if (wrong) return { fit: null, problem: { ...wrong, row } }
  }
  const kept = [...repeats.keys()].filter((row) => repeats[row]! > 0)
  if (kept.length === 0) return { fit: null, problem: problem('no-repeats') }
  const x = Float64Array.from(kept, (row) => repeats[row]!)
  const values = Float64Array.from(kept, (row) => meanValue[row]!)
  // In units of the largest: then neither the currency nor its size matters to the search.
  const unit = values.reduce((most, one) => Math.max(most, one), 0)
  const z = values.map((one) => one / unit)
  // A mean so small beside another that nothing is left of it.
  if (z.includes(0)) return { fit: null, problem: problem('not-identified') }
  const found = minimise((logs) => -likelihoodOf(x, z, named(logs.map(Math.exp))), Float64Array.of(1, 1, 0))
  if (!found) return { fit: null, problem: problem('not-identified') }
  const parameters = named(found.at.map(Math.exp))
  const [p, q, gamma] = Array.from(found.at, (_, i) => Math.sqrt(found.inverseHessian[i * 4]!)) as [number, number, number]
  parameters.gamma *= unit
  return {
    fit: {
      parameters,
      errors: { p: p * parameters.p, q: q * parameters.q, gamma: gamma * parameters.gamma },
      logLikelihood: -found.value - kept.length * Math.log(unit),
      n: kept.length,
      correlation: correlationOf(x, z),
    },
    problem: null,
  }
}

const named = ([p, q, gamma]: Float64Array): GammaGamma => ({ p: p!, q: q!, gamma: gamma! })

function problemOfMean(repeats: number, meanValue: number): ValueProblem | null {
  if (!Number.isFinite(repeats)) return problem('not-a-number', 'repeats')
  if (repeats < 0) return problem('negative', 'repeats')
  if (!Number.isSafeInteger(repeats)) return problem('impossible-purchases', 'repeats')
  if (repeats === 0) return null
  if (!Number.isFinite(meanValue)) return problem('not-a-number', 'meanValue')
  return meanValue > 0 ? null : problem('negative', 'meanValue')
}

function likelihoodOf(x: Float64Array, z: Float64Array, { p, q, gamma }: GammaGamma): number {
  let sum = x.length * (q * Math.log(gamma) - logGamma(q))
  for (let i = 0; i < x.length; i++) {
    const px = p * x[i]!
    const logSum = Math.log(gamma + x[i]! * z[i]!)
    sum += logGamma(px + q) - logGamma(px) + px * (Math.log(x[i]! * z[i]!) - logSum) - q * logSum - Math.log(z[i]!)
  }
  return sum
}

function correlationOf(left: Float64Array, right: Float64Array): number | null {
  const centred = (column: Float64Array) => {
    const mean = column.reduce((sum, one) => sum + one / column.length, 0)
    return column.map((one) => one - mean)
  }
  const [a, b] = [centred(left), centred(right)]
  const dot = (u: Float64Array, v: Float64Array) => u.reduce((sum, one, i) => sum + one * v[i]!, 0)
  const size = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b))
  return size > 0 ? dot(a, b) / size : null
}

/**
 * p (γ + x z) / (p x + q - 1), in units of value; without purchases the mean over all customers, p γ / (q - 1).
 *
 * @param meanValue of the repeats; not looked at without any
 * @returns null where the model has no mean (p x + q <= 1), or for what can't be
 */
export function expectedValue({ p, q, gamma }: GammaGamma, repeats: number, meanValue: number): number | null {
  if (problemOfMean(repeats, meanValue)) return null
  const spent = repeats > 0 ? repeats * meanValue : 0
  const share = p / (p * repeats + q - 1)
  return p * repeats + q > 1 ? share * gamma + share * spent : null
}
