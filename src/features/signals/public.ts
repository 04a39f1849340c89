// What features to the right may use of signals.
export { type FactSum, type Metric, registerMetric } from './metrics.ts'
export type { FacetKind } from './rules.ts'
export { type Facet, recordSignals, type Score, type Scoreboard, scoreboard, scoresByFacet, scoresInSpans, type Signal } from './service.ts'
