// A customer's answer: opened by an address, kept also when it is half done, changed within a day, counted exactly once.
import { nearestLeader } from '#features/people/public.ts'
import { recordSignals, type Signal } from '#features/signals/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Context, systemContext, type WriteTx } from '#platform/http/context.ts'
import { newId, sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { type Answers, changeOf, isAnswered, isUnhappy, kindOf, noAnswers, rankOf } from '../rules/answers.ts'
import { hashOf, organisationOf } from '../rules/tokens.ts'
import { markAnswered } from '../store/contacts.ts'
import { type DoorRow, findDoor } from '../store/links.ts'
import { insertQuoteUnits } from '../store/quotes.ts'
import * as store from '../store/responses.ts'
import { openCase } from './open-case.ts'
import { quoteStateOf, spreadQuote, unitsConcerned } from './quotes.ts'
import { dayAt } from './unit-time.ts'

export const editableMs = 24 * 3_600_000
/** Whoever has tapped and gone has answered: after this time nothing more comes. */
const unfinishedMs = 30 * 60_000

/** The organisation that an address belongs to, acting by itself: a customer has no session. Undefined for what can't be an address. */
export function contextOf(platform: Platform, token: string, requestId: string): Context | undefined {
  const organisationId = organisationOf(token)
  return organisationId === undefined ? undefined : systemContext(platform, organisationId, requestId)
}

export interface Given {
  answers: Answers
  words: string | null
  reach: string | null
  language: string
  /** Tapped, not sent: ticks are kept, words and how to reach somebody are not. */
  isDraft: boolean
  /** Of an answer through a link; made by the page. */
  key: string | null
}
export type Saved = 'saved' | 'nothing-given' | 'closed' | 'too-late' | 'unknown'

export const whoseAnswer = (door: DoorRow, key: string | null): store.AnswerOf | undefined =>
  door.invitationId !== null
    ? { invitationId: door.invitationId }
    : key === null
      ? undefined
      : { linkId: door.linkId!, answerKeyHash: sha256(key) }

export const isDoorOpen = (door: DoorRow): boolean => !door.isClosed && door.surveyState === 'open'

/** Another delivery of the same answer was faster by a breath. */
const isTaken = (error: unknown): boolean => {
  const { code, table } = error as { code?: string; table?: string }
  return code === '23505' && table === 'responses'
}

export async function saveAnswer(ctx: Context, token: string, given: Given): Promise<Saved> {
  try {
    return await saveOnce(ctx, token, given, { mayBeNew: true })
  } catch (error) {
    if (!isTaken(error)) throw error
    return saveOnce(ctx, token, given, { mayBeNew: false })
  }
}

const saveOnce = (ctx: Context, token: string, given: Given, { mayBeNew }: { mayBeNew: boolean }): Promise<Saved> =>
  ctx.write(async (tx) => {
    const door = await findDoor(tx, hashOf(token))
    if (!door) return 'unknown'
    const whose = whoseAnswer(door, given.key)
    if (!whose) return 'unknown'
    if (!isAnswered(given.answers) && given.words === null) return 'nothing-given'
    // What a new answer needs to know is asked along with whether it is one: they nearly all are.
    const [before, facts] = await Promise.all([
      store.lockAnswer(tx, whose),
      mayBeNew && isDoorOpen(door) ? factsFor(ctx, tx, door, given) : undefined,
    ])
    if (!before) {
      if (!facts) return 'closed'
      await insertNew(ctx, tx, door, whose, given, facts)
      return 'saved'
    }
    if (ctx.now().getTime() - new Date(before.receivedAt).getTime() > editableMs) return 'too-late'
    // A late tick of a page that was left open must not undo what was sent.
    if (given.isDraft && before.isComplete) return 'saved'
    await change(ctx, tx, door, before, given)
    return 'saved'
  })

interface Facts {
  at: Date
  day: string
  quote: store.NewResponse['quote']
  /** Whom its words concern; nobody yet while it is not sent. */
  unitIds: string[]
  /** Of the case that it opens. */
  ownerId: string | null
}
async function factsFor(ctx: Context, tx: Tx, { unitId, stepId, caseId }: DoorRow, given: Given): Promise<Facts> {
  const at = ctx.now()
  const { words } = ofSent(given)
  const opensCase = !given.isDraft && caseId === null && isUnhappy(given.answers)
  const [day, quote, unitIds, ownerId] = await Promise.all([
    dayAt(tx, unitId, at),
    given.isDraft ? ('none' as const) : quoteStateOf(tx, { words, kind: kindOf(given.answers), unitId }),
    words === null ? [] : unitsConcerned(tx, { unitId, stepId, causeStepId: null }),
    opensCase ? nearestLeader(tx, unitId) : null,
  ])
  return { at, day, quote, unitIds, ownerId }
}

/** Sends everything in one message; where the answer is there already, all of it fails. */
async function insertNew(ctx: Context, tx: WriteTx, door: DoorRow, whose: store.AnswerOf, given: Given, facts: Facts): Promise<void> {
  const { at, day, quote, unitIds, ownerId } = facts
  const row: store.NewResponse = {
    id: newId(at.getTime()),
    surveyId: door.surveyId,
    linkId: door.linkId,
    invitationId: door.invitationId,
    caseId: door.caseId,
    answerKeyHash: 'answerKeyHash' in whose ? whose.answerKeyHash : null,
    unitId: door.unitId,
    stepId: door.stepId,
    language: given.language,
    day,
    at: at.toISOString(),
    isComplete: !given.isDraft,
    ...given.answers,
    ...ofSent(given),
    kind: kindOf(given.answers),
    isUnhappy: isUnhappy(given.answers),
    quote,
  }
  void store.insertResponse(tx, row)
  const isSecond = door.caseId !== null
  const signals = isSecond ? [] : signalsOf(row, noAnswers, given.answers)
  if (door.invitationId !== null) {
    void markAnswered(tx, door.invitationId, row.at)
    if (!isSecond && !door.isAnswered) signals.push(...facetted(row, door.issuedOn!, [{ metric: 'answered', value: 1 }]))
  }
  recordSignals(ctx, tx, signals)
  if (given.isDraft) return
  void insertQuoteUnits(tx, row.id, { unitIds, rank: rankOf[row.kind], receivedAt: row.at })
  await hear(ctx, tx, { ...row, receivedAt: row.at, isSecond, causeStepId: null }, door.answerWithinHours, ownerId)
}

async function change(ctx: Context, tx: WriteTx, door: DoorRow, before: store.OwnAnswer, given: Given): Promise<void> {
  const said = given.isDraft ? { words: before.words, reach: before.reach } : ofSent(given)
  const kind = kindOf(given.answers)
  const hasOldWords = said.words === before.words && before.quote !== 'none'
  const isComplete = before.isComplete || !given.isDraft
  const quote = !isComplete ? 'none' : hasOldWords ? before.quote : await quoteStateOf(tx, { ...before, ...said, kind })
  const after = { ...given.answers, ...said, kind, isUnhappy: isUnhappy(given.answers), isComplete, quote }
  await store.updateAnswer(tx, before.id, { ...after, at: ctx.now().toISOString(), shownWords: hasOldWords ? before.shownWords : null })
  if (!before.isSecond) recordSignals(ctx, tx, signalsOf(before, before, given.answers))
  if (given.isDraft) return
  const whole = { ...before, ...after, surveyId: door.surveyId }
  if (!before.isComplete) await finish(ctx, tx, whole, door.answerWithinHours)
  else {
    await spreadQuote(tx, whole)
    if (whole.isUnhappy && !whole.isSecond) await openCase(ctx, tx, whole, await nearestLeader(tx, whole.unitId), door.answerWithinHours)
  }
}

const ofSent = ({ words, reach, isDraft }: Given) => (isDraft ? { words: null, reach: null } : { words, reach })

interface Finished {
  id: string
  surveyId: string
  unitId: string
  stepId: string | null
  causeStepId: string | null
  words: string | null
  kind: 'praise' | 'mixed' | 'complaint'
  receivedAt: string
  isUnhappy: boolean
  isSecond: boolean
}
/** Sent, or left half done: now its words reach the people concerned, and it is heard. */
async function finish(ctx: Context, tx: WriteTx, response: Finished, withinHours: number): Promise<void> {
  await spreadQuote(tx, response)
  await hear(ctx, tx, response, withinHours, response.isUnhappy && !response.isSecond ? await nearestLeader(tx, response.unitId) : null)
}
/** Announced and, where somebody is unhappy, taken care of. An answer after a case does none of it twice. */
async function hear(ctx: Context, tx: WriteTx, response: Finished, withinHours: number, ownerId: string | null): Promise<void> {
  if (response.isSecond) return
  const { id: responseId, surveyId, unitId, stepId, kind } = response
  tx.announce({ type: 'response-received', payload: { responseId, surveyId, unitId, stepId, kind } })
  if (response.isUnhappy) await openCase(ctx, tx, response, ownerId, withinHours)
}

const unfinishedPerRun = 200
/** Answers that were tapped and never sent. Answers whether more wait. */
export const finishLeftAnswers = (ctx: Context): Promise<boolean> =>
  ctx.write(async (tx) => {
    const rows = await store.lockUnfinished(tx, new Date(ctx.now().getTime() - unfinishedMs).toISOString(), unfinishedPerRun)
    for (const row of rows) {
      await store.completeAnswer(tx, row.id, 'none')
      await finish(ctx, tx, row, row.answerWithinHours)
    }
    return rows.length === unfinishedPerRun
  })

interface Place {
  unitId: string
  stepId: string | null
  day: string
}
const facetted = (place: Place, day: string, values: readonly { metric: string; value: number }[], isCorrection = false): Signal[] =>
  values.map(({ metric, value }) => ({
    metric,
    unitId: place.unitId,
    day,
    value,
    ...(place.stepId === null ? {} : { facets: [{ kind: 'step' as const, id: place.stepId }] }),
    isCorrection,
  }))

function signalsOf(place: Place, before: Answers, after: Answers): Signal[] {
  const { takenBack, added } = changeOf(before, after)
  return [...facetted(place, place.day, takenBack, true), ...facetted(place, place.day, added)]
}
