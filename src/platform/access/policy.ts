// The one policy function. Features declare lines (access.ts); nothing else decides. Pure, so that the written matrix can hold it to account.
export const roles = [
  'employee',
  'team-leader',
  'coach',
  'author',
  'hr',
  'head-of-cx',
  'executive',
  'administrator',
  'auditor',
  'customer',
  'api-key',
  'webhook-source',
] as const
export type Role = (typeof roles)[number]
/** Roles that an administrator can give to a person; the others come from leading a unit or from the kind of key. */
export const grantableRoles = [
  'employee',
  'team-leader',
  'coach',
  'author',
  'hr',
  'head-of-cx',
  'executive',
  'administrator',
  'auditor',
] as const

/** `unitId` null: the whole organisation; else that unit and everything below it. */
export interface Grant {
  role: Role
  unitId: string | null
}

export interface Actor {
  kind: 'person' | 'token' | 'system'
  organisationId: string
  /** Account of a person, or id of an API token. */
  accountId: string
  personId: string | null
  grants: readonly Grant[]
  /** Of an API token that may do less than its role: only these. */
  operations?: readonly string[]
}

/**
 * Where a line holds: `self` the person concerned; `manager` whom the person reports to; `scope` the units under the grant (a grant
 * without a unit covers all); `anywhere` in the organisation, whatever the unit.
 */
export type Where = 'self' | 'manager' | 'scope' | 'anywhere'

export interface Operation {
  /** Who may, in which relation. One line each, so that a test can take each away and must then fail. */
  lines: readonly (readonly [role: Role, where: Where])[]
  /** Closed to API keys, whatever role they carry (access, sessions, pulses). */
  peopleOnly?: boolean
  /** The session must have proved itself anew within the last minutes. */
  stepUp?: boolean
  /** Names a sentence of the message files for "who can see this", where the operation shows personal data. */
  shows?: string
}
export type Policy = Readonly<Record<string, Operation>>

/** What is asked about. `unitPath`: the unit and all its ancestors. Absent parts match no line that needs them. */
export interface Resource {
  organisationId: string
  personId?: string | null
  managerId?: string | null
  unitPath?: readonly string[] | null
}

function covers(grant: Grant, where: Where, actor: Actor, resource: Resource): boolean {
  switch (where) {
    case 'self':
      return actor.personId !== null && resource.personId === actor.personId
    case 'manager':
      return actor.personId !== null && resource.managerId === actor.personId
    case 'scope':
      return grant.unitId === null || (resource.unitPath ?? []).includes(grant.unitId)
    case 'anywhere':
      return true
  }
}

const isClosed = (declared: Operation, actor: Actor, operation: string): boolean =>
  (declared.peopleOnly === true && actor.kind === 'token') || (actor.operations !== undefined && !actor.operations.includes(operation))

/** May this actor do this to that? An unknown operation, another organisation, or no matching line: no. */
export function isAllowed(policy: Policy, actor: Actor, operation: string, resource: Resource): boolean {
  const declared = policy[operation]
  if (!declared || resource.organisationId !== actor.organisationId) return false
  if (isClosed(declared, actor, operation)) return false
  return declared.lines.some(([role, where]) => actor.grants.some((grant) => grant.role === role && covers(grant, where, actor, resource)))
}

/** Is there any resource for which the answer could be yes? For menus and for an early 403. */
export function isThinkable(policy: Policy, actor: Actor, operation: string): boolean {
  const declared = policy[operation]
  if (!declared || isClosed(declared, actor, operation)) return false
  return declared.lines.some(([role]) => actor.grants.some((grant) => grant.role === role))
}

export interface Reach {
  isEverywhere: boolean
  /** Units whose subtrees are reached. */
  unitIds: string[]
  isSelf: boolean
  isManager: boolean
}

/** For lists: which part of the organisation an operation reaches, to be turned into a WHERE. */
export function reachOf(policy: Policy, actor: Actor, operation: string): Reach {
  const reach: Reach = { isEverywhere: false, unitIds: [], isSelf: false, isManager: false }
  const declared = policy[operation]
  if (!declared || isClosed(declared, actor, operation)) return reach
  for (const [role, where] of declared.lines) {
    for (const grant of actor.grants) {
      if (grant.role !== role) continue
      if (where === 'anywhere' || (where === 'scope' && grant.unitId === null)) reach.isEverywhere = true
      else if (where === 'scope' && grant.unitId !== null) reach.unitIds.push(grant.unitId)
      else if (where === 'self') reach.isSelf = true
      else if (where === 'manager') reach.isManager = true
    }
  }
  return reach
}
