import type { z } from 'zod'
// A rule looked at as somebody, before it goes live: whether it reaches them, why, and what they lack.
import { placeOfPerson, readSettings } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import type { personPreview, PersonReach } from '../../contract/paths.ts'
import { dueOffsets, weekday } from '../../rules/paths.ts'
import { reachOf } from '../../store/paths/entries.ts'
import { familiesByJobRole } from '../role-families.ts'
import { becauseOf } from './because.ts'
import { reachOfRule } from './sweep.ts'

type Asked = z.output<typeof personPreview>
const asksNothing = { jobRoleIds: null, unitIds: [], siteIds: [], languages: [], who: 'everyone', startedFrom: null } as const

export async function previewAs(ctx: Context, { personId, ...asked }: Asked): Promise<PersonReach> {
  ctx.require('paths.write', {})
  return ctx.read(async (tx) => {
    const [place, settings, families] = await Promise.all([placeOfPerson(tx, personId), readSettings(tx), familiesByJobRole(tx)])
    if (!place?.isHere) throw new Problem(problems.notFound)
    const rule = reachOfRule(asked, families, asked.startsOn)
    // Each thing that a rule can ask, by itself.
    const asks = {
      who: { ...asksNothing, who: rule.who },
      new: { ...asksNothing, startedFrom: rule.startedFrom },
      role: { ...asksNothing, jobRoleIds: rule.jobRoleIds },
      unit: { ...asksNothing, unitIds: rule.unitIds },
      site: { ...asksNothing, siteIds: rule.siteIds },
      language: { ...asksNothing, languages: rule.languages },
    }
    const names = Object.keys(asks) as (keyof typeof asks)[]
    const [stands, because] = await Promise.all([
      reachOf(tx, personId, asksNothing, Object.values(asks)),
      becauseOf(tx, place, asked, families),
    ])
    if (!stands) throw new Problem(problems.notFound)
    const missing = names.filter((_, i) => !stands.holds[i])
    const isReached = missing.length === 0
    const today = dayIn(settings.timeZone, ctx.now())
    const first = [asked.startsOn, stands.startedOn ?? '', today].toSorted().at(-1)!
    const days = dueOffsets(stands.workingDays ?? settings.workingDays, stands.isLeader ? asked.leaderDueDays : asked.dueDays)[
      weekday(first) - 1
    ]!
    return {
      person: { name: place.displayName, unit: place.unitName, jobRole: place.jobRoleName, isLeader: stands.isLeader },
      isReached,
      missing,
      because,
      dueOn: isReached ? new Date(Date.parse(`${first}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) : null,
    }
  })
}
