// Sites and job roles.
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { JobRole, Site } from '../contract.ts'
import { keyOf } from '../names.ts'
import { nameTaken, stillInUse } from '../problems.ts'
import * as store from '../store/catalogue.ts'
import { refuseReferred, refuseTaken } from './taken.ts'

export async function listSites(ctx: Context): Promise<{ items: Site[] }> {
  ctx.require('organisation.read', {})
  return { items: await ctx.readOne(store.sitesQuery(ctx.organisationId)) }
}

export async function addSite(ctx: Context, input: { name: string; timeZone: string }): Promise<Site> {
  ctx.require('catalogue.change', {})
  const id = newId()
  await refuseTaken(nameTaken, () =>
    ctx.write(async (tx) => {
      await store.insertSites(tx, [{ id, name: input.name, nameKey: keyOf(input.name), timeZone: input.timeZone }], ctx.now().toISOString())
      tx.audit({ action: 'site.added', subject: { kind: 'site', id } })
      tx.answersWith(id)
    }),
  )
  return { id, ...input, people: 0, version: 1 }
}

const find = <Row extends { id: string }>(rows: Row[], id: string): Row => {
  const row = rows.find((candidate) => candidate.id === id)
  if (!row) throw new Problem(problems.notFound)
  return row
}
export const readSite = async (ctx: Context, id: string): Promise<Site> => find((await listSites(ctx)).items, id)

export async function changeSite(ctx: Context, id: string, version: number, input: { name?: string; timeZone?: string }): Promise<Site> {
  ctx.require('catalogue.change', {})
  return refuseTaken(nameTaken, () =>
    ctx.write(async (tx) => {
      const before = find(await tx.run(store.sitesQuery(tx.organisationId)), id)
      const after = { ...before, ...input }
      if (!(await store.updateSite(tx, { ...after, nameKey: keyOf(after.name) }, version))) throw new Problem(problems.versionChanged)
      tx.audit({ action: 'site.changed', subject: { kind: 'site', id }, details: { fields: Object.keys(input).sort() } })
      return { ...after, version: version + 1 }
    }),
  )
}

export async function removeSite(ctx: Context, id: string): Promise<void> {
  ctx.require('catalogue.change', {})
  await ctx.write(async (tx) => {
    if (await store.isSiteUsed(tx, id)) throw new Problem(stillInUse)
    if ((await store.deleteSite(tx, id)).length === 0) throw new Problem(problems.notFound)
    tx.audit({ action: 'site.removed', subject: { kind: 'site', id } })
  })
}

export async function listJobRoles(ctx: Context): Promise<{ items: JobRole[] }> {
  ctx.require('organisation.read', {})
  return { items: await ctx.readOne(store.jobRolesQuery(ctx.organisationId)) }
}
export const readJobRole = async (ctx: Context, id: string): Promise<JobRole> => find((await listJobRoles(ctx)).items, id)

export async function addJobRole(ctx: Context, input: { name: string }): Promise<JobRole> {
  ctx.require('catalogue.change', {})
  const id = newId()
  await refuseTaken(nameTaken, () =>
    ctx.write(async (tx) => {
      await store.insertJobRoles(tx, [{ id, name: input.name, nameKey: keyOf(input.name) }], ctx.now().toISOString())
      tx.audit({ action: 'job-role.added', subject: { kind: 'job-role', id } })
      tx.answersWith(id)
    }),
  )
  return { id, ...input, people: 0, version: 1 }
}

export async function changeJobRole(ctx: Context, id: string, version: number, input: { name: string }): Promise<JobRole> {
  ctx.require('catalogue.change', {})
  return refuseTaken(nameTaken, () =>
    ctx.write(async (tx) => {
      const before = find(await tx.run(store.jobRolesQuery(tx.organisationId)), id)
      if (!(await store.updateJobRole(tx, { id, name: input.name, nameKey: keyOf(input.name) }, version)))
        throw new Problem(problems.versionChanged)
      tx.audit({ action: 'job-role.changed', subject: { kind: 'job-role', id }, details: { fields: ['name'] } })
      return { ...before, ...input, version: version + 1 }
    }),
  )
}

export async function removeJobRole(ctx: Context, id: string): Promise<void> {
  ctx.require('catalogue.change', {})
  await ctx.write(async (tx) => {
    if (await store.isJobRoleUsed(tx, id)) throw new Problem(stillInUse)
    // Features to the right refer to it too; the database knows them all.
    if ((await refuseReferred(stillInUse, () => store.deleteJobRole(tx, id))).length === 0) throw new Problem(problems.notFound)
    tx.audit({ action: 'job-role.removed', subject: { kind: 'job-role', id } })
  })
}
