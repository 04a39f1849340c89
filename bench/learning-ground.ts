// The loop's house with the pack "Everyday service", in which people have practised and sat for some time: memories and reviews of half the bank, a sitting of
// everybody, and of those who are signed in open sittings to answer and to hand in.
import pg from 'pg'
import { parsePack } from '#engines/pack/pack.ts'
import { addAssessment } from '#features/learning/service/assessments/write.ts'
import { everydayService, readFolder } from '#features/learning/service/packs/folder.ts'
import { installPack } from '#features/learning/service/packs/install.ts'
import { openDatabase } from '#platform/db/database.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId, newSecret, sha256 } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { policy } from '../src/assembly.ts'
import type { Ground } from './ground.ts'
import { openLoopGround } from './loop-ground.ts'

interface Asked {
  itemId: string
  version: number
  kind: string
  places: number[]
  words: string
}
export interface Open {
  sittingId: string
  /** Of a session of whoever sits it. */
  token: string
  answers: Asked[]
}
export interface LearningGround extends Ground {
  platform: Platform
  /** Secrets of sessions, of people at the front. */
  tokens: string[]
  /** Nobody has an open sitting in any of these; ten questions, drawn. */
  assessmentIds: string[]
  open: Open[]
  /** Right answers to what practice asks. */
  items: Asked[]
  /** A unit of a thousand people. */
  thousand: string
}

const signedIn = 1000
const toBegin = 24
const toHandIn = 16
const questions = 10

const signInText = [
  `insert into accounts (id, organisation_id, person_id, language, created_at)
     select a, $1, p, 'en', now() from unnest($2::uuid[], $3::uuid[]) x(p, a)`,
  `insert into devices (id, organisation_id, token_hash, last_used_on, created_at) select d, $1, h, current_date, now() from unnest($2::uuid[], $3::text[]) x(d, h)`,
  `insert into sessions (id, token_hash, organisation_id, account_id, device_id, device_label, is_start, created_at, last_seen_at, proved_at, expires_at)
     select gen_random_uuid(), h, $1, a, d, 'Bench', false, now(), now(), now(), now() + interval '1 day' from unnest($2::uuid[], $3::uuid[], $4::text[]) x(a, d, h)`,
]

/** Of everybody a review and a memory of each second item, and one sitting with its answers and skills; what the demonstration brought stays. */
const pastTexts = [
  `with asked as (select i.id, i.principle_id, i.version, row_number() over (order by i.id) as place from items i where state = 'live')
   insert into practice_reviews (organisation_id, id, person_id, subject_kind, subject_id, principle_id, item_version, language, places, is_right, share, confidence, grade,
       took_seconds, dose_seconds, said_at, day, noted_at)
     select $1, gen_random_uuid(), p.id, 'item', a.id, a.principle_id, a.version, 'en', '{0}', true, 1, 'rather', 3, 12, 20, t.at, t.at::date, t.at
       from people p join asked a on (hashtext(p.id::text) + a.place) % 4 = 0 cross join lateral (select now() - interval '1 day' * (15 + a.place % 40) as at) t
      where p.status = 'active'`,
  `insert into practice_memories (organisation_id, person_id, subject_kind, subject_id, principle_id, stability, difficulty, last_day, last_said_at, comes_back_on, reviews, is_sure_and_wrong)
     select $1, person_id, 'item', subject_id, principle_id, 5 + abs(hashtext(id::text)) % 60, 5, day, said_at, day + 5 + abs(hashtext(id::text)) % 60, 1, false from practice_reviews
     on conflict do nothing`,
  `insert into sittings (organisation_id, id, person_id, assessment_id, assessment_version, purpose, seed, language, state, asked, right_count, share, is_passed, started_at, submitted_at)
     select $1, gen_random_uuid(), id, $2, 1, 'check', 'bench', 'en', 'submitted', ${questions}, 8, 0.8, true, now() - interval '30 days', now() - interval '30 days'
       from people where status = 'active'`,
  `with asked as (select id, version, principle_id, row_number() over (order by id) - 1 as place from items where state = 'live' and level = 1 limit ${questions})
   insert into sitting_answers (organisation_id, sitting_id, position, item_id, item_version, principle_id, places, words, confidence, is_flagged, said_at, is_right, share)
     select $1, s.id, a.place, a.id, a.version, a.principle_id, '{0}', '', 'rather', false, s.submitted_at, a.place < 8, (a.place < 8)::int from sittings s cross join asked a
     on conflict do nothing`,
  `insert into person_skills (organisation_id, person_id, principle_id, sitting_id, asked, share, is_met, shown_at, expires_at)
     select $1, s.person_id, p.id, s.id, 2, 0.8, true, s.submitted_at, now() + interval '300 days' from sittings s cross join principles p where not p.is_retired
     on conflict do nothing`,
]
/** Everybody who is signed in has begun each of the last assessments, and answered nothing yet. */
const openTexts = [
  `insert into sittings (organisation_id, id, person_id, assessment_id, assessment_version, purpose, seed, language, state, asked, started_at)
     select $1, gen_random_uuid(), p, a, 1, 'check', 'bench', 'en', 'open', ${questions}, now() from unnest($2::uuid[]) p cross join unnest($3::uuid[]) a`,
  `with asked as (select id, version, principle_id, row_number() over (order by id) - 1 as place from items
       where state = 'live' and level = 1 and kind not in ('order', 'match') limit ${questions})
   insert into sitting_answers (organisation_id, sitting_id, position, item_id, item_version, principle_id, places, words, is_flagged)
     select $1, s.id, a.place, a.id, a.version, a.principle_id, '{}', '', false from sittings s cross join asked a where s.state = 'open'`,
]
/** What is right of each item: places that `grade.ts` takes, or words. */
const rightText = `select i.id as "itemId", i.version, i.kind, i.level,
    case when i.kind = 'short' then '{}'::int[] when i.kind in ('order', 'match') then
      array(select n::int from generate_series(0, greatest(jsonb_array_length(t -> 'order'), jsonb_array_length(t -> 'pairs')) - 1) n)
      else array(select (n - 1)::int from jsonb_array_elements(t -> 'options') with ordinality o(option, n)
        where case when i.kind = 'judgement' then (option ->> 'worth')::int = 3 else (option ->> 'isRight')::boolean end) end as places,
    coalesce(t -> 'accepted' ->> 0, '') as words
  from items i join item_versions v on v.organisation_id = $1 and v.item_id = i.id and v.version = i.version cross join lateral (select v.texts -> 'en') x(t)
  where i.organisation_id = $1 and i.state = 'live' order by i.id`

export async function openLearningGround(people: number): Promise<LearningGround> {
  const loop = await openLoopGround(people)
  const { organisationId, appUrl } = loop.setting
  const platform = { ...loop.platform, policy, db: openDatabase({ appUrl, log: loop.platform.log, max: 4 }) }
  const ctx = systemContext(platform, organisationId, newId())
  const { pack, faults } = parsePack(await readFolder(everydayService))
  if (!pack) throw new Error(JSON.stringify(faults))
  await installPack(ctx, pack, { isApplied: true })
  const assessmentIds: string[] = []
  for (let i = 0; i < toBegin + toHandIn; i++) {
    const { id } = await addAssessment(ctx, {
      texts: { en: { title: `Look ${i}`, lead: '' } },
      state: 'live',
      level: 1,
      mode: 'drawn',
      itemIds: [],
      count: questions,
      principleIds: [],
      families: [],
      passPercent: 80,
      validDays: 365,
      hasBefore: false,
    })
    assessmentIds.push(id)
  }
  const owner = new pg.Client({ connectionString: loop.ownerUrl })
  await owner.connect()
  await owner.query(`select set_config('app.organisation_id', $1, false)`, [organisationId])
  const { rows: sitters } = await owner.query<{ id: string }>(
    `select p.id from people p where status = 'active' and hr_number like 'B%' and not leads_unit and not exists (select from accounts a where a.person_id = p.id)
      order by md5(id::text) limit ${signedIn}`,
  )
  const made = sitters.map(({ id }) => ({ id, account: newId(), device: newId(), token: newSecret() }))
  const hashes = made.map(({ token }) => sha256(token))
  const accounts = made.map(({ account }) => account)
  const devices = made.map(({ device }) => device)
  await owner.query(signInText[0]!, [organisationId, sitters.map(({ id }) => id), accounts])
  await owner.query(signInText[1]!, [organisationId, devices, hashes.map((hash) => sha256(hash))])
  await owner.query(signInText[2]!, [organisationId, accounts, devices, hashes])
  const handIn = assessmentIds.slice(toBegin)
  for (const [i, text] of pastTexts.entries()) await owner.query(text, i === 2 ? [organisationId, handIn[0]] : [organisationId])
  await owner.query(openTexts[0]!, [organisationId, sitters.map(({ id }) => id), handIn])
  await owner.query(openTexts[1]!, [organisationId])
  const { rows: right } = await owner.query<Asked & { level: number }>(rightText, [organisationId])
  const { rows: sittings } = await owner.query<{ id: string; person: string }>(
    `select id, person_id as person from sittings where state = 'open' order by md5(id::text)`,
  )
  const { rows: units } = await owner.query<{ id: string }>(
    `update people set unit_id = (select id from units where parent_id is not null and closed_on is null order by id limit 1)
      where id in (select id from people where status = 'active' and not leads_unit order by id limit 1000) returning unit_id as id`,
  )
  await owner.query('vacuum analyze')
  await owner.end()
  const tokenOf = new Map(made.map(({ id, token }) => [id, token]))
  const asked = right.filter(({ level, kind }) => level === 1 && kind !== 'order' && kind !== 'match').slice(0, questions)
  return {
    ...loop,
    platform,
    tokens: made.map(({ token }) => token),
    assessmentIds: assessmentIds.slice(0, toBegin),
    open: sittings.map(({ id, person }) => ({ sittingId: id, token: tokenOf.get(person)!, answers: asked })),
    items: right,
    thousand: units[0]!.id,
    async close() {
      await platform.db.close()
      await loop.close()
    },
  }
}
