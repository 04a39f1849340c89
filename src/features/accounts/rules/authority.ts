// Nobody hands out more than they hold: neither a role, nor the way in of somebody whose roles reach further (it would be theirs then).
import type { Grant } from '#platform/access/policy.ts'

/** A role with the path of its unit from the root down; [] for the whole organisation. */
export interface PlacedGrant {
  role: string
  path: readonly string[]
}

const covers = (mine: Grant, unitPath: readonly string[]): boolean => mine.unitId === null || unitPath.includes(mine.unitId)
const coversBelow = (mine: Grant, unitPath: readonly string[]): boolean =>
  mine.unitId === null ? unitPath.length > 0 : unitPath.slice(0, -1).includes(mine.unitId)

/** Roles whose holders HR looks after. */
const underHr = new Set(['employee', 'team-leader', 'coach', 'author'])

/**
 * May somebody with these grants give a badge, an invitation or a reset to somebody with those? Whether the person lies in their
 * scope is the policy's question; this one is about rank.
 */
export function outranks(mine: readonly Grant[], theirs: readonly PlacedGrant[]): boolean {
  return theirs.every(
    ({ role, path }) =>
      role === 'employee' ||
      mine.some((grant) => {
        if (grant.role === 'administrator') return covers(grant, path)
        if (grant.role === 'hr') return underHr.has(role) && covers(grant, path)
        // A leader above may help the leaders below, but not another of the same unit.
        return grant.role === 'team-leader' && role === 'team-leader' && coversBelow(grant, path)
      }),
  )
}

/** An administrator gives any role within the own scope: one of a region makes none for the whole organisation. */
export const mayGrant = (mine: readonly Grant[], unitPath: readonly string[]): boolean =>
  mine.some((grant) => grant.role === 'administrator' && covers(grant, unitPath))
