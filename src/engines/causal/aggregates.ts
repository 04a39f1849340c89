// Adds cells up while they are computed, so that their influence need not be kept.
import type { Cell } from './cells.ts'
import type { AggregateOptions } from './group-time.ts'
import type { Panel, Stretch } from './panel.ts'
import { errorOf, type Sample } from './sample.ts'

export interface Estimate {
  /** In units of the outcome. */
  estimate: number
  /** Standard error by cluster; 0 for a reference, and where outcomes don't vary. */
  se: number
  /** Sums by cluster: se = √(Σ influence²) / n; behind them what is borrowed for cohorts of one cluster (see Sample). */
  influence: Float64Array
}

export interface Simple extends Estimate {
  /** Influence where the cohorts' sizes are taken as they are, not as drawn. */
  givenShares: Float64Array
}

export interface Part extends Estimate {
  /** Time since treatment, first treated period, or period. */
  at: number
  isReference: boolean
}

export interface Aggregate {
  /** Null where there are no cells after treatment. */
  overall: Estimate | null
  parts: Part[]
}

/** Σ weight att over cells, with what is needed to divide it by Σ weight later. */
interface Sum {
  at: number
  total: number
  weight: number
  influence: Float64Array
  cells: { cohort: number; att: number; weight: number }[]
  isReference: boolean
}

export class Aggregates {
  private readonly dynamic = new Map<number, Sum>()
  private readonly group = new Map<number, Sum>()
  private readonly calendar = new Map<number, Sum>()
  private readonly panel: Panel
  private readonly sample: Sample
  private readonly options: AggregateOptions
  /** Σ of weights of a cohort's units / n. */
  private readonly shares: Float64Array

  constructor(panel: Panel, sample: Sample, options: AggregateOptions) {
    this.panel = panel
    this.sample = sample
    this.options = options
    this.shares = Float64Array.from(panel.cohorts, (_, cohort) => {
      let sum = 0
      for (let unit = panel.cohortStarts[cohort]!; unit < panel.cohortStarts[cohort + 1]!; unit++) sum += panel.unitWeight[unit]!
      return sum / panel.units
    })
  }

  addReference(cell: Cell): void {
    if (this.isEventKept(cell))
      this.sum(this.dynamic, cell.time - cell.group, true).cells.push({ cohort: cell.cohort, att: 0, weight: this.shares[cell.cohort]! })
  }

  /** @param touched where `sums` holds values; null: everywhere */
  add(cell: Cell, att: number, sums: Float64Array, touched: readonly Stretch[] | null): void {
    const { cohort, group, time, isPost } = cell
    const share = this.shares[cohort]!
    const borrowed = { from: this.sample.clusters, to: this.sample.width }
    const parts: { sum: Sum; weight: number }[] = []
    if (this.isEventKept(cell)) parts.push({ sum: this.sum(this.dynamic, time - group, false), weight: share })
    if (isPost)
      parts.push({ sum: this.sum(this.group, group, false), weight: 1 }, { sum: this.sum(this.calendar, time, false), weight: share })
    for (const { sum, weight } of parts) {
      sum.total += weight * att
      sum.weight += weight
      sum.cells.push({ cohort, att, weight: share })
      for (const { from, to } of touched ? [...touched, borrowed] : [{ from: 0, to: sums.length }])
        for (let i = from; i < to; i++) sum.influence[i]! += weight * sums[i]!
    }
  }

  close(): { simple: Simple; dynamic: Aggregate; group: Aggregate; calendar: Aggregate } {
    const sorted = (sums: Map<number, Sum>) => [...sums.values()].toSorted((left, right) => left.at - right.at)
    const groups = sorted(this.group)
    const simple = this.simple(groups)
    const groupParts = groups.map((sum) => this.part(sum, false))
    const dynamic = sorted(this.dynamic).map((sum) => this.part(sum, true))
    const calendar = sorted(this.calendar).map((sum) => this.part(sum, true))
    return {
      simple,
      dynamic: { overall: this.mean(dynamic.filter(({ at }) => at >= 0)), parts: dynamic },
      group: { overall: this.ofGroups(groups, groupParts), parts: groupParts },
      calendar: { overall: this.mean(calendar), parts: calendar },
    }
  }

  private isEventKept({ group, time }: Cell): boolean {
    const { balanceEvent } = this.options
    if (balanceEvent === undefined) return true
    const { periods } = this.panel
    const last = periods[periods.length - 1]!
    const event = time - group
    return last - group >= balanceEvent && event <= balanceEvent && event >= balanceEvent - last + periods[0]!
  }

  private sum(sums: Map<number, Sum>, at: number, isReference: boolean): Sum {
    const known = sums.get(at)
    if (known) {
      known.isReference &&= isReference
      return known
    }
    const sum: Sum = { at, total: 0, weight: 0, influence: new Float64Array(this.sample.width), cells: [], isReference }
    sums.set(at, sum)
    return sum
  }

  private part(sum: Sum, isByShare: boolean): Part {
    if (sum.isReference) return { at: sum.at, estimate: 0, se: 0, influence: sum.influence, isReference: true }
    const influence = sum.influence.map((value) => value / sum.weight)
    const estimate = sum.total / sum.weight
    if (isByShare) this.addSharesInfluence(influence, estimate, sum.cells)
    return { at: sum.at, isReference: false, ...this.estimate(estimate, influence) }
  }

  private estimate(estimate: number, influence: Float64Array): Estimate {
    return { estimate, influence, se: errorOf(influence, this.sample, null) }
  }

  /**
   * What estimated cohort shares add: w_i / Σ share Σ_(cells of i's cohort) (att - estimate). The mean part cancels, for Σ share (att - estimate) = 0.
   */
  private addSharesInfluence(influence: Float64Array, estimate: number, cells: Sum['cells']): void {
    const total = cells.reduce((sum, { weight }) => sum + weight, 0)
    const ofCohort = new Float64Array(this.panel.cohorts.length)
    for (const { cohort, att } of cells) ofCohort[cohort]! += (att - estimate) / total
    const { cohortStarts, clusterOf, unitWeight } = this.panel
    for (const [cohort, value] of ofCohort.entries()) {
      if (value === 0) continue
      for (let unit = cohortStarts[cohort]!; unit < cohortStarts[cohort + 1]!; unit++)
        influence[clusterOf ? clusterOf[unit]! : unit]! += value * unitWeight[unit]!
    }
  }

  private simple(groups: readonly Sum[]): Simple {
    const influence = new Float64Array(this.sample.width)
    const cells = groups.flatMap((sum) => sum.cells)
    const total = cells.reduce((sum, { weight }) => sum + weight, 0)
    const estimate = cells.reduce((sum, { att, weight }) => sum + weight * att, 0) / total
    for (const group of groups) {
      const share = group.cells[0]!.weight / total
      for (let i = 0; i < influence.length; i++) influence[i]! += share * group.influence[i]!
    }
    const givenShares = influence.slice()
    this.addSharesInfluence(influence, estimate, cells)
    return { ...this.estimate(estimate, influence), givenShares }
  }

  private ofGroups(groups: readonly Sum[], parts: readonly Part[]): Estimate | null {
    if (parts.length === 0) return null
    const cells = parts.map(({ estimate }, i) => ({
      cohort: groups[i]!.cells[0]!.cohort,
      att: estimate,
      weight: groups[i]!.cells[0]!.weight,
    }))
    const total = cells.reduce((sum, { weight }) => sum + weight, 0)
    const estimate = cells.reduce((sum, { att, weight }) => sum + weight * att, 0) / total
    const influence = combined(parts, (i) => cells[i]!.weight / total, this.sample.width)
    this.addSharesInfluence(influence, estimate, cells)
    return this.estimate(estimate, influence)
  }

  private mean(parts: readonly Part[]): Estimate | null {
    if (parts.length === 0) return null
    const estimate = parts.reduce((sum, part) => sum + part.estimate, 0) / parts.length
    return this.estimate(
      estimate,
      combined(parts, () => 1 / parts.length, this.sample.width),
    )
  }
}

function combined(parts: readonly Part[], weight: (i: number) => number, width: number): Float64Array {
  const influence = new Float64Array(width)
  for (const [place, part] of parts.entries()) {
    const one = weight(place)
    for (let i = 0; i < width; i++) influence[i]! += one * part.influence[i]!
  }
  return influence
}
