import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Person } from '../contract.ts'
import { personQuery } from '../store/read-person.ts'

/** The directory's part for everyone; `details` only for those whom the policy names. */
export async function readPerson(ctx: Context, id: string): Promise<Person> {
  const row = (await ctx.readOne(personQuery(ctx.organisationId, id)))[0]
  if (!row) {
    ctx.reach('people.read')
    throw new Problem(problems.notFound)
  }
  const resource = { personId: row.id, managerId: row.manager?.id ?? null, unitPath: row.unitPath.map((unit) => unit.id) }
  ctx.require('people.read', resource)
  const {
    id: personId,
    displayName,
    isNameless,
    status,
    unit,
    jobRole,
    site,
    leadsUnit,
    startedOn,
    manager,
    reports,
    unitPath,
    version,
    ...details
  } = row
  const seesDetails = ctx.may('people.details', resource)
  return {
    id: personId,
    displayName,
    isNameless,
    status,
    unit,
    jobRole,
    site,
    leadsUnit,
    startedOn: seesDetails ? startedOn : null,
    manager,
    reports,
    unitPath,
    details: seesDetails ? { ...details, startedOn } : null,
    may: {
      change: ctx.may('people.change', resource),
      settle: ctx.may('people.settle', resource),
      move: ctx.may('people.move', resource),
      depart: ctx.may('people.depart', resource),
      absences: ctx.may('absences.note', resource),
      erase: ctx.may('people.erase', resource),
    },
    whoSees: ctx.platform.policy['people.details']!.lines.map(([role, where]) => (where === 'self' || where === 'manager' ? where : role)),
    version,
  }
}
