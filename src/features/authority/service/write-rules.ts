// Writing, letting go live and ending rules. A live version never changes; what changes is a new version with a day of its own.
import { type PrincipleUse, principleUnknown, tag, untag } from '#features/language/public.ts'
import { namesOfJobRoles, personCard, readSettings, unitsById } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { Definition } from '../contract.ts'
import { caseFails, noCases, noDraft, startsTooEarly } from '../problems.ts'
import { namedThings } from '../store/catalogue.ts'
import {
  deleteDraft,
  deleteEmptyRule,
  insertEnd,
  insertRule,
  setLive,
  touchRule,
  type VersionRow,
  versionsQuery,
  writeDraft,
} from '../store/rules.ts'
import { brokenBy, pathsFor, tryCases } from './cases.ts'

/** Everything that the definition names is there, in this organisation. */
async function requireKnown(tx: Tx, definition: Definition, ownerId: string | null | undefined): Promise<void> {
  const fault = (pointer: string, detail: string) =>
    new Problem(problems.invalidInput, { errors: [{ pointer: `/definition/${pointer}`, detail }] })
  const { situationId, remedyId, jobRoleIds, unitIds, cases } = definition
  const roles = [...new Set([...jobRoleIds, ...cases.flatMap(({ jobRoleId }) => jobRoleId ?? [])])]
  const units = [...new Set([...unitIds, ...cases.flatMap(({ unitId }) => unitId ?? [])])]
  const [situations, remedies, knownRoles, knownUnits, owners] = await Promise.all([
    namedThings(tx, 'situations'),
    namedThings(tx, 'remedies'),
    namesOfJobRoles(tx),
    unitsById(tx, units),
    personCard(tx, ownerId ? [ownerId] : []),
  ])
  if (!situations.some(({ id }) => id === situationId)) throw fault('situationId', 'Choose a situation of the list.')
  if (!remedies.some(({ id }) => id === remedyId)) throw fault('remedyId', 'Choose a remedy of the list.')
  if (roles.some((id) => !knownRoles.has(id))) throw fault('jobRoleIds', 'One of the job roles is not there any more.')
  if (knownUnits.size !== units.length) throw fault('unitIds', 'One of the units is not there any more.')
  if (ownerId && !owners.has(ownerId))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/ownerId', detail: 'This person is not there.' }] })
}
/** The database knows which principles there are; which of them count today, language says when the rule goes live. */
async function refuseUnknownPrinciple<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '23503' && constraint?.includes('principle')) throw new Problem(principleUnknown)
    throw error
  }
}

/** Inside a transaction that is already open; for the demonstration too. */
export async function addRuleIn(
  ctx: Context,
  tx: WriteTx,
  input: { ownerId?: string | null | undefined; definition: Definition },
): Promise<string> {
  const ruleId = newId(ctx.now().getTime())
  const ownerId = input.ownerId === undefined ? ctx.actor.personId : input.ownerId
  await requireKnown(tx, input.definition, ownerId)
  await insertRule(tx, { id: ruleId, ownerId }, ctx.now())
  await writeDraft(tx, { ruleId, definition: input.definition, writtenBy: ctx.actor.personId }, ctx.now())
  tx.audit({ action: 'rule.written', subject: { kind: 'rule', id: ruleId } })
  return ruleId
}

export async function addRule(ctx: Context, input: { ownerId?: string | null | undefined; definition: Definition }): Promise<string> {
  ctx.require('rules.change', {})
  return refuseUnknownPrinciple(() =>
    ctx.write(async (tx) => {
      const id = await addRuleIn(ctx, tx, input)
      tx.answersWith(id)
      return id
    }),
  )
}

async function rowsOf(tx: Tx, ruleId: string): Promise<{ all: VersionRow[]; rows: VersionRow[] }> {
  const all = await tx.run(versionsQuery(tx.organisationId))
  const rows = all.filter((row) => row.ruleId === ruleId)
  if (rows.length === 0) throw new Problem(problems.notFound)
  return { all, rows }
}

export async function changeDraft(
  ctx: Context,
  ruleId: string,
  version: number,
  input: { ownerId?: string | null | undefined; definition: Definition },
): Promise<void> {
  ctx.require('rules.change', {})
  await refuseUnknownPrinciple(() =>
    ctx.write(async (tx) => {
      await rowsOf(tx, ruleId)
      await requireKnown(tx, input.definition, input.ownerId)
      if (!(await touchRule(tx, ruleId, version, input.ownerId))) throw new Problem(problems.versionChanged)
      await writeDraft(tx, { ruleId, definition: input.definition, writtenBy: ctx.actor.personId }, ctx.now())
      tx.audit({ action: 'rule.written', subject: { kind: 'rule', id: ruleId } })
    }),
  )
}

export async function discardDraft(ctx: Context, ruleId: string): Promise<void> {
  ctx.require('rules.change', {})
  await ctx.write(async (tx) => {
    await rowsOf(tx, ruleId)
    if (!(await deleteDraft(tx, ruleId))) throw new Problem(noDraft)
    await deleteEmptyRule(tx, ruleId)
    tx.audit({ action: 'rule.draft-discarded', subject: { kind: 'rule', id: ruleId } })
  })
}

/** Inside a transaction that is already open; for the demonstration too. */
export async function publishIn(ctx: Context, tx: WriteTx, ruleId: string): Promise<void> {
  if (!(await touchRule(tx, ruleId, null))) throw new Problem(problems.notFound)
  const { all, rows } = await rowsOf(tx, ruleId)
  const written = rows.find(({ state }) => state === 'draft')
  if (!written) throw new Problem(noDraft)
  const { timeZone } = await readSettings(tx)
  const today = dayIn(timeZone, ctx.now())
  // A draft that lay for a while begins today: no rule holds for what is past.
  const effectiveFrom = written.definition.effectiveFrom > today ? written.definition.effectiveFrom : today
  const definition: Definition = { ...written.definition, effectiveFrom }
  if (definition.effectiveUntil !== null && definition.effectiveUntil < effectiveFrom) throw new Problem(startsTooEarly)
  if (definition.cases.length === 0) throw new Problem(noCases)
  const draft = { ...written, definition }
  const live = all.filter(({ state }) => state === 'live')
  const paths = await pathsFor(tx, all)
  const failed = tryCases(live, draft, paths).flatMap(({ isPassed, title, expected, verdict }, i) =>
    isPassed ? [] : [{ pointer: `/draft/cases/${i}`, detail: `${title}: ${expected} expected, ${verdict} came` }],
  )
  const broken = brokenBy(live, draft, paths).map(({ number, title }) => ({ pointer: '/draft', detail: `Rule ${number}: ${title}` }))
  if (failed.length + broken.length > 0) throw new Problem(caseFails, { errors: [...failed, ...broken].slice(0, 50) })
  await setLive(tx, { ruleId, effectiveFrom, definition, liveBy: ctx.actor.personId }, ctx.now())
  await untag(tx, 'rule', ruleId)
  const use: PrincipleUse | null = definition.principleId ? { principleId: definition.principleId, kind: 'rule', subjectId: ruleId } : null
  if (use) await tag(tx, ctx.now().toISOString(), use)
  tx.audit({ action: 'rule.published', subject: { kind: 'rule', id: ruleId }, details: { version: draft.version, from: effectiveFrom } })
  tx.announce({ type: 'rule-published', payload: { ruleId, version: draft.version } })
}
export async function publishRule(ctx: Context, ruleId: string): Promise<void> {
  ctx.require('rules.publish', {})
  await ctx.write((tx) => publishIn(ctx, tx, ruleId))
}

export async function endRule(ctx: Context, ruleId: string, { from, reason }: { from: string; reason: string }): Promise<void> {
  ctx.require('rules.publish', {})
  await ctx.write(async (tx) => {
    if (!(await touchRule(tx, ruleId, null))) throw new Problem(problems.notFound)
    const { rows } = await rowsOf(tx, ruleId)
    const last = rows.filter(({ state }) => state === 'live').at(-1)
    if (!last || last.isEnd) throw new Problem(problems.conflict, { detail: 'This rule does not hold.' })
    const { timeZone } = await readSettings(tx)
    if (from < dayIn(timeZone, ctx.now()))
      throw new Problem(startsTooEarly, { errors: [{ pointer: '/from', detail: 'This day is past.' }] })
    // The draft would have the number of the end; what is worth keeping is written anew.
    await deleteDraft(tx, ruleId)
    await insertEnd(tx, last, { from, reason, by: ctx.actor.personId }, ctx.now())
    await untag(tx, 'rule', ruleId)
    tx.audit({ action: 'rule.ended', subject: { kind: 'rule', id: ruleId }, details: { from } })
    tx.announce({ type: 'rule-published', payload: { ruleId, version: last.version + 1 } })
  })
}
