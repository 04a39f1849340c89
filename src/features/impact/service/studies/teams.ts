// Who takes part and when they start: said, or drawn by lot.
import { unknownReference } from '#features/people/public.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { newSecret } from '#platform/ids.ts'
import type { Lot, Study, TeamStarts } from '../../contract/studies.ts'
import { drawLot } from '../../rules/draw-lot.ts'
import * as store from '../../store/studies.ts'
import { answered, openPlan } from './change.ts'
import type { OpenStudy } from './open.ts'

const noLot = { lotSeed: null, lotDrawnAt: null, lotIsStratified: null }

/** A lot stands only as it was drawn. */
function isAsDrawn({ lotSeed, teams }: store.StudyRow, given: TeamStarts['teams']): boolean {
  const known = new Map(teams.map(({ unitId, startDay }) => [unitId, startDay]))
  return lotSeed !== null && known.size === given.length && given.every(({ unitId, startDay }) => known.get(unitId) === startDay)
}

export const setTeams = (ctx: Context, id: string, version: number, { teams }: TeamStarts): Promise<Study> =>
  ctx.write(async (tx) => {
    const { row, teams: here } = await openPlan(ctx, tx, id, version)
    const known = new Set(here.map((team) => team.id))
    const stranger = teams.findIndex(({ unitId }) => !known.has(unitId))
    if (stranger !== -1)
      throw new Problem(unknownReference, {
        errors: [{ pointer: `/teams/${stranger}/unitId`, detail: 'Is no team of the study’s part of the house.' }],
      })
    if (!isAsDrawn(row, teams)) {
      await store.replaceTeams(
        tx,
        id,
        teams.map((team) => ({ ...team, stratum: null })),
      )
      void store.updateStudy(tx, { ...row, ...noLot })
      tx.audit({
        action: 'study.teams-set',
        subject: { kind: 'study', id },
        details: { teams: teams.length, starting: teams.filter(({ startDay }) => startDay !== null).length },
      })
    }
    return answered(ctx, tx, id)
  })

/** The unit above each team is its stratum. */
function strataOf({ row, teams }: OpenStudy, isStratified: boolean): Map<string, number> {
  const parents = [...new Set(teams.map(({ parent }) => parent?.id ?? ''))].toSorted()
  const places = new Map(teams.map(({ id, parent }) => [id, parents.indexOf(parent?.id ?? '')]))
  return new Map(row.teams.map(({ unitId }) => [unitId, isStratified ? (places.get(unitId) ?? 0) : 0]))
}

export const drawTeams = (ctx: Context, id: string, { waves, isStratified }: Lot): Promise<Study> =>
  ctx.write(async (tx) => {
    const opened = await openPlan(ctx, tx, id)
    const { row } = opened
    const wanted = waves.reduce((sum, { count }) => sum + count, 0)
    if (wanted > row.teams.length)
      throw new Problem(problems.invalidInput, {
        errors: [{ pointer: '/waves', detail: `asks for ${wanted} of ${row.teams.length} teams` }],
      })
    const strata = strataOf(opened, isStratified)
    const lotSeed = newSecret()
    const teams = row.teams.map(({ unitId }) => ({ unitId, stratum: strata.get(unitId)! }))
    await store.replaceTeams(tx, id, drawLot(teams, waves, lotSeed))
    void store.updateStudy(tx, { ...row, lotSeed, lotDrawnAt: ctx.now().toISOString(), lotIsStratified: isStratified })
    tx.audit({ action: 'study.lot-drawn', subject: { kind: 'study', id }, details: { teams: teams.length, starting: wanted } })
    return answered(ctx, tx, id)
  })
