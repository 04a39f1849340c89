import { peopleToTell, peopleToTellNow, type PersonToTell } from '#features/people/public.ts'
import type { Tx } from '#platform/db/database.ts'
import { inChunks, type RawBuilder, sql, valuesList } from '#platform/db/sql.ts'

export interface DigestRow extends PersonToTell {
  channel: 'mail' | 'attune' | null
  weekday: number | null
  fromTime: string | null
  /** The Monday where the person works, and the week that was looked at last. */
  week: string
  doneWeek: string | null
  /** Of the last one that came. */
  lastWeek: string | null
  lastAt: string | null
  /** How many have come since the person last opened one, or practised. */
  unread: number
}
const weekIn = (at: Date) => sql`date_trunc('week', ${at.toISOString()}::timestamptz at time zone t.time_zone)::date`
const rows = (tx: Tx, at: Date, people: RawBuilder<PersonToTell>, which: RawBuilder<unknown>, end: RawBuilder<unknown>) => sql<DigestRow>`
  select t.*, d.channel, d.weekday, to_char(d.from_time, 'HH24:MI') as from_time, ${weekIn(at)}::text as week, g.done_week::text, g.last_week::text, g.last_at,
         (select count(*)::int from digests u where u.organisation_id = ${tx.organisationId} and u.person_id = t.person_id and u.items > 0
            and u.week > coalesce(greatest(g.read_week, r.last_day), '-infinity')) as unread
    from (${people}) t
    left join digest_settings d on d.organisation_id = ${tx.organisationId} and d.person_id = t.person_id
    left join lateral (select max(x.week) as done_week, max(x.week) filter (where x.items > 0) as last_week, max(x.made_at) filter (where x.items > 0) as last_at,
        max(x.week) filter (where x.is_read) as read_week
      from digests x where x.organisation_id = ${tx.organisationId} and x.person_id = t.person_id) g on true
    left join lateral (select max(p.day) as last_day from practice_reviews p where p.organisation_id = ${tx.organisationId} and p.person_id = t.person_id) r on true
   where ${which} ${end}`

/** Whose hour it is, whom nothing was made for in this week, and who may be written to at this moment. */
export const dueDigests = (tx: Tx, at: Date, usualTime: string, limit: number): Promise<DigestRow[]> => {
  const today = sql`extract(isodow from t.day_there)::int`
  const weekday = sql`coalesce(d.weekday, (select min(w) from unnest(t.working_days) w), 1)`
  return tx.run(
    rows(
      tx,
      at,
      peopleToTellNow(tx, at),
      sql`(${today} > ${weekday} or (${today} = ${weekday} and t.time_there >= coalesce(to_char(d.from_time, 'HH24:MI'), ${usualTime})))
        and not exists (select 1 from digests n where n.organisation_id = ${tx.organisationId} and n.person_id = t.person_id and n.week = ${weekIn(at)})`,
      sql`order by t.person_id limit ${limit}`,
    ),
  )
}
export const digestRowOf = async (tx: Tx, personId: string, at: Date): Promise<DigestRow | undefined> =>
  (await tx.run(rows(tx, at, peopleToTell(tx, at), sql`t.person_id = ${personId}`, sql``)))[0]

export interface NewDigest {
  personId: string
  week: string
  outcome: 'mailed' | 'shown' | 'nothing' | 'resting'
  items: number
}
/** Answers who had none in that week: whatever runs twice, the letter of the other one is not written. */
export async function insertDigests(tx: Tx, digests: readonly NewDigest[], at: Date): Promise<Set<string>> {
  const made = new Set<string>()
  for (const part of inChunks(digests, 6))
    for (const { personId } of await tx.run(sql<{
      personId: string
    }>`insert into digests (organisation_id, person_id, week, outcome, items, made_at)
      values ${valuesList(part.map(({ personId, week, outcome, items }) => [tx.organisationId, personId, week, outcome, items, at.toISOString()]))}
      on conflict (organisation_id, person_id, week) do nothing returning person_id`))
      made.add(personId)
  return made
}

export const writeDigestSettings = (
  tx: Tx,
  personId: string,
  { channel, weekday, fromTime }: { channel: string; weekday: number; fromTime: string },
) =>
  tx.run(sql`insert into digest_settings (organisation_id, person_id, channel, weekday, from_time)
    values (${tx.organisationId}, ${personId}, ${channel}, ${weekday}, ${fromTime})
    on conflict (organisation_id, person_id) do update set channel = excluded.channel, weekday = excluded.weekday, from_time = excluded.from_time`)

export const markRead = (tx: Tx, personId: string) =>
  tx.run(
    sql`update digests set is_read = true where organisation_id = ${tx.organisationId} and person_id = ${personId} and items > 0 and not is_read`,
  )

export const forgetDigestsBefore = (tx: Tx, day: string) =>
  tx.run(sql`delete from digests where organisation_id = ${tx.organisationId} and week < ${day}`)

export const exportedDigests = async (tx: Tx, personId: string): Promise<Record<string, unknown>[]> => [
  ...(await tx.run(sql<Record<string, unknown>>`select channel, weekday, to_char(from_time, 'HH24:MI') as from_time from digest_settings
    where organisation_id = ${tx.organisationId} and person_id = ${personId}`)),
  ...(await tx.run(sql<Record<string, unknown>>`select week::text, outcome, items, is_read from digests
    where organisation_id = ${tx.organisationId} and person_id = ${personId} order by week`)),
]
export async function deleteDigests(tx: Tx, personId: string): Promise<void> {
  void tx.run(sql`delete from digest_settings where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
  await tx.run(sql`delete from digests where organisation_id = ${tx.organisationId} and person_id = ${personId}`)
}

export interface WeekRow {
  personId: string
  workingDays: number[] | null
  away: { startsOn: string; lastDay: string }[]
  practised: number
}
/** Of each person's week: seconds practised, days of work and days away. `weeks`: their Mondays. */
export const weeksOf = (tx: Tx, weeks: readonly { personId: string; monday: string }[], first: Date) =>
  tx.run(sql<WeekRow>`select t.person_id, s.working_days, t.away,
      (select coalesce(sum(r.dose_seconds), 0)::int from practice_reviews r
        where r.organisation_id = ${tx.organisationId} and r.person_id = t.person_id and r.day >= v.monday::date) as practised
    from (values ${valuesList(weeks.map(({ personId, monday }) => [personId, monday]))}) as v(person_id, monday)
    join (${peopleToTell(tx, first)}) t on t.person_id = v.person_id::uuid
    left join practice_settings s on s.organisation_id = ${tx.organisationId} and s.person_id = t.person_id`)
