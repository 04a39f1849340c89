// Voice's figures and how each is counted anew from the answers, so that `attune rollups check` can prove the rollups.
import { type Metric, registerMetric } from '#features/signals/public.ts'
import { metricRecounts } from './store/recount.ts'

export const metrics: Metric[] = Object.entries(metricRecounts).map(([name, recount]) => ({ name, recount }))
export const registerMetrics = (): void => metrics.forEach(registerMetric)
