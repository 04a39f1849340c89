// The twin of what learning and practice are asked: bare fastify + pg with the reads that an answer is made of and the rows that a fact consists of. What is
// right, and the memory after it, are part of the fact; drawing, choosing and levels are not, and neither are checks, figures and events.
import type { FastifyInstance } from 'fastify'
import { gradeItem } from '#engines/item/grade.ts'
import type { ItemKind, ItemText } from '#engines/item/item.ts'
import { afterReview } from '#engines/practice/memory.ts'
import { liveRefs } from '#features/language/store/principles.ts'
import { liveItems } from '#features/learning/store/items.ts'
import { answersOf } from '#features/learning/store/sittings.ts'
import { cardsQuery } from '#features/people/store/read-person.ts'
import type { Tx } from '#platform/db/database.ts'
import { sql, valuesList } from '#platform/db/sql.ts'
import { newId } from '#platform/ids.ts'
import type { Parts } from './loop-twin.ts'

interface Given {
  itemId: string
  places: number[]
  words: string
  confidence: 'sure' | 'rather' | 'guess'
}
/** As pg answers it: columns as they are called. */
interface SatRow {
  position: number
  item_id: string
  principle_id: string
  kind: ItemKind
  texts: Texts
}
type Texts = Record<string, ItemText>
const dayMs = 86_400_000

export function addLearningRoutes(server: FastifyInstance, { ask, write, organisationId }: Parts): void {
  const tx: Tx = { organisationId, run: ask }
  const graded = (kind: ItemKind, texts: Texts, given: Pick<Given, 'places' | 'words'>) =>
    gradeItem({ ...texts['en']!, kind }, { places: given.places, text: given.words })

  server.post<{ Body: { id: string; assessmentId: string; language: string } }>('/api/sittings', async ({ personId, body }, reply) => {
    const [[assessment], bank, [person], principles] = await Promise.all([
      ask<{ texts: object; count: number; version: number; level: number; pass_percent: number }>(
        sql`select texts, count, version, level, pass_percent from assessments where organisation_id = ${organisationId} and id = ${body.assessmentId}`,
      ),
      liveItems(tx),
      ask(cardsQuery(organisationId, [personId])),
      liveRefs(tx, 'en'),
    ])
    const { count, version } = assessment!
    const from = Math.floor(Math.random() * bank.length)
    const drawn = Array.from({ length: count }, (_, i) => bank[(from + i) % bank.length]! as unknown as Record<string, string>)
    await write([
      sql`insert into sittings (organisation_id, id, person_id, assessment_id, assessment_version, purpose, seed, language, state, asked, started_at)
        values (${organisationId}, ${body.id}, ${personId}, ${body.assessmentId}, ${version}, 'check', 'bench', 'en', 'open', ${count}, ${new Date().toISOString()})`,
      sql`insert into sitting_answers (organisation_id, sitting_id, position, item_id, item_version, principle_id, places, words, is_flagged)
        values ${valuesList(drawn.map((item, i) => [organisationId, body.id, i, item['id'], item['version'], item['principle_id'], [], '', false]))}`,
    ])
    const questions = await answersOf(tx, body.id)
    return reply.code(201).send({ id: body.id, assessment, person, principles, questions })
  })

  server.post<{ Body: Given & { sittingId: string; isFlagged: boolean } }>('/api/sitting-answers', async ({ personId, body }) => {
    const at = new Date().toISOString()
    const [row] = await ask<{ state: string }>(
      sql`select state from sittings where organisation_id = ${organisationId} and id = ${body.sittingId} and person_id = ${personId}`,
    )
    await ask(sql`update sitting_answers set places = ${body.places}, words = ${body.words}, confidence = ${body.confidence}, is_flagged = ${body.isFlagged}, said_at = ${at}
      where organisation_id = ${organisationId} and sitting_id = ${body.sittingId} and item_id = ${body.itemId}`)
    return { state: row!.state }
  })

  server.post<{ Body: { sittingId: string; answers: Given[] } }>('/api/sitting-submissions', async ({ personId, body }, reply) => {
    const { sittingId, answers } = body
    const [[sitting], rows] = await Promise.all([
      ask<{ assessment_id: string; pass_percent: number; level: number }>(
        sql`select s.assessment_id, a.pass_percent, a.level from sittings s join assessments a on a.organisation_id = ${organisationId} and a.id = s.assessment_id
             where s.organisation_id = ${organisationId} and s.id = ${sittingId} and s.person_id = ${personId} and s.state = 'open'`,
      ),
      answersOf(tx, sittingId) as unknown as Promise<SatRow[]>,
    ])
    const at = new Date()
    const later = new Date(at.getTime() + 365 * dayMs).toISOString()
    const marked = rows.map((row) => {
      const given = answers.find(({ itemId }) => itemId === row.item_id)!
      return { given, row, ...graded(row.kind, row.texts, given) }
    })
    const share = marked.reduce((sum, one) => sum + one.share, 0) / marked.length
    const isPassed = share * 100 >= sitting!.pass_percent
    const right = marked.filter(({ isRight }) => isRight).length
    const skills = [...Map.groupBy(marked, ({ row }) => row.principle_id)].map(([principleId, some]) => {
      const mean = some.reduce((sum, one) => sum + one.share, 0) / some.length
      return [organisationId, personId, principleId, sittingId, some.length, mean, mean >= 0.8, at.toISOString(), later]
    })
    await write([
      sql`update sittings set state = 'submitted', right_count = ${right}, share = ${share}, is_passed = ${isPassed}, submitted_at = ${at.toISOString()}
        where organisation_id = ${organisationId} and id = ${sittingId}`,
      sql`update sitting_answers a set places = v.places::smallint[], words = v.words, confidence = v.confidence, said_at = v.said_at::timestamptz,
          is_right = v.is_right::boolean, share = v.share::float8
        from (values ${valuesList(marked.map(({ row, given, isRight, share: one }) => [row.position, `{${given.places.join(',')}}`, given.words, given.confidence, at.toISOString(), isRight, one]))})
          as v(position, places, words, confidence, said_at, is_right, share)
       where a.organisation_id = ${organisationId} and a.sitting_id = ${sittingId} and a.position = v.position::smallint`,
      sql`insert into person_skills (organisation_id, person_id, principle_id, sitting_id, asked, share, is_met, shown_at, expires_at) values ${valuesList(skills)}
        on conflict (organisation_id, person_id, principle_id) do update set sitting_id = excluded.sitting_id, asked = excluded.asked, share = excluded.share,
          is_met = excluded.is_met, shown_at = excluded.shown_at, expires_at = excluded.expires_at`,
      sql`insert into evidence_pieces (organisation_id, person_id, id, kind, level, source_kind, source_id, outcome, shown_at, expires_at, created_at)
        values (${organisationId}, ${personId}, ${newId()}, 'knowledge', ${sitting!.level}, 'assessment', ${sitting!.assessment_id}, ${isPassed ? 'met' : 'not-yet'},
          ${at.toISOString()}, ${later}, ${at.toISOString()})`,
    ])
    return reply.code(201).send({ id: sittingId, isPassed, right, asked: marked.length })
  })

  server.get('/api/practice', async ({ personId }) => {
    const [[person], memories, bank, days, [mantra], principles] = await Promise.all([
      ask(cardsQuery(organisationId, [personId])),
      ask<{ subject_id: string; comes_back_on: string }>(
        sql`select subject_kind, subject_id, stability, difficulty, last_day::text, comes_back_on::text, is_sure_and_wrong from practice_memories
             where organisation_id = ${organisationId} and person_id = ${personId}`,
      ),
      liveItems(tx),
      ask(sql`select day::text, sum(dose_seconds)::int as seconds from practice_reviews
        where organisation_id = ${organisationId} and person_id = ${personId} and day >= current_date - 7 group by day`),
      ask(sql`select t.wording, t.language from mantra_versions m join mantra_texts t on t.organisation_id = ${organisationId} and t.version_id = m.id
        where m.organisation_id = ${organisationId} order by m.effective_from desc limit 1`),
      liveRefs(tx, 'en'),
    ])
    const due = memories.toSorted((a, b) => (a.comes_back_on < b.comes_back_on ? -1 : 1)).slice(0, 9)
    const things = await ask(sql`select i.id, i.version, i.kind, i.principle_id, v.texts -> 'en' as text from items i
      join item_versions v on v.organisation_id = ${organisationId} and v.item_id = i.id and v.version = i.version
     where i.organisation_id = ${organisationId} and i.id = any(${due.map((one) => one.subject_id)}::uuid[])`)
    return { person, days, mantra, principles, things, bank: bank.length }
  })

  server.post<{ Body: Record<string, never> & { id: string; subjectId: string; version: number; places: number[]; words: string } }>(
    '/api/practice-reviews',
    async ({ personId, body }, reply) => {
      const [[item], [before]] = await Promise.all([
        ask<{ kind: ItemKind; principle_id: string; texts: Texts }>(
          sql`select v.kind, v.texts, i.principle_id from item_versions v join items i on i.organisation_id = ${organisationId} and i.id = v.item_id
               where v.organisation_id = ${organisationId} and v.item_id = ${body.subjectId} and v.version = ${body.version}`,
        ),
        ask<{ stability: number; difficulty: number; last_day: string; reviews: number }>(
          sql`select stability, difficulty, last_day::text, reviews from practice_memories
               where organisation_id = ${organisationId} and person_id = ${personId} and subject_kind = 'item' and subject_id = ${body.subjectId}`,
        ),
      ])
      const { isRight, share } = graded(item!.kind, item!.texts, body)
      const at = new Date()
      const day = at.toISOString().slice(0, 10)
      const days = before ? Math.round((Date.parse(day) - Date.parse(before.last_day)) / dayMs) : 0
      const { stability, difficulty } = afterReview(before ?? null, days, isRight ? 3 : 1)
      const comesBackOn = new Date(at.getTime() + Math.min(270, Math.max(1, Math.round(stability))) * dayMs).toISOString().slice(0, 10)
      await write([
        sql`insert into practice_reviews (organisation_id, id, person_id, subject_kind, subject_id, principle_id, item_version, language, places, words, is_right, share,
            confidence, grade, took_seconds, dose_seconds, said_at, day, noted_at)
          values (${organisationId}, ${body.id}, ${personId}, 'item', ${body.subjectId}, ${item!.principle_id}, ${body.version}, 'en', ${body.places}, ${body.words || null},
            ${isRight}, ${share}, 'rather', ${isRight ? 3 : 1}, 9, 20, ${at.toISOString()}, ${day}, ${at.toISOString()})`,
        sql`insert into practice_memories (organisation_id, person_id, subject_kind, subject_id, principle_id, stability, difficulty, last_day, last_said_at, comes_back_on,
            reviews, is_sure_and_wrong)
          values (${organisationId}, ${personId}, 'item', ${body.subjectId}, ${item!.principle_id}, ${stability}, ${difficulty}, ${day}, ${at.toISOString()}, ${comesBackOn},
            ${(before?.reviews ?? 0) + 1}, false)
          on conflict (organisation_id, person_id, subject_kind, subject_id) do update set stability = excluded.stability, difficulty = excluded.difficulty,
            last_day = excluded.last_day, last_said_at = excluded.last_said_at, comes_back_on = excluded.comes_back_on, reviews = excluded.reviews`,
      ])
      return reply.code(201).send({ id: body.id, isRight, share, comesBackOn })
    },
  )
}
