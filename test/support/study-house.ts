// A company with teams whose customers answer week by week, so that a study of them has a truth to find.
import { seeded } from '#engines/item/seeded.ts'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { inChunks, sql, valuesList } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import type { Answer, Person, TestServer, World } from './server.ts'

const rounds = signalsJobs.filter((job): job is Round => job.kind === 'round')
const noFacet = '00000000-0000-0000-0000-000000000000'
const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export interface StudyHouse {
  world: World
  ruth: Person & { id: string }
  region: string
  teams: string[]
  /** Months later a session is over. */
  signIn(): Promise<void>
  call(method: string, url: string, options?: { body?: unknown; version?: number; key?: string }): Promise<Answer>
  /** A plan over weeks of 2026 in periods of two weeks; `starts` by place of the team, null compared with. */
  plan(starts: readonly (string | null)[], more?: Record<string, unknown>): Promise<Answer['body']>
}

export interface Measured {
  /** Share of satisfied answers of a team in a week. */
  share: (team: number, week: number) => number
  answers?: (team: number, week: number) => number
  weeks?: number
  firstMonday?: string
  metric?: string
}

export const firstMonday = '2026-01-05'
export const mondayOf = (week: number, from = firstMonday): string => addDays(from, 7 * week)

/** `count` teams in two regions' worth of one region, without people in them: teams are what is compared. */
export async function studyHouse(server: TestServer, count: number): Promise<StudyHouse> {
  const world = await server.organisation()
  const region = await server.unit(world, 'North')
  const [east, west] = [await server.unit(world, 'East', region), await server.unit(world, 'West', region)]
  const teams: string[] = []
  for (let i = 0; i < count; i++) teams.push(await server.unit(world, `Team ${String(i).padStart(2, '0')}`, i % 2 === 0 ? east : west))
  const ruth = await server.person(world, { givenName: 'Ruth', roles: [{ role: 'head-of-cx' }] })
  let session: Person = ruth
  const call: StudyHouse['call'] = (method, url, options = {}) => server.call(session, method, url, options)
  const ok = async (answer: Promise<Answer>): Promise<Answer['body']> => {
    const { status, body, text } = await answer
    if (status >= 300) throw new Error(`${status}: ${text}`)
    return body
  }
  return {
    world,
    ruth,
    region,
    teams,
    signIn: async () => void (session = await server.session(world.organisationId, ruth.id)),
    call,
    async plan(starts, more = {}) {
      const made = await ok(
        call('POST', '/api/studies', { body: { source: 'signals', title: 'Listening first', unitId: region, measure: 'csat' } }),
      )
      const change = { firstDay: firstMonday, lastDay: addDays(firstMonday, 7 * 32 - 1), weeksEach: 2, ...more }
      const changed = await ok(call('PATCH', `/api/studies/${made.id}`, { body: change, version: made.version }))
      const body = { teams: starts.map((startDay, i) => ({ unitId: teams[i], startDay })) }
      return ok(call('PUT', `/api/studies/${made.id}/teams`, { body, version: changed.version }))
    },
  }
}

/** Writes what customers answered, rolled up; the same each time. */
export async function measure(server: TestServer, house: StudyHouse, measured: Measured): Promise<void> {
  const { share, answers = () => 40, weeks = 32, firstMonday: from = firstMonday, metric = 'csat' } = measured
  const random = seeded(`answers ${metric}`)
  const organisationId = house.world.organisationId
  const rows = house.teams.flatMap((unitId, team) =>
    Array.from({ length: weeks }, (_, week) => {
      const n = answers(team, week)
      const hits = Array.from({ length: n }, () => Number(random() < share(team, week))).reduce((sum, one) => sum + one, 0)
      return [organisationId, newId(), metric, unitId, addDays(from, 7 * week + 2), 'none', noFacet, n, hits, hits]
    }).filter((row) => (row[7] as number) > 0),
  )
  const ctx = systemContext(server.platform, organisationId, newId())
  await ctx.write(async (tx) => {
    for (const chunk of inChunks(rows, 10))
      await tx.run(
        sql`insert into signal_deltas (organisation_id, id, metric, unit_id, day, facet_kind, facet_id, n, sum, sum_squares) values ${valuesList(chunk)}`,
      )
  })
  await settleRounds(server.platform, rounds, [organisationId])
}
