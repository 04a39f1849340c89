// Reading followups as pages show them: with names, and only what the caller may see.
import type { z } from 'zod'
import { personCard, unitIdsBelow, unitPathOf, unitsById } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { decodeCursor, encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { isUuid } from '#platform/ids.ts'
import type { followup, followupQuery } from './contract.ts'
import { resourceOf } from './rules.ts'
import { findFollowup, type FollowupRow, listFollowups } from './store.ts'

type Followup = z.input<typeof followup>

async function describe(tx: Tx, ctx: Context, rows: readonly FollowupRow[]): Promise<Followup[]> {
  const personIds = new Set(rows.flatMap((row) => [row.ownerId, row.deputyId, row.escalatedTo, row.answeredBy]).filter((id) => id !== null))
  const [cards, units] = await Promise.all([
    personCard(tx, [...personIds]),
    unitsById(tx, [...new Set(rows.map(({ unitId }) => unitId).filter((id) => id !== null))]),
  ])
  const person = (id: string) => ({ id, name: cards.get(id)?.displayName ?? null })
  const nowMs = ctx.now().getTime()
  return rows.map((row) => ({
    id: row.id,
    subject: { kind: row.subjectKind, id: row.subjectId, link: row.subjectLink },
    owner: person(row.ownerId),
    deputy: row.deputyId ? person(row.deputyId) : null,
    unit: row.unitId ? { id: row.unitId, name: units.get(row.unitId)?.name ?? null } : null,
    visibility: row.visibility,
    dueAt: row.dueAt,
    isOverdue: row.answeredAt === null && new Date(row.dueAt).getTime() < nowMs,
    escalation: row.escalatedAt ? { at: row.escalatedAt, to: row.escalatedTo ? person(row.escalatedTo) : null } : null,
    answer:
      row.answeredAt && row.answer ? { at: row.answeredAt, by: row.answeredBy ? person(row.answeredBy) : null, word: row.answer } : null,
  }))
}

function cursorOf(after: string | undefined): { dueAt: string; id: string } | undefined {
  if (after === undefined) return undefined
  const [dueAt, id] = decodeCursor(after, 2) ?? []
  if (typeof dueAt !== 'string' || typeof id !== 'string' || !isUuid(id) || Number.isNaN(Date.parse(dueAt)))
    throw new Problem(problems.invalidInput, { errors: [{ pointer: '/query/after', detail: 'is not a cursor of this list' }] })
  return { dueAt: new Date(dueAt).toISOString(), id }
}

export function readPage(ctx: Context, query: z.output<typeof followupQuery>): Promise<{ items: Followup[]; next: string | null }> {
  const { owner, unitId, state, after, limit } = query
  const reach = ctx.reach('followups.read')
  return ctx.read(async (tx) => {
    const rows = await listFollowups(tx, {
      ownerOrDeputyId: owner === 'me' ? (ctx.actor.personId ?? ctx.actor.accountId) : owner,
      unitIds: unitId === undefined ? undefined : await unitIdsBelow(tx, [unitId]),
      state,
      seenBy: {
        personId: reach.isSelf ? ctx.actor.personId : null,
        unitIds: reach.isEverywhere ? 'everywhere' : await unitIdsBelow(tx, reach.unitIds),
      },
      after: cursorOf(after),
      limit: limit + 1,
    })
    const hasMore = rows.length > limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    return { items: await describe(tx, ctx, rows), next: hasMore && last ? encodeCursor([last.dueAt, last.id]) : null }
  })
}

export const readOne = (ctx: Context, followupId: string): Promise<Followup> =>
  ctx.read(async (tx) => {
    const row = await findFollowup(tx, followupId)
    if (!row) throw new Problem(problems.notFound)
    ctx.require('followups.read', resourceOf(row, ctx.actor, await unitPathOf(tx, row.unitId)))
    const [shown] = await describe(tx, ctx, [row])
    return shown!
  })
