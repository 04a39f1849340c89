// Registration fixes the plan before anybody has looked; closing ends it.
import type { Context } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { sha256 } from '#platform/ids.ts'
import type { Study } from '../../contract/studies.ts'
import { planHasGaps, studyIsClosed, studyNotRegistered } from '../../problems.ts'
import { planText } from '../../rules/study-plan.ts'
import * as store from '../../store/studies.ts'
import { answered, openForWrite, openPlan } from './change.ts'
import { gapsOf } from './view.ts'

export const fingerprintOf = (row: store.StudyRow, expectation: string): string =>
  sha256(
    planText({
      source: row.source,
      unitId: row.unitId,
      measure: row.measure,
      others: row.others,
      weeksEach: row.weeksEach,
      firstDay: row.firstDay,
      lastDay: row.lastDay,
      isWordingChanged: row.isWordingChanged,
      teams: row.teams.map(({ unitId, startDay }) => ({ unitId, startDay })),
      lotSeed: row.lotSeed,
      file: row.file ? { digest: row.file.digest, columns: row.file.columns } : null,
      expectation,
    }),
  )

export const registerStudy = (ctx: Context, id: string, expectation: string): Promise<Study> =>
  ctx.write(async (tx) => {
    const opened = await openPlan(ctx, tx, id)
    const gaps = gapsOf(opened, true).filter(({ level }) => level === 'stops')
    if (gaps.length > 0) throw new Problem(planHasGaps, { extra: { gaps: gaps.map(({ code }) => code) } })
    const fingerprint = fingerprintOf(opened.row, expectation)
    const at = ctx.now().toISOString()
    void store.updateStudy(tx, {
      ...opened.row,
      state: 'registered',
      expectation,
      fingerprint,
      registeredAt: at,
      registeredBy: ctx.actor.personId,
    })
    tx.audit({ action: 'study.registered', subject: { kind: 'study', id }, details: { fingerprint } })
    return answered(ctx, tx, id)
  })

export const closeStudy = (ctx: Context, id: string): Promise<Study> =>
  ctx.write(async (tx) => {
    const { row } = await openForWrite(ctx, tx, id)
    if (row.state === 'plan') throw new Problem(studyNotRegistered)
    if (row.state === 'closed') throw new Problem(studyIsClosed)
    void store.updateStudy(tx, { ...row, state: 'closed' }, ctx.now().toISOString())
    tx.audit({ action: 'study.closed', subject: { kind: 'study', id } })
    return answered(ctx, tx, id)
  })
