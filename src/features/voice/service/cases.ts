// Unhappy answers and what is done about them: reach the customer, put it right, ask once more.
import { answerFollowup, openFollowup } from '#features/followups/public.ts'
import { hasLeft, personCard, readSettings, unitIdsBelow, unitPathOf } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { encodeCursor } from '#platform/http/fields.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { CaseDetail, CaseView } from '../contract.ts'
import { caseIsOpen, caseIsResolved, surveyNotOpen } from '../problems.ts'
import { isSurveyLanguage } from '../rules/texts.ts'
import { hashOf } from '../rules/tokens.ts'
import { stepNames } from '../steps.ts'
import * as store from '../store/cases.ts'
import { insertInvitations } from '../store/contacts.ts'
import { contactOfInvitation, invitationOfCase } from '../store/invitations.ts'
import { responsesById, secondAnswers } from '../store/responses.ts'
import { invitationLink, tokenOfInvitation } from './invite-customers.ts'
import { unitNames } from './names.ts'
import { caseSubject } from './open-case.ts'
import { timeCursor, viewsOf as responseViews } from './responses.ts'
import { surveyOr404 } from './surveys.ts'

async function viewsOf(ctx: Context, tx: Tx, rows: readonly store.CaseRow[]): Promise<CaseView[]> {
  const personIds = rows.flatMap(({ ownerId, escalatedTo, resolvedBy }) => [ownerId, escalatedTo, resolvedBy]).filter((id) => id !== null)
  const [cards, units, steps, firsts, seconds, settings] = await Promise.all([
    personCard(tx, [...new Set(personIds)]),
    unitNames(
      tx,
      rows.map(({ unitId }) => unitId),
    ),
    stepNames(tx, ctx.language, [...new Set(rows.map(({ stepId }) => stepId).filter((id) => id !== null))]),
    responsesById(
      tx,
      rows.map(({ responseId }) => responseId),
    ),
    secondAnswers(
      tx,
      rows.map(({ id }) => id),
    ),
    readSettings(tx),
  ])
  const answers = [...firsts.values(), ...seconds.values()]
  const shown = new Map((await responseViews(ctx, tx, answers)).map((view) => [view.id, view]))
  const person = (id: string | null) => (id === null ? null : { id, name: cards.get(id)?.displayName ?? null })
  /** With the works council's switch a time of work is only for whoever worked. */
  const isOwn = (id: string | null) => !settings.isWorksCouncilMode || (id !== null && id === ctx.actor.personId)
  const nowMs = ctx.now().getTime()
  return rows.map((row) => ({
    id: row.id,
    response: shown.get(row.responseId)!,
    second: shown.get(seconds.get(row.id)?.id ?? '') ?? null,
    unit: { id: row.unitId, name: units.get(row.unitId) ?? null },
    step: row.stepId === null ? null : { id: row.stepId, name: steps.get(row.stepId)?.name ?? null },
    owner: person(row.ownerId),
    state: row.state,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    isOverdue: row.state === 'open' && new Date(row.dueAt).getTime() < nowMs,
    escalation: row.escalatedAt === null ? null : { at: row.escalatedAt, to: person(row.escalatedTo) },
    resolution:
      row.resolvedAt === null || row.outcome === null
        ? null
        : {
            at: isOwn(row.resolvedBy) ? row.resolvedAt : null,
            by: isOwn(row.resolvedBy) ? person(row.resolvedBy) : null,
            outcome: row.outcome,
            words: row.resolution,
          },
    askedAgainAt: row.askedAgainAt,
    version: row.version,
  }))
}

export interface CaseQuery {
  owner?: 'me' | undefined
  unitId?: string | undefined
  state: 'open' | 'resolved'
  after?: string | undefined
  limit: number
}
export function listCases(ctx: Context, query: CaseQuery): Promise<{ items: CaseView[]; next: string | null }> {
  const reach = ctx.reach('cases.work')
  return ctx.read(async (tx) => {
    const rows = await store.listCases(tx, {
      ownerId: query.owner === 'me' ? (ctx.actor.personId ?? ctx.actor.accountId) : undefined,
      unitIds: query.unitId === undefined ? undefined : await unitIdsBelow(tx, [query.unitId]),
      state: query.state,
      seenBy: {
        personId: reach.isSelf ? ctx.actor.personId : null,
        unitIds: reach.isEverywhere ? 'everywhere' : await unitIdsBelow(tx, reach.unitIds),
      },
      after: timeCursor(query.after),
      limit: query.limit + 1,
    })
    const hasMore = rows.length > query.limit
    if (hasMore) rows.pop()
    const last = rows.at(-1)
    const at = last && (query.state === 'open' ? last.dueAt : last.resolvedAt!)
    return { items: await viewsOf(ctx, tx, rows), next: hasMore && last ? encodeCursor([at!, last.id]) : null }
  })
}

/** The owner, whom it was escalated to, and those who lead the unit or one above. */
async function requireCase(ctx: Context, tx: Tx, operation: 'cases.work' | 'cases.assign', row: store.CaseRow): Promise<void> {
  const isConcerned = ctx.actor.personId !== null && [row.ownerId, row.escalatedTo].includes(ctx.actor.personId)
  ctx.require(operation, { personId: isConcerned ? ctx.actor.personId : row.ownerId, unitPath: await unitPathOf(tx, row.unitId) })
}

async function detailOf(ctx: Context, tx: Tx, row: store.CaseRow): Promise<CaseDetail> {
  const [view, notes, settings, path, responses] = await Promise.all([
    viewsOf(ctx, tx, [row]),
    store.notesOf(tx, row.id),
    readSettings(tx),
    unitPathOf(tx, row.unitId),
    responsesById(tx, [row.responseId]),
  ])
  const response = responses.get(row.responseId)!
  const contact = response.invitationId === null ? undefined : await contactOfInvitation(tx, response.invitationId)
  const authors = await personCard(tx, [...new Set(notes.map(({ authorId }) => authorId).filter((id) => id !== null))])
  return {
    ...view[0]!,
    reach: { name: contact?.name ?? null, email: contact?.email ?? null, phone: contact?.phone ?? null, words: response.reach },
    notes: notes.map(({ id, kind, words, authorId, notedAt }) => {
      const isShown = !settings.isWorksCouncilMode || (authorId !== null && authorId === ctx.actor.personId)
      return {
        id,
        kind,
        words,
        author: isShown && authorId !== null ? { id: authorId, name: authors.get(authorId)?.displayName ?? null } : null,
        at: isShown ? notedAt : null,
      }
    }),
    mayAssign: ctx.may('cases.assign', { unitPath: path }),
    mayTrace: ctx.may('responses.trace', { personId: row.ownerId, unitPath: path }),
  }
}

export const readCase = (ctx: Context, id: string): Promise<CaseDetail> =>
  ctx.read(async (tx) => {
    const row = await store.findCase(tx, id)
    if (!row) throw new Problem(problems.notFound)
    await requireCase(ctx, tx, 'cases.work', row)
    return detailOf(ctx, tx, row)
  })

async function lockedCase(ctx: Context, tx: Tx, id: string, operation: 'cases.work' | 'cases.assign'): Promise<store.CaseRow> {
  const row = await store.lockCase(tx, id)
  if (!row) throw new Problem(problems.notFound)
  await requireCase(ctx, tx, operation, row)
  return row
}

export const noteOnCase = (ctx: Context, id: string, note: { kind: store.NoteRow['kind']; words: string }): Promise<CaseDetail> =>
  ctx.write(async (tx) => {
    const row = await lockedCase(ctx, tx, id, 'cases.work')
    await store.insertNote(tx, id, {
      id: newId(ctx.now().getTime()),
      authorId: ctx.actor.personId,
      ...note,
      notedAt: ctx.now().toISOString(),
    })
    tx.answersWith(id)
    return detailOf(ctx, tx, row)
  })

/** Stops the clock: what was done, in one word and, where it helps, in a sentence. */
export const resolveCase = (ctx: Context, id: string, input: { outcome: store.Outcome; words: string | null }): Promise<CaseDetail> =>
  ctx.write(async (tx) => {
    const row = await lockedCase(ctx, tx, id, 'cases.work')
    if (row.state !== 'open') throw new Problem(caseIsResolved)
    await store.resolveCase(tx, id, { ...input, by: ctx.actor.personId, at: ctx.now().toISOString() })
    await answerFollowup(ctx, tx, { subjectKind: 'case', subjectId: id, answer: input.outcome })
    tx.announce({ type: 'case-closed', payload: { caseId: id, responseId: row.responseId, unitId: row.unitId, outcome: input.outcome } })
    tx.audit({ action: 'case.resolved', subject: { kind: 'case', id }, details: { outcome: input.outcome } })
    tx.answersWith(id)
    return detailOf(ctx, tx, (await store.findCase(tx, id))!)
  })

/** Somebody else takes over, with the same clock. */
export const giveCase = (ctx: Context, id: string, personId: string): Promise<CaseDetail> =>
  ctx.write(async (tx) => {
    const row = await lockedCase(ctx, tx, id, 'cases.assign')
    if (row.state !== 'open') throw new Problem(caseIsResolved)
    const card = (await personCard(tx, [personId])).get(personId)
    if (!card) throw new Problem(problems.notFound)
    if (card.status !== 'active') throw new Problem(hasLeft)
    if (row.ownerId !== personId) {
      await store.setOwner(tx, id, personId)
      await answerFollowup(ctx, tx, { subjectKind: 'case', subjectId: id, answer: 'passed-on' })
      await openFollowup(ctx, tx, {
        subject: caseSubject(id),
        ownerId: personId,
        unitId: row.unitId,
        visibility: 'leaders',
        dueAt: new Date(row.dueAt),
      })
      tx.audit({ action: 'case.given', subject: { kind: 'case', id }, details: { to: personId } })
    }
    return detailOf(ctx, tx, (await store.findCase(tx, id))!)
  })

/** A second survey for the same customer, after the case. Asked again, it gives the same address: the customer answers once. */
export const askAgain = (ctx: Context, id: string, origin: string): Promise<{ link: string }> =>
  ctx.write(async (tx) => {
    const row = await lockedCase(ctx, tx, id, 'cases.work')
    if (row.state !== 'resolved') throw new Problem(caseIsOpen)
    tx.answersWith(id)
    const known = await invitationOfCase(tx, id)
    if (known !== undefined) return { link: invitationLink(ctx, known, origin) }
    const response = (await responsesById(tx, [row.responseId])).get(row.responseId)!
    const survey = await surveyOr404(tx, response.surveyId)
    if (survey.state !== 'open') throw new Problem(surveyNotOpen)
    const contact = response.invitationId === null ? undefined : await contactOfInvitation(tx, response.invitationId)
    const invitationId = newId(ctx.now().getTime())
    const { timeZone } = await readSettings(tx)
    await insertInvitations(
      tx,
      [
        {
          id: invitationId,
          surveyId: survey.id,
          contactId: contact?.id ?? null,
          caseId: id,
          unitId: row.unitId,
          stepId: row.stepId,
          language: isSurveyLanguage(response.language) ? response.language : 'en',
          tokenHash: hashOf(tokenOfInvitation(ctx, invitationId)),
          issuedOn: dayIn(timeZone, ctx.now()),
        },
      ],
      ctx.now().toISOString(),
    )
    await store.markAskedAgain(tx, id, ctx.now().toISOString())
    tx.audit({ action: 'case.asked-again', subject: { kind: 'case', id } })
    return { link: invitationLink(ctx, invitationId, origin) }
  })
