// How long the oldest work has been waiting, by round: the lag of rollups, events, seals and mail.
import { Gauge, type Registry } from 'prom-client'
import type { Jobs } from './jobs.ts'

export function addJobMetrics(registry: Registry, jobs: Jobs): void {
  new Gauge({
    name: 'attune_waiting_seconds',
    help: 'Age of the oldest work that waits, by round; 0 when none does',
    labelNames: ['round'],
    registers: [registry],
    async collect() {
      for (const { round, oldestSeconds } of await jobs.backlog().catch(() => [])) this.set({ round }, oldestSeconds)
    },
  })
}
