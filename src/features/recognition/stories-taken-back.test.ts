import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Person } from '../../../test/support/server.ts'
import { agendaOf, call, canary, house, inHouse, ok, storyServer, tablesWithCanary } from '../../../test/support/stories.ts'
import { participant, storiesFor } from './public.ts'

/** Played by Tom to an ending whose name carries the canary, translated, printed by Leo. */
async function played() {
  const all = await house()
  const { handedOver, ida, lea, leo, tom, amina } = all
  const { id, scenarioId } = await handedOver()
  const scenario = ok(await call(ida, 'GET', `/api/scenarios/${scenarioId}`))
  const key = canary.toLowerCase()
  const text = scenario.text
    .replaceAll('-> gone', `-> ${key}`)
    .replace('== ending gone', `== ending ${key}`)
    .replaceAll('point-1', `${key}-1`)
  ok(await call(ida, 'PUT', `/api/scenarios/${scenarioId}/draft`, { text }, scenario.version))
  const words = { title: { from: scenario.title, words: `Das ${canary}` } }
  ok(await call(ida, 'PUT', `/api/scenarios/${scenarioId}/translations/de`, { words }))
  ok(await call(lea, 'POST', `/api/stories/${id}/reviews`, { isGood: true }), 204)
  const wrong = { kind: 'choice', index: 1 }
  const play = { scenarioId, number: 1, language: 'en', isTimed: false, startedAt: '2026-11-02T08:00:00.000Z' }
  ok(await call(tom, 'POST', '/api/scenario-plays', { id: newId(), ...play, moves: [wrong, wrong, { kind: 'choice', index: 0 }] }), 201)
  ok(await call(amina, 'POST', '/api/scenario-plays', { id: newId(), ...play, moves: [wrong] }), 201)
  // A scene that practice asked: nobody is asked it again, and its name goes.
  await storyServer.platform.db.inOrganisation(all.world.organisationId, { readOnly: false }, (tx) =>
    tx.run(sql`insert into practice_reviews (organisation_id, id, person_id, subject_kind, subject_id, language, places, is_right, share, grade, took_seconds, dose_seconds,
        said_at, day, noted_at, scenario_id, scene)
      values (${all.world.organisationId}, ${newId()}, ${tom.id}, 'scene', ${newId()}, 'en', '{1}', true, 1, 3, 9, 9, '2026-11-02', '2026-11-02', '2026-11-02',
        ${scenarioId}, ${`${key}-1`})`),
  )
  const print = ok(await call(leo, 'POST', `/api/stories/${id}/prints`, { language: 'en', size: 'a4' }), 201)
  assert.deepEqual(await tablesWithCanary(all.world), [
    'practice_reviews',
    'scenario_choices',
    'scenario_plays',
    'scenario_translations',
    'scenario_versions',
    'scenarios',
    'stories',
    'story_words',
  ])
  const agenda = await agendaOf(all.world, lea, all.packing)
  assert.deepEqual(
    agenda.items.map((one: { kind: string; id: string }) => [one.kind, one.id]),
    [['story', id]],
  )
  return { ...all, id, scenarioId, printId: print.id as string }
}
type Played = Awaited<ReturnType<typeof played>>
async function isGone({ world, id, scenarioId, printId, tom, jo, lea, leo, ida, ines, amina, packing, principleId, words, hana }: Played) {
  assert.deepEqual(await tablesWithCanary(world), [])
  const everybody = [tom, jo, lea, leo, ida, ines, amina, hana]
  const urls = [
    ...['', '/poster', '/poster?language=de'].map((part) => `/api/stories/${id}${part}`),
    ...['published', 'mine', 'about-me', 'workshop'].map((whose) => `/api/stories?whose=${whose}`),
    `/api/story-prints/${printId}/pdf`,
    '/api/story-prints',
    `/api/scenarios/${scenarioId}`,
    '/api/scenarios',
    '/api/learning/scenarios',
    `/api/learning/scenarios/${scenarioId}`,
    `/api/scenarios/${scenarioId}/versions/1`,
    `/api/principles/${principleId}/uses?kind=story`,
    `/api/principles/${principleId}/uses?kind=scenario`,
    '/api/audit-entries',
    '/api/today',
  ]
  for (const who of everybody)
    for (const url of urls) {
      const answer = await call(who, 'GET', url)
      assert.equal(answer.text.toLowerCase().includes(canary.toLowerCase()), false, `${url} tells`)
      if (url.startsWith(`/api/stories/${id}`) || url.endsWith('/pdf'))
        assert.deepEqual([answer.status, answer.body.type], [410, '/problems/story-withdrawn'], url)
    }
  const agenda = await agendaOf(world, lea, packing)
  assert.deepEqual([agenda.items, JSON.stringify(agenda).includes(canary)], [[], false])
  assert.deepEqual(await inHouse(world, (tx) => storiesFor(tx, [packing], '2026-11-02', 'en', 5)), [])
  assert.equal((await call(tom, 'GET', `/api/learning/scenarios/${scenarioId}`)).status, 404)
  assert.equal((await call(tom, 'POST', `/api/stories/${id}/prints`, { language: 'en', size: 'a4' })).status, 410)
  // A phone that sends it again does not bring it back.
  const again = await call(amina, 'POST', '/api/stories', words({ id }))
  assert.ok(again.status >= 400, again.text)
  assert.deepEqual(await tablesWithCanary(world), [])
  const hanging = async (who: Person) => ok(await call(who, 'GET', '/api/story-prints')).items.map((one: { id: string }) => one.id)
  assert.deepEqual(
    [await hanging(leo), await hanging(ida), await hanging(ines), await hanging(lea), await hanging(tom)],
    [[printId], [printId], [printId], [], []],
  )
}

test('a yes that becomes a no takes the story out of everything in one moment', async () => {
  const all = await played()
  const { world, id, jo, leo, tom, ida, amina, printId, scenarioId } = all
  const { body } = await call(jo, 'GET', '/api/stories?whose=about-me')
  assert.deepEqual(
    body.items.map((one: { id: string }) => one.id),
    [id],
  )
  // The name stands in the words: without it the story can't stay.
  assert.equal((await call(jo, 'PUT', `/api/stories/${id}/consent`, { answer: 'unnamed' })).body.type, '/problems/name-in-story')
  const gone = await call(jo, 'PUT', `/api/stories/${id}/consent`, { answer: 'no' })
  assert.deepEqual([gone.status, gone.body], [200, null])
  await isGone(all)
  // What Tom has shown stays his; which words it was about does not.
  const plays = await inHouse(world, (tx) =>
    tx.run(
      sql`select at_scene, ending from scenario_plays where organisation_id = ${world.organisationId} and scenario_id = ${scenarioId} order by ending nulls last`,
    ),
  )
  assert.deepEqual(plays, [
    { atScene: '-', ending: '-' },
    { atScene: '-', ending: null },
  ])
  const [mine] = ok(await call(amina, 'GET', '/api/stories?whose=mine')).items
  assert.deepEqual([mine.state, mine.title], ['withdrawn', null])
  assert.equal((await call(tom, 'DELETE', `/api/story-prints/${printId}`)).status, 403)
  assert.equal((await call(leo, 'DELETE', `/api/story-prints/${printId}`)).status, 204)
  assert.deepEqual(ok(await call(ida, 'GET', '/api/story-prints')).items, [])
  assert.equal((await call(jo, 'PUT', `/api/stories/${id}/consent`, { answer: 'yes' })).status, 410)
})

test('whoever told it, or the head of CX, takes it back; nobody else does', async () => {
  const all = await played()
  for (const who of [all.tom, all.lea, all.ida, all.jo]) assert.equal((await call(who, 'DELETE', `/api/stories/${all.id}`)).status, 403)
  assert.equal((await call(all.amina, 'DELETE', `/api/stories/${all.id}`)).status, 204)
  await isGone(all)
  const draft = await all.tell()
  assert.equal((await call(all.ines, 'DELETE', `/api/stories/${draft.id}`)).status, 204)
  assert.equal((await call(all.ines, 'DELETE', `/api/stories/${draft.id}`)).status, 410)
})

test('erasing somebody who is named, or who told it, takes the story along; what they only reviewed stays', async () => {
  for (const which of ['jo', 'amina', 'lea'] as const) {
    const all = await played()
    const out = await call(all[which], 'GET', `/api/people/${all[which].id}/personal-data`)
    assert.equal(out.text.includes(canary), which !== 'lea')
    const ctx = systemContext(storyServer.platform, all.world.organisationId, newId())
    await ctx.write((tx) => participant.erasePerson!(tx, ctx, all[which].id))
    if (which === 'lea') assert.equal((await call(all.tom, 'GET', `/api/stories/${all.id}`)).status, 200)
    else assert.deepEqual(await tablesWithCanary(all.world), [])
  }
})
