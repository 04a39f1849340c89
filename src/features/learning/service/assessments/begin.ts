// What somebody may sit, and beginning it. Begun once however often it is sent; a second phone goes on with what the first began.
import { drawItems } from '#engines/assessment/draw.ts'
import { principleRefs } from '#features/language/public.ts'
import { placeOfPerson } from '#features/people/public.ts'
import { gathering } from '#platform/db/gather.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newSecret } from '#platform/ids.ts'
import type { OwnAssessments, Sitting } from '../../contract/assessments.ts'
import { nothingToAsk } from '../../problems.ts'
import { drawable, wordsIn } from '../../rules/assessments.ts'
import { isFor } from '../../rules/lessons.ts'
import { type AssessmentRecord, findAssessment, liveAssessments } from '../../store/assessments.ts'
import { liveItems } from '../../store/items.ts'
import { saidFamilies } from '../../store/role-families.ts'
import { findSitting, insertSitting, type OwnSitting, type SittingRow, sittingsOf, sittingsOfAssessment } from '../../store/sittings.ts'
import { skillsOf } from '../../store/skills.ts'
import { familyOf, familyOfPerson } from '../role-families.ts'
import { viewSitting } from './view.ts'

/** The first sitting of an assessment that has a look before. */
const isBefore = ({ hasBefore }: Pick<AssessmentRecord, 'hasBefore'>, submitted: number): boolean => hasBefore && submitted === 0

export async function readOwn(ctx: Context): Promise<OwnAssessments> {
  const personId = ctx.actor.personId
  ctx.require('sittings.take', { personId })
  const me = personId!
  return ctx.read(async (given) => {
    const tx = gathering(given)
    const [place, said, assessments, sittings, skills, principles] = await Promise.all([
      placeOfPerson(tx, me),
      saidFamilies(tx),
      liveAssessments(tx),
      sittingsOf(tx, me),
      skillsOf(tx, me),
      principleRefs(tx, ctx.language),
    ])
    if (!place) throw new Problem(problems.notFound)
    const family = familyOf(said, place)
    const now = ctx.now().toISOString()
    return {
      items: assessments
        .filter((one) => isFor(one.families, family))
        .map((one) => ownOf(one, sittings, ctx.language, place.defaultLanguage)),
      skills: principles.flatMap((principle) => {
        const skill = skills.find(({ principleId }) => principleId === principle.id)
        if (!skill) return []
        const { share, isMet, shownAt, expiresAt } = skill
        return [
          {
            principle,
            percent: Math.round(share * 100),
            isMet,
            shownAt,
            expiresAt,
            isOverdue: isMet && expiresAt !== null && expiresAt <= now,
          },
        ]
      }),
    }
  })
}
function ownOf(one: AssessmentRecord, all: readonly OwnSitting[], language: string, ownLanguage: string): OwnAssessments['items'][number] {
  const sittings = all.filter(({ assessmentId }) => assessmentId === one.id)
  const open = sittings.find(({ state }) => state === 'open')
  const done = sittings.filter(({ state }) => state === 'submitted').toSorted((a, b) => (a.submittedAt! < b.submittedAt! ? 1 : -1))
  const last = done[0]
  return {
    id: one.id,
    ...wordsIn(one.texts, language, ownLanguage),
    level: one.level,
    count: one.mode === 'fixed' ? one.itemIds.length : one.count,
    passPercent: one.passPercent,
    isBefore: open ? open.purpose === 'before' : isBefore(one, done.length),
    open: open ? { sittingId: open.id, answered: open.answered, asked: open.asked } : null,
    last: last
      ? {
          sittingId: last.id,
          purpose: last.purpose,
          right: last.rightCount!,
          asked: last.asked,
          isPassed: last.isPassed!,
          submittedAt: last.submittedAt!,
        }
      : null,
  }
}

const isOpenAlready = (error: unknown): boolean => {
  const { code, table } = error as { code?: string; table?: string }
  return code === '23505' && table === 'sittings'
}
type NewSitting = { id: string; assessmentId: string; language: string }

export async function beginSitting(ctx: Context, input: NewSitting): Promise<Sitting> {
  const personId = ctx.actor.personId
  ctx.require('sittings.take', { personId })
  const begin = () => ctx.write((tx) => beginOnce(ctx, tx, personId!, input))
  try {
    return await begin()
  } catch (error) {
    // Another tab or phone was faster by a breath: what it began is gone on with.
    if (!isOpenAlready(error)) throw error
    return begin()
  }
}

async function beginOnce(ctx: Context, tx: WriteTx, personId: string, input: NewSitting): Promise<Sitting> {
  const [known, assessment, before, family, bank] = await Promise.all([
    findSitting(tx, input.id),
    findAssessment(tx, input.assessmentId),
    sittingsOfAssessment(tx, personId, input.assessmentId),
    familyOfPerson(tx, personId),
    liveItems(tx),
  ])
  if (known) {
    // Of somebody else's, not even that it exists.
    if (known.personId !== personId || known.assessmentId !== input.assessmentId) throw new Problem(problems.notFound)
    return viewSitting(ctx, tx, known)
  }
  const open = before.find(({ state }) => state === 'open')
  if (open) return viewSitting(ctx, tx, open, { assessment, sittings: before })
  if (!assessment || assessment.state !== 'live' || !isFor(assessment.families, family)) throw new Problem(problems.notFound)
  const seed = newSecret().slice(0, 22)
  const chosen = assessment.itemIds.flatMap((id) => bank.filter((item) => item.id === id))
  const items = assessment.mode === 'fixed' ? chosen : drawItems(drawable(bank, assessment, family), assessment.count, seed)
  if (items.length === 0) throw new Problem(nothingToAsk)
  const row: SittingRow = {
    ...input,
    personId,
    assessmentVersion: assessment.version,
    purpose: isBefore(assessment, before.length) ? 'before' : 'check',
    seed,
    state: 'open',
    asked: items.length,
    rightCount: null,
    share: null,
    isPassed: null,
    startedAt: ctx.now().toISOString(),
    submittedAt: null,
  }
  // Not awaited: what is read next goes along, and sees it.
  const [, view] = await Promise.all([
    insertSitting(tx, { ...row, items }, ctx.now()),
    viewSitting(ctx, tx, row, { assessment, sittings: before }),
  ])
  return view
}
