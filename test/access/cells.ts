// The written matrix: operation x actor x relation -> allow or deny. matrix.csv is the oracle; code is held against it, never the other way round.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Actor, isAllowed, type Policy, type Resource, type Role } from '#platform/access/policy.ts'

/** Where what is asked about stands, seen from the actor in unit `own`. `organisation`: a thing of no unit; `report`: reports to the actor, elsewhere. */
export const relations = ['organisation', 'self', 'report', 'same', 'below', 'above', 'sibling', 'other'] as const
export type Relation = (typeof relations)[number]

const scoped: Role[] = ['employee', 'team-leader', 'coach', 'author', 'hr', 'head-of-cx', 'executive', 'administrator', 'auditor']
const wide: Role[] = ['hr', 'head-of-cx', 'administrator', 'auditor']
/** `hr`: for the own unit and below; `hr*`: for the whole organisation; `hr key`: an API token for the whole organisation. */
export const actors = [
  ...scoped,
  ...wide.map((role) => `${role}*` as const),
  'administrator key',
  'hr key',
  'head-of-cx key',
  'auditor key',
] as const
export type ActorName = (typeof actors)[number]

export const roleOf = (name: ActorName): Role => name.replace(/( key|\*)$/, '') as Role
export const isKey = (name: ActorName): boolean => name.endsWith(' key')
export const isWide = (name: ActorName): boolean => isKey(name) || name.endsWith('*')

export type Verdict = 'allow' | 'deny'
/** By operation, actor, relation. */
export type Matrix = Map<string, Map<ActorName, Record<Relation, Verdict>>>

const file = path.resolve(import.meta.dirname, 'matrix.csv')
const marks: Record<string, Verdict> = { y: 'allow', '-': 'deny' }

export function readMatrix(text = readFileSync(file, 'utf8')): Matrix {
  const [head, ...lines] = text.trim().split('\n')
  if (head !== ['operation', 'actor', ...relations].join(',')) throw new Error('matrix.csv has other columns')
  const matrix: Matrix = new Map()
  for (const line of lines) {
    const [operation, actor, ...cells] = line.split(',')
    const row = Object.fromEntries(relations.map((relation, i) => [relation, marks[cells[i] ?? '']]))
    if (Object.values(row).includes(undefined)) throw new Error(`matrix.csv: ${line} has a cell that is neither y nor -`)
    if (!matrix.has(operation!)) matrix.set(operation!, new Map())
    matrix.get(operation!)!.set(actor as ActorName, row as Record<Relation, Verdict>)
  }
  return matrix
}

// A world of letters is enough for the pure comparison: root > above > own > below, and a sibling of own.
const units = { root: 'root', above: 'above', own: 'own', below: 'below', sibling: 'sibling' }
const resources: Record<Relation, Resource> = {
  organisation: { organisationId: 'A' },
  self: { organisationId: 'A', personId: 'me', unitPath: [units.root, units.above, units.own] },
  report: { organisationId: 'A', personId: 'p', managerId: 'me', unitPath: [units.root, units.above, units.sibling] },
  same: { organisationId: 'A', personId: 'p', unitPath: [units.root, units.above, units.own] },
  below: { organisationId: 'A', personId: 'p', unitPath: [units.root, units.above, units.own, units.below] },
  above: { organisationId: 'A', personId: 'p', unitPath: [units.root, units.above] },
  sibling: { organisationId: 'A', personId: 'p', unitPath: [units.root, units.above, units.sibling] },
  other: { organisationId: 'B', personId: 'p', managerId: 'me', unitPath: [units.root, units.above, units.own] },
}

export function pureActor(name: ActorName): Actor {
  const role = roleOf(name)
  const grant = { role, unitId: isWide(name) ? null : units.own }
  return {
    kind: isKey(name) ? 'token' : 'person',
    organisationId: 'A',
    accountId: 'account',
    personId: isKey(name) ? null : 'me',
    grants: isKey(name) || role === 'employee' ? [{ role, unitId: null }] : [{ role: 'employee', unitId: null }, grant],
  }
}

/** What the policy says in every cell. */
export function decideAll(policy: Policy): Matrix {
  const matrix: Matrix = new Map()
  for (const operation of Object.keys(policy).sort()) {
    const rows = new Map<ActorName, Record<Relation, Verdict>>()
    for (const name of actors) {
      const verdicts = relations.map((relation) => [
        relation,
        isAllowed(policy, pureActor(name), operation, resources[relation]) ? 'allow' : 'deny',
      ])
      rows.set(name, Object.fromEntries(verdicts) as Record<Relation, Verdict>)
    }
    matrix.set(operation, rows)
  }
  return matrix
}

/** Cells that differ, as sentences. */
export function differences(expected: Matrix, actual: Matrix): string[] {
  const found: string[] = []
  for (const operation of new Set([...expected.keys(), ...actual.keys()]))
    for (const actor of actors)
      for (const relation of relations) {
        const wanted = expected.get(operation)?.get(actor)?.[relation] ?? 'not written'
        const got = actual.get(operation)?.get(actor)?.[relation] ?? 'not declared'
        if (wanted !== got) found.push(`${operation} as ${actor}, ${relation}: matrix.csv says ${wanted}, the policy ${got}`)
      }
  return found
}
