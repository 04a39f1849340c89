// Moving stages and steps: the whole order is sent, so that the old one can be sent again.
import type { JourneyWording } from '../../contract.ts'

export type Order = { id: string; stepIds: string[] }[]

export const orderOf = (journey: JourneyWording): Order =>
  journey.stages.map(({ id, steps }) => ({ id, stepIds: steps.map((step) => step.id) }))

export function moveStage(order: Order, id: string, by: -1 | 1): Order | null {
  const from = order.findIndex((stage) => stage.id === id)
  const to = from + by
  if (from < 0 || to < 0 || to >= order.length) return null
  const next = [...order]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** Past the edge of its stage a step goes on into the stage beside it. */
export function moveStep(order: Order, id: string, by: -1 | 1): Order | null {
  const at = order.findIndex(({ stepIds }) => stepIds.includes(id))
  const stage = order[at]
  if (!stage) return null
  const from = stage.stepIds.indexOf(id)
  const to = from + by
  const next = order.map((one) => ({ ...one, stepIds: one.stepIds.filter((stepId) => stepId !== id) }))
  if (to >= 0 && to < stage.stepIds.length) next[at]?.stepIds.splice(to, 0, id)
  else {
    const beside = next[at + by]
    if (!beside) return null
    beside.stepIds.splice(by < 0 ? beside.stepIds.length : 0, 0, id)
  }
  return next
}
