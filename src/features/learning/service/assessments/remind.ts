// One tap asks everybody of a unit who has not shown a principle, or showed it too long ago, to take the assessment that would. The same letters, the same
// hours and the same week's peace as reminders of paths (paths/remind.ts). While the works council's switch is on it goes to groups only, and no number says who.
import type { Family } from '#engines/lesson/lesson.ts'
import { maySendTo } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import type { SkillReminded } from '../../contract/assessments.ts'
import { nothingToAsk, tooFewPeople } from '../../problems.ts'
import { drawable } from '../../rules/assessments.ts'
import { isFor } from '../../rules/lessons.ts'
import { reminderDays } from '../../rules/paths.ts'
import { type AssessmentRecord, liveAssessments } from '../../store/assessments.ts'
import { liveItems, type LiveItem } from '../../store/items.ts'
import { insertReminders } from '../../store/paths/reminders.ts'
import { saidFamilies } from '../../store/role-families.ts'
import { lacking } from '../../store/skills.ts'
import { openUnit } from '../paths/coverage.ts'
import { familyOf } from '../role-families.ts'
import { fewestPeople } from './skills.ts'

const dayMs = 86_400_000

/** Whether it asks about a principle, of somebody in this kind of work. */
function asksAbout(assessment: AssessmentRecord, principleId: string, family: Family | null, bank: readonly LiveItem[]): boolean {
  if (!isFor(assessment.families, family)) return false
  const items = assessment.mode === 'fixed' ? bank.filter(({ id }) => assessment.itemIds.includes(id)) : drawable(bank, assessment, family)
  return items.some((item) => item.principleId === principleId)
}

export const remindOfSkill = (ctx: Context, { unitId, principleId }: { unitId: string; principleId: string }): Promise<SkillReminded> =>
  ctx.write(async (tx) => {
    const now = ctx.now()
    const before = new Date(now.getTime() - reminderDays * dayMs)
    const unit = await openUnit(ctx, tx, 'skills.remind', unitId)
    const [people, assessments, bank, said] = await Promise.all([
      lacking(tx, unit.id, principleId, now, before),
      liveAssessments(tx),
      liveItems(tx),
      saidFamilies(tx),
    ])
    const isHidden = unit.isWorksCouncilMode || !ctx.may('skills.read', { unitPath: unit.path.map(({ id }) => id) })
    const all = people[0]?.ofAll ?? 0
    if (isHidden && all < fewestPeople(unit.isWorksCouncilMode)) throw new Problem(tooFewPeople)
    // They come by level: everybody is asked for the nearest one.
    const byFamily = new Map<Family | null, AssessmentRecord | undefined>()
    const assessmentFor = (family: Family | null) => {
      if (!byFamily.has(family))
        byFamily.set(
          family,
          assessments.find((one) => asksAbout(one, principleId, family, bank)),
        )
      return byFamily.get(family)
    }
    const wanted = people.flatMap((one) => {
      const assessment = one.personId === null ? undefined : assessmentFor(familyOf(said, one))
      return assessment ? [{ ...one, personId: one.personId!, assessmentId: assessment.id }] : []
    })
    if (wanted.length === 0 && people.some(({ personId }) => personId !== null)) throw new Problem(nothingToAsk)
    const due = wanted.flatMap(({ personId, assessmentId, ...one }) => {
      const sendAt = one.isRecent ? null : maySendTo(one, now)
      return sendAt ? [{ personId, assessmentId, pathId: null, sendAt }] : []
    })
    const asked = await insertReminders(tx, due, now, before)
    tx.leavesWork()
    tx.audit({ action: 'skill.asked', subject: { kind: 'unit', id: unit.id }, details: { principleId } })
    return isHidden ? { asked: null, leftInPeace: null } : { asked, leftInPeace: wanted.length - asked }
  })
