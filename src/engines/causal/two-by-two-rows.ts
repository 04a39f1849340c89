// One comparison of treated and others between two periods where rows of both stand side by side: cross-sections, incomplete panels, weights that change.
// Sources: Sant'Anna & Zhao (2020), Journal of Econometrics 219, 101-122, locally efficient form; Abadie (2005). Influence functions as in R `DRDID` 1.2.3.
import type { Design } from './rows.ts'
import { type Contrast, mean, moments, none, type Regression, regressionOf, type Score, scoreOf } from './two-by-two.ts'

export interface Sections {
  treated: Float64Array
  /** 1: the later of the two periods (the one looked at), 0: its base. */
  post: Float64Array
  outcome: Float64Array
  /** Mean 1. */
  weight: Float64Array
  /** First a column of 1. */
  columns: readonly Float64Array[]
}

/** The mean effect on the treated, in units of the outcome, with one influence value per row. */
export function contrastSections(sections: Sections, estimator: Design['estimator']): Contrast {
  if (estimator === 'regression') return byRegression(sections)
  const score = scoreOf(sections.columns, sections.treated, sections.weight)
  if (!score) return none('overlap')
  return estimator === 'weighting' ? byWeighting(sections, score) : byBoth(sections, score)
}

/** Weights of the rows of one arm in one period; `score` turns comparison rows into likenesses of the treated. */
function own({ treated, post, weight }: Sections, isTreated: boolean, isPost: boolean, score: Score | null): Float64Array {
  return weight.map((one, row) => {
    if ((treated[row] === 1) !== isTreated || (post[row] === 1) !== isPost) return 0
    if (isTreated || !score) return one
    const p = Math.min(score.fitted[row]!, 1 - 1e-6)
    return score.isKept(row) ? (one * p) / (1 - p) : 0
  })
}

interface Average {
  mean: number
  share: number
  /** Influence of each row on the mean. */
  influence: (row: number) => number
}

/** Σ own value / Σ own. */
function average(own1: Float64Array, value: (row: number) => number): Average {
  const share = mean(own1)
  let sum = 0
  for (let row = 0; row < own1.length; row++) if (own1[row] !== 0) sum += own1[row]! * value(row)
  const at = sum / own1.length / share
  return { mean: at, share, influence: (row) => (own1[row] === 0 ? 0 : (own1[row]! * (value(row) - at)) / share) }
}

function byWeighting(sections: Sections, score: Score): Contrast {
  const { outcome, columns } = sections
  const value = (row: number) => outcome[row]!
  const part = (isTreated: boolean, isPost: boolean) => average(own(sections, isTreated, isPost, score), value)
  const [treatedPost, treatedPre, otherPost, otherPre] = [part(true, true), part(true, false), part(false, true), part(false, false)]
  if (!(otherPost.share > 0) || !(otherPre.share > 0)) return none('overlap')
  const spread = score.spread(moments(columns, (row) => otherPost.influence(row) - otherPre.influence(row)))
  const influence = outcome.map(
    (_, row) => treatedPost.influence(row) - treatedPre.influence(row) - (otherPost.influence(row) - otherPre.influence(row) + spread(row)),
  )
  return { att: treatedPost.mean - treatedPre.mean - (otherPost.mean - otherPre.mean), influence, problem: null }
}

const fitOf = (sections: Sections, isTreated: boolean, isPost: boolean): Regression | null =>
  regressionOf(sections.columns, sections.outcome, own(sections, isTreated, isPost, null))

function byRegression(sections: Sections): Contrast {
  const { outcome, treated, weight, columns } = sections
  const pre = fitOf(sections, false, false)
  const post = fitOf(sections, false, true)
  if (!pre || !post) return none('singular')
  const value = (row: number) => outcome[row]!
  const treatedPost = average(own(sections, true, true, null), value)
  const treatedPre = average(own(sections, true, false, null), value)
  const own1 = weight.map((one, row) => one * treated[row]!)
  const other = average(own1, (row) => post.predicted[row]! - pre.predicted[row]!)
  const toward = moments(columns, (row) => own1[row]! / other.share)
  const [spreadPost, spreadPre] = [post.spread(toward), pre.spread(toward)]
  const influence = outcome.map(
    (_, row) => treatedPost.influence(row) - treatedPre.influence(row) - (other.influence(row) + spreadPost(row) - spreadPre(row)),
  )
  return { att: treatedPost.mean - treatedPre.mean - other.mean, influence, problem: null }
}

function byBoth(sections: Sections, score: Score): Contrast {
  const { outcome, treated, post, weight, columns } = sections
  const otherFits = { pre: fitOf(sections, false, false), post: fitOf(sections, false, true) }
  const treatedFits = { pre: fitOf(sections, true, false), post: fitOf(sections, true, true) }
  if (!otherFits.pre || !otherFits.post || !treatedFits.pre || !treatedFits.post) return none('singular')
  const [other0, other1, treated0, treated1] = [otherFits.pre, otherFits.post, treatedFits.pre, treatedFits.post]
  const rest = (row: number) => outcome[row]! - (post[row] === 1 ? other1 : other0).predicted[row]!
  const gain = (now: Regression, then: Regression) => (row: number) => now.predicted[row]! - then.predicted[row]!
  const part = (isTreated: boolean, isPost: boolean) => average(own(sections, isTreated, isPost, score), rest)
  const [treatedPost, treatedPre, otherPost, otherPre] = [part(true, true), part(true, false), part(false, true), part(false, false)]
  if (!(otherPost.share > 0) || !(otherPre.share > 0)) return none('overlap')
  const all = weight.map((one, row) => one * treated[row]!)
  const own1 = own(sections, true, true, score)
  const own0 = own(sections, true, false, score)
  const eff = {
    post: [average(all, gain(treated1, other1)), average(own1, gain(treated1, other1))] as const,
    pre: [average(all, gain(treated0, other0)), average(own0, gain(treated0, other0))] as const,
  }
  const att =
    treatedPost.mean -
    treatedPre.mean -
    (otherPost.mean - otherPre.mean) +
    (eff.post[0].mean - eff.post[1].mean) -
    (eff.pre[0].mean - eff.pre[1].mean)

  const along = (weights: Float64Array) => {
    const share = mean(weights)
    return moments(columns, (row) => weights[row]! / share)
  }
  const minus = (left: Float64Array, right: Float64Array) => left.map((value, j) => value - right[j]!)
  const towardScore = moments(columns, (row) => otherPost.influence(row) - otherPre.influence(row))
  const score1 = score.spread(towardScore)
  // Each regression enters through the treated, the others and the gain; the moments add up before they are spread.
  const toward1 = minus(along(own(sections, false, true, score)), along(own1))
  const toward0 = minus(along(own(sections, false, false, score)), along(own0))
  const [gain1, gain0] = [minus(along(all), along(own1)), minus(along(all), along(own0))]
  const spreads = {
    other1: other1.spread(minus(toward1, gain1)),
    other0: other0.spread(minus(gain0, toward0)),
    treated1: treated1.spread(gain1),
    treated0: treated0.spread(gain0),
  }
  const influence = outcome.map(
    (_, row) =>
      treatedPost.influence(row) -
      treatedPre.influence(row) -
      (otherPost.influence(row) - otherPre.influence(row) + score1(row)) +
      (eff.post[0].influence(row) - eff.post[1].influence(row)) -
      (eff.pre[0].influence(row) - eff.pre[1].influence(row)) +
      spreads.other1(row) +
      spreads.other0(row) +
      spreads.treated1(row) -
      spreads.treated0(row),
  )
  return { att, influence, problem: null }
}
