// Pure choices of followups.
import type { Actor, Resource } from '#platform/access/policy.ts'

export interface Standing {
  ownerId: string
  deputyId: string | null
  escalatedTo: string | null
  visibility: 'owner' | 'leaders'
}

/** As what the policy sees it for this actor: who is concerned counts as `self`, and a unit counts only where leaders may look. */
export function resourceOf(followup: Standing, actor: Actor, unitPath: readonly string[]): Omit<Resource, 'organisationId'> {
  const concerned = [followup.ownerId, followup.deputyId, followup.escalatedTo]
  const isConcerned = actor.personId !== null && concerned.includes(actor.personId)
  return {
    personId: isConcerned ? actor.personId : followup.ownerId,
    unitPath: followup.visibility === 'leaders' ? unitPath : null,
  }
}

/** To whom a leaver's open followups go: the manager, unless that one is gone too. */
export const heirOf = (leaver: { managerId: string | null }, isHere: (personId: string) => boolean): string | null =>
  leaver.managerId !== null && isHere(leaver.managerId) ? leaver.managerId : null
