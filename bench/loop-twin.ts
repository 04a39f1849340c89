// The twin of the loop's requests: bare fastify + pg with the reads that an answer is made of and the rows that a fact consists of. No checks, no figures, no
// events: of an unhappy answer the case and its clock, of thanks the receiver and the principle, because these are the facts themselves.
import { parse } from 'node:querystring'
import type { FastifyInstance } from 'fastify'
import { namedThings } from '#features/authority/store/catalogue.ts'
import { liveQuery } from '#features/authority/store/rules.ts'
import { liveRefs } from '#features/language/store/principles.ts'
import { cardsQuery } from '#features/people/store/read-person.ts'
import type { Tx } from '#platform/db/database.ts'
import { type RawBuilder, sql } from '#platform/db/sql.ts'
import { newId, sha256 } from '#platform/ids.ts'

declare module 'fastify' {
  interface FastifyRequest {
    personId: string
  }
}
export interface Parts {
  ask: <R>(query: RawBuilder<R>) => Promise<R[]>
  /** In one transaction. */
  write: (statements: RawBuilder<unknown>[]) => Promise<void>
  organisationId: string
}
interface Door {
  id: string
  survey_id: string
  unit_id: string
  step_id: string | null
  ancestor_ids: string[]
}
interface ThanksBody {
  id: string
  toPersonIds: string[]
  principleId: string
  happened: string
  effect: string
}

export function addLoopRoutes(server: FastifyInstance, { ask, write, organisationId }: Parts): void {
  const tx: Tx = { organisationId, run: ask }
  const today = () => new Date().toISOString().slice(0, 10)

  const personOf = (personId: string) => ask(cardsQuery(organisationId, [personId]))
  const evidenceOf = (personId: string) =>
    ask(sql`select kind, level, outcome, shown_at, expires_at from evidence_pieces
      where organisation_id = ${organisationId} and person_id = ${personId} order by shown_at desc`)

  server.get('/api/may-i-book', async ({ personId }) => {
    const [[person], evidence, rules, situations, remedies, principles] = await Promise.all([
      personOf(personId),
      evidenceOf(personId),
      ask(liveQuery(organisationId, today())),
      namedThings(tx, 'situations'),
      namedThings(tx, 'remedies'),
      liveRefs(tx, 'en'),
    ])
    return { person, evidence, rules, situations, remedies, principles }
  })

  server.get<{ Querystring: { situationId: string } }>('/api/may-i', async ({ personId, query: { situationId } }) => {
    const [[person], evidence, rules, remedies] = await Promise.all([
      personOf(personId),
      evidenceOf(personId),
      ask(sql`select v.rule_id, v.version, v.remedy_id, v.definition from rule_versions v where v.organisation_id = ${organisationId} and v.state = 'live'
        and v.situation_id = ${situationId} and v.effective_from <= ${today()}::date order by v.rule_id, v.version`),
      ask(sql`select id, texts from remedies where organisation_id = ${organisationId}`),
    ])
    return { person, evidence, rules, remedies }
  })

  server.get('/api/today', async ({ personId }) => {
    const [[person], evidence, owed, thanks, parts, principles, situations] = await Promise.all([
      personOf(personId),
      evidenceOf(personId),
      ask(sql`select id, subject_kind, subject_id, subject_link, due_at from followups
        where organisation_id = ${organisationId} and owner_id = ${personId} and answered_at is null order by due_at, id limit 5`),
      ask(sql`select t.id, t.happened, t.effect, t.principle_id, t.said_at, p.display_name from thanks_receivers r
        join thanks t on t.organisation_id = ${organisationId} and t.id = r.thanks_id and t.happened is not null and not t.is_hidden
        left join people p on p.organisation_id = ${organisationId} and p.id = t.from_id
       where r.organisation_id = ${organisationId} and r.person_id = ${personId} order by t.said_at desc limit 3`),
      ask(sql`select h.id, h.step_id, h.unit_id, h.job_role_id, h.lane, t.field, t.words from step_shapers h
        join journey_texts t on t.organisation_id = ${organisationId} and t.owner_id in (h.id, h.step_id) and t.field in ('sentence', 'name') and t.language = 'en'
       where h.organisation_id = ${organisationId} order by h.position`),
      liveRefs(tx, 'en'),
      ask(
        sql`select id, icon, texts from situations where organisation_id = ${organisationId} and not is_retired order by position limit 4`,
      ),
    ])
    const { unit_id: unitId, ancestor_ids: path } = person as unknown as { unit_id: string; ancestor_ids: string[] }
    const [quotes, huddle, scores] = await Promise.all([
      ask(sql`select r.id, r.words, r.language, r.kind, r.received_at, r.step_id, r.unit_id from quote_units q
        join responses r on r.organisation_id = ${organisationId} and r.id = q.response_id and r.quote = 'shown'
       where q.organisation_id = ${organisationId} and q.unit_id = ${unitId} order by q.rank, q.received_at desc limit 5`),
      ask(
        sql`select id, week, principle_id, host_id, state from huddles where organisation_id = ${organisationId} and unit_id = ${unitId} order by week desc limit 1`,
      ),
      ask(sql`select facet_id, sum(n) as n, sum(sum) as sum from unit_days
        where organisation_id = ${organisationId} and unit_id = ${path[0]} and metric = 'csat' and facet_kind = 'step' and day > current_date - 90 group by 1`),
    ])
    return { person, evidence, owed, thanks, parts, principles, situations, quotes, huddle, scores }
  })

  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, parse(String(body))),
  )
  server.post<{ Params: { token: string }; Body: Record<string, string> }>('/s/:token', async ({ params: { token }, body }, reply) => {
    // pg's own answer: columns as they are called.
    const [door] = await ask<Door>(sql`select l.id, l.survey_id, l.unit_id, l.step_id, u.ancestor_ids
      from survey_links l join surveys s on s.organisation_id = ${organisationId} and s.id = l.survey_id
      join units u on u.organisation_id = ${organisationId} and u.id = l.unit_id
     where l.organisation_id = ${organisationId} and l.token_hash = ${sha256(token)} and l.closed_at is null and s.state = 'open'`)
    const [id, caseId, at] = [newId(), newId(), new Date().toISOString()]
    const [csat, nps, isSolved] = [Number(body['csat']), Number(body['nps']), body['fcr'] === 'yes']
    const isUnhappy = csat <= 2 || nps <= 6 || !isSolved
    const kind = isUnhappy ? 'complaint' : 'praise'
    const leaders = isUnhappy
      ? await ask<{
          id: string
          unit_id: string
        }>(sql`select id, unit_id from people where organisation_id = ${organisationId} and status = 'active'
          and leads_unit and unit_id = any(${door!.ancestor_ids}::uuid[])`)
      : []
    const owner = door!.ancestor_ids.toReversed().flatMap((unitId) => leaders.find((leader) => leader.unit_id === unitId)?.id ?? [])[0]
    await write([
      sql`insert into responses (organisation_id, id, survey_id, link_id, answer_key_hash, unit_id, step_id, language, day, received_at, edited_at, is_complete,
          csat, nps, is_solved, words, kind, is_unhappy, quote)
        values (${organisationId}, ${id}, ${door!.survey_id}, ${door!.id}, ${sha256(body['key']!)}, ${door!.unit_id}, ${door!.step_id}, 'en', ${today()}, ${at}, ${at}, true,
          ${csat}, ${nps}, ${isSolved}, ${body['words']}, ${kind}, ${isUnhappy}, 'shown')`,
      sql`insert into quote_units (organisation_id, unit_id, response_id, rank, received_at) values (${organisationId}, ${door!.unit_id}, ${id}, ${isUnhappy ? 3 : 1}, ${at})`,
      ...(isUnhappy
        ? [
            sql`insert into cases (organisation_id, id, response_id, unit_id, step_id, owner_id, state, opened_at, due_at)
              values (${organisationId}, ${caseId}, ${id}, ${door!.unit_id}, ${door!.step_id}, ${owner}, 'open', ${at}, ${at}::timestamptz + interval '1 day')`,
            sql`insert into followups (organisation_id, id, subject_kind, subject_id, subject_link, owner_id, unit_id, visibility, due_at, created_at)
              values (${organisationId}, ${newId()}, 'case', ${caseId}, ${`/cases/${caseId}`}, ${owner}, ${door!.unit_id}, 'leaders',
                ${at}::timestamptz + interval '1 day', ${at})`,
          ]
        : []),
    ])
    return reply.code(303).header('location', `/s/${token}/${body['key']}?l=en`).send('')
  })

  server.post<{ Body: ThanksBody }>('/api/thanks', async ({ personId, body }, reply) => {
    const { id, principleId, happened, effect, toPersonIds } = body
    const cards = (await ask(cardsQuery(organisationId, [personId, ...toPersonIds]))) as unknown as Record<string, string>[]
    const at = new Date().toISOString()
    const receiver = cards.find((card) => card['id'] === toPersonIds[0])!
    await write([
      sql`insert into thanks (organisation_id, id, from_id, principle_id, happened, effect, is_private, said_at, day, noted_at)
        values (${organisationId}, ${id}, ${personId}, ${principleId}, ${happened}, ${effect}, false, ${at}, ${today()}, ${at})`,
      sql`insert into thanks_receivers (organisation_id, thanks_id, position, kind, person_id, unit_id, job_role_id)
        values (${organisationId}, ${id}, 0, 'person', ${receiver['id']}, ${receiver['unit_id']}, ${receiver['job_role_id']})`,
      sql`insert into principle_uses (organisation_id, principle_id, subject_kind, subject_id, unit_id, created_at)
        values (${organisationId}, ${principleId}, 'thanks', ${id}, ${receiver['unit_id']}, ${at})`,
    ])
    return reply
      .code(201)
      .send({ id, principleId, happened, effect, from: cards.find((card) => card['id'] === personId), to: [receiver], on: today() })
  })
}
