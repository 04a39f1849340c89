import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { Organisation, OrganisationChange } from '../contract.ts'
import { readSettings, renameOrganisation, settingsQuery, updateSettings } from '../store/organisations.ts'

export async function readOrganisation(ctx: Context): Promise<Organisation> {
  ctx.require('organisation.read', {})
  const row = (await ctx.readOne(settingsQuery(ctx.organisationId)))[0]
  if (!row) throw new Problem(problems.notFound)
  return row
}

export async function changeOrganisation(ctx: Context, version: number, input: OrganisationChange): Promise<Organisation> {
  ctx.require('organisation.change', {})
  return ctx.write(async (tx) => {
    const before = await readSettings(tx)
    if (before.version !== version) throw new Problem(problems.versionChanged)
    const after = { ...before, ...input }
    if (!after.languages.includes(after.defaultLanguage))
      throw new Problem(problems.invalidInput, { errors: [{ pointer: '/defaultLanguage', detail: 'is not among the languages' }] })
    if (!(await updateSettings(tx, after, version, ctx.now().toISOString()))) throw new Problem(problems.versionChanged)
    if (input.name && input.name !== before.name) await renameOrganisation(tx, input.name)
    tx.audit({
      action: 'organisation.changed',
      subject: { kind: 'organisation', id: ctx.organisationId },
      details: { fields: Object.keys(input).sort() },
    })
    return { ...after, version: version + 1 }
  })
}
