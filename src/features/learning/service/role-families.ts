import type { Family } from '#engines/lesson/lesson.ts'
// Every job role of the organisation belongs to one family: guessed by its words until somebody says it.
import { namesOfJobRoles, placeOfPerson, placesWithPeople } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { RoleFamily } from '../contract/role-families.ts'
import { guessFamily } from '../rules/role-families.ts'
import { dropFamily, saidFamilies, sayFamily } from '../store/role-families.ts'

/** By job role; all that there are. */
export async function familiesByJobRole(tx: Tx): Promise<Map<string, Family>> {
  const [names, said] = await Promise.all([namesOfJobRoles(tx), saidFamilies(tx)])
  return new Map([...names].map(([id, name]) => [id, said.get(id) ?? guessFamily(name)]))
}

interface Place {
  jobRoleId: string | null
  jobRoleName: string | null
}
/** Null: there is no job role to tell by. */
export const familyOf = (said: ReadonlyMap<string, Family>, place: Place): Family | null =>
  place.jobRoleId === null ? null : (said.get(place.jobRoleId) ?? guessFamily(place.jobRoleName ?? ''))

/** For pages that know a person's place by themselves: which family that is. */
export async function familyTeller(tx: Tx): Promise<(place: Place) => Family | null> {
  const said = await saidFamilies(tx)
  return (place) => familyOf(said, place)
}
/** Of one person today. */
export async function familyOfPerson(tx: Tx, personId: string): Promise<Family | null> {
  const [place, said] = await Promise.all([placeOfPerson(tx, personId), saidFamilies(tx)])
  return place ? familyOf(said, place) : null
}

async function readAll(tx: Tx): Promise<RoleFamily[]> {
  const [names, said, places] = await Promise.all([namesOfJobRoles(tx), saidFamilies(tx), placesWithPeople(tx)])
  const people = new Map<string, number>()
  for (const place of places) if (place.jobRoleId) people.set(place.jobRoleId, (people.get(place.jobRoleId) ?? 0) + place.people)
  return [...names].map(([id, name]) => ({
    jobRole: { id, name },
    family: said.get(id) ?? guessFamily(name),
    isGuess: !said.has(id),
    people: people.get(id) ?? 0,
  }))
}

export async function listRoleFamilies(ctx: Context): Promise<{ items: RoleFamily[] }> {
  ctx.require('role-families.read', {})
  return { items: await ctx.read(readAll) }
}

export async function changeRoleFamily(ctx: Context, jobRoleId: string, family: Family | null): Promise<void> {
  ctx.require('role-families.change', {})
  await ctx.write(async (tx) => {
    if (!(await namesOfJobRoles(tx)).has(jobRoleId)) throw new Problem(problems.notFound)
    if (family === null) await dropFamily(tx, jobRoleId)
    else await sayFamily(tx, jobRoleId, family, ctx.now())
    tx.audit({ action: 'role-family.changed', subject: { kind: 'job-role', id: jobRoleId }, details: { family: family ?? 'guess' } })
  })
}
