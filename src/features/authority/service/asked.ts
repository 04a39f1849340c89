// What a noted decision and a question passed on have in common: the version named answers again on the server, at the time of the question.
import { decide, judge } from '#engines/boundary/decide.ts'
import type { Answer, Facts, Measure } from '#engines/boundary/rule.ts'
import { readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { ruleOf } from '../rules.ts'
import { namedThings } from '../store/catalogue.ts'
import { findVersion, liveQuery, type VersionRow } from '../store/rules.ts'
import { askerOf } from './may-i.ts'

export interface Asked {
  ruleId: string | null
  ruleVersion: number | null
  situationId: string
  remedyId: string
  amount: number | null
  currency: string | null
  facts: Facts
}
export interface Judged {
  answer: Answer
  row: VersionRow | undefined
  unitId: string
  day: string
  measure: Measure
  currency: string | null
}

export async function judgeAsked(tx: Tx, personId: string, asked: Asked, at: Date): Promise<Judged> {
  const { timeZone } = await readSettings(tx)
  const day = dayIn(timeZone, at)
  const [asker, situations, remedies, row] = await Promise.all([
    askerOf(tx, personId, at),
    namedThings(tx, 'situations'),
    namedThings(tx, 'remedies'),
    asked.ruleId === null ? undefined : findVersion(tx, asked.ruleId, asked.ruleVersion!),
  ])
  const fault = (pointer: string, detail: string) => new Problem(problems.invalidInput, { errors: [{ pointer, detail }] })
  if (asker.unitId === null) throw new Problem(problems.conflict, { detail: 'You work in no unit at present.' })
  if (!situations.some(({ id }) => id === asked.situationId)) throw fault('/situationId', 'This situation is not there.')
  if (!remedies.some(({ id }) => id === asked.remedyId)) throw fault('/remedyId', 'This remedy is not there.')
  const isAbout = row && row.definition.situationId === asked.situationId && row.definition.remedyId === asked.remedyId && !row.isEnd
  if (asked.ruleId !== null && !isAbout) throw fault('/ruleId', 'This rule says nothing about it.')
  const { situationId, remedyId, amount, currency, facts } = asked
  // Without a rule: what holds says, so that "nobody has a rule" can't be claimed past one.
  const answer = row
    ? judge(ruleOf(row), asker, { amount, currency, facts })
    : decide((await tx.run(liveQuery(tx.organisationId, day))).map(ruleOf), asker, { situationId, remedyId, amount, currency, facts, day })
  const measure = row?.definition.measure ?? (amount === null ? 'none' : currency === null ? 'count' : 'money')
  return { answer, row, unitId: asker.unitId, day, measure, currency: measure === 'money' ? (row?.definition.currency ?? currency) : null }
}
