// Which of the five surfaces a person's roles open. The pages show those of them that have content.
import type { Grant, Role } from '#platform/access/policy.ts'

export const surfaces = ['today', 'team', 'studio', 'evidence', 'admin'] as const
export type Surface = (typeof surfaces)[number]

const rolesOf: Record<Surface, readonly Role[]> = {
  today: ['employee'],
  team: ['team-leader', 'coach'],
  studio: ['author', 'head-of-cx', 'hr', 'administrator'],
  evidence: ['team-leader', 'coach', 'executive', 'head-of-cx', 'auditor'],
  admin: ['administrator', 'hr', 'auditor'],
}

export const surfacesOf = (grants: readonly Grant[]): Surface[] =>
  surfaces.filter((surface) => grants.some(({ role }) => rolesOf[surface].includes(role)))
