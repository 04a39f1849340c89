// Making a plan and changing it. Once it is registered it stands.
import { readSettings, unitPathOf, unknownReference } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newId } from '#platform/ids.ts'
import type { NewStudy, Study, StudyChange } from '../../contract/studies.ts'
import { studyIsRegistered } from '../../problems.ts'
import { addDays } from '../../rules/days.ts'
import { isMonday, isSunday, mondayBefore, mostWeeks } from '../../rules/study-plan.ts'
import * as store from '../../store/studies.ts'
import { openPage, openStudy, type OpenStudy } from './open.ts'
import { studyView } from './view.ts'

/** What a new plan looks at: so many weeks back, and ahead. The end is a Sunday. */
const usualWeeks = { back: 26, ahead: 26 }

/** The study as it stands at the end of the transaction. */
export const answered = async (ctx: Context, tx: WriteTx, id: string): Promise<Study> => {
  tx.answersWith(id)
  return studyView(ctx, await openPage(ctx, tx, id))
}

/** Opens for a change: writers of one study take turns. `version` undefined: whoever asks need not have seen the last one. */
export async function openForWrite(ctx: Context, tx: WriteTx, id: string, version?: number): Promise<OpenStudy> {
  void store.lockStudy(tx, id)
  const opened = await openStudy(ctx, tx, id, 'studies.write')
  if (version !== undefined && opened.row.version !== version) throw new Problem(problems.versionChanged)
  return opened
}
export function requirePlan(opened: OpenStudy): OpenStudy {
  if (opened.row.state !== 'plan') throw new Problem(studyIsRegistered)
  return opened
}
export const openPlan = async (ctx: Context, tx: WriteTx, id: string, version?: number): Promise<OpenStudy> =>
  requirePlan(await openForWrite(ctx, tx, id, version))

export const addStudy = (ctx: Context, input: NewStudy): Promise<Study> =>
  ctx.write(async (tx) => {
    const [path, settings] = await Promise.all([input.source === 'signals' ? unitPathOf(tx, input.unitId) : [], readSettings(tx)])
    if (input.source === 'signals' && path.length === 0) {
      ctx.may('studies.write', {})
      throw new Problem(unknownReference, { errors: [{ pointer: '/unitId', detail: 'There is no such unit.' }] })
    }
    ctx.require('studies.write', { unitPath: path })
    const id = newId(ctx.now().getTime())
    const monday = mondayBefore(dayIn(settings.timeZone, ctx.now()))
    const isOfSignals = input.source === 'signals'
    await store.insertStudy(tx, {
      id,
      title: input.title,
      question: input.question,
      source: input.source,
      unitId: isOfSignals ? input.unitId : null,
      measure: isOfSignals ? input.measure : null,
      others: [],
      weeksEach: 2,
      firstDay: isOfSignals ? addDays(monday, -7 * usualWeeks.back) : null,
      lastDay: isOfSignals ? addDays(monday, 7 * usualWeeks.ahead - 1) : null,
      isWordingChanged: false,
      state: 'plan',
      version: 1,
      expectation: null,
      registeredAt: null,
      registeredBy: null,
      fingerprint: null,
      lotSeed: null,
      lotDrawnAt: null,
      lotIsStratified: null,
      createdAt: ctx.now().toISOString(),
      createdBy: ctx.actor.personId,
    })
    tx.audit({ action: 'study.added', subject: { kind: 'study', id }, details: { source: input.source } })
    return answered(ctx, tx, id)
  })

/** What can't be said of a window, or of a plan whose outcome a file holds. */
function faultsOf(row: store.PlanRow, change: StudyChange): { pointer: string; detail: string }[] {
  const fault = (holds: boolean, pointer: string, detail: string) => (holds ? [{ pointer, detail }] : [])
  const ofSignals = (['measure', 'others', 'weeksEach', 'firstDay', 'lastDay'] as const).filter((name) => change[name] !== undefined)
  if (row.source === 'file') return ofSignals.map((name) => ({ pointer: `/${name}`, detail: 'The file says it.' }))
  const { measure, others, firstDay, lastDay } = { ...row, ...change }
  return [
    ...fault(firstDay !== null && !isMonday(firstDay), '/firstDay', 'is not a Monday'),
    ...fault(lastDay !== null && !isSunday(lastDay), '/lastDay', 'is not a Sunday'),
    ...fault(firstDay !== null && lastDay !== null && lastDay < firstDay, '/lastDay', 'is before the first day'),
    ...fault(
      firstDay !== null && lastDay !== null && lastDay > addDays(firstDay, 7 * mostWeeks),
      '/lastDay',
      'is more than ten years after the first day',
    ),
    ...fault(measure !== null && others.includes(measure), '/others', 'names the one that decides'),
    ...fault(new Set(others).size !== others.length, '/others', 'names one twice'),
  ]
}

export const changeStudy = (ctx: Context, id: string, version: number, change: StudyChange): Promise<Study> =>
  ctx.write(async (tx) => {
    const { row } = await openForWrite(ctx, tx, id, version)
    const names = Object.keys(change)
    if (row.state !== 'plan' && names.some((name) => name !== 'title' && name !== 'question')) throw new Problem(studyIsRegistered)
    const faults = faultsOf(row, change)
    if (faults.length > 0) throw new Problem(problems.invalidInput, { errors: faults })
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    void store.updateStudy(tx, { ...row, ...given })
    tx.audit({ action: 'study.changed', subject: { kind: 'study', id }, details: { fields: names } })
    return answered(ctx, tx, id)
  })

export const removeStudy = (ctx: Context, id: string): Promise<void> =>
  ctx.write(async (tx) => {
    await openPlan(ctx, tx, id)
    await store.deleteStudy(tx, id)
    tx.audit({ action: 'study.deleted', subject: { kind: 'study', id } })
  })
