// The demonstration as a visitor finds it: full, consistent, and the same story every time.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { levelsOf } from '#features/evidence/public.ts'
import { leadersOf } from '#features/people/public.ts'
import { checkRollups } from '#features/signals/check.ts'
import { jobs as signalsJobs } from '#features/signals/jobs.ts'
import { listResponses, quotesFor } from '#features/voice/public.ts'
import { fixedClock } from '#platform/clock.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Round } from '#platform/jobs/kinds.ts'
import { settleRounds } from '#platform/jobs/rounds.ts'
import { type House, openHouse } from '../../src/demo/house.ts'
import { makeDemo } from '../../src/demo/make-demo.ts'
import { type Person, type TestServer, testServer } from '../support/server.ts'

const languages = ['en', 'de', 'ar'] as const
interface Demo {
  server: TestServer
  ctx: Context
  house: House
  tookMs: number
}

async function settle(now?: string): Promise<Demo> {
  const server = await testServer(now === undefined ? {} : { clock: fixedClock(now) })
  const began = performance.now()
  const { organisationId } = await makeDemo(server.platform)
  const tookMs = performance.now() - began
  const ctx = systemContext(server.platform, organisationId, newId())
  return { server, ctx, house: await openHouse(ctx), tookMs }
}

describe('the demonstration', () => {
  let demo: Demo
  let head: Person

  const as = (name: string, roles: Parameters<TestServer['session']>[2] = []) =>
    demo.server.session(demo.ctx.organisationId, demo.house.person(name).id, roles)
  const ask = async (who: Person, url: string): Promise<any> => {
    const answer = await demo.server.call(who, 'GET', url)
    assert.equal(answer.status, 200, `${url}: ${answer.text}`)
    return answer.body
  }

  before(async () => {
    demo = await settle()
    head = await as('Ruth Adler', [{ role: 'head-of-cx' }])
  })

  it('is there within twenty seconds, with 293 people', () => {
    assert.equal(demo.house.people.length, 293)
    assert.ok(demo.tookMs < 20_000, `${demo.tookMs} ms`)
  })

  it('names a leader for every team, Packing among them', async () => {
    const { ctx, house } = demo
    const teams = [...new Set(house.people.map(({ unitName }) => unitName!))]
    const leaders = await ctx.read((tx) => leadersOf(tx, teams.map(house.unit)))
    assert.equal(new Set(leaders.map(({ unitId }) => unitId)).size, teams.length)
    assert.equal(leaders.find(({ unitId }) => unitId === house.unit('Packing'))?.personId, house.person('Lea Brandt').id)
  })

  it('has a parcel journey of twelve steps, each with contributions and words in every language', async () => {
    const [journey] = (await ask(head, '/api/journeys')).items
    const wording = await ask(head, `/api/journeys/${journey.id}/wording`)
    const steps = wording.stages.flatMap((stage: any) => stage.steps)
    assert.equal(steps.length, 12)
    for (const step of steps) {
      assert.ok(step.shapers.length > 0, step.texts.name.en)
      assert.ok(step.principleId, step.texts.name.en)
      const texts = [...Object.values(step.texts), ...step.shapers.flatMap((shaper: any) => Object.values(shaper.texts))]
      for (const said of texts as Record<string, string>[])
        for (const language of languages) assert.ok(said[language], `${step.texts.name.en}: no ${language}`)
    }
    assert.deepEqual(new Set(steps.map((step: any) => step.evidence)), new Set(['assumed', 'partly', 'researched']))
  })

  it('has a study that holds, one that can’t tell, and a plan drawn by lot', async () => {
    const { items } = await ask(head, '/api/studies')
    assert.deepEqual(
      items.map(({ state, source, verdict }: any) => [state, source, verdict]),
      [
        ['plan', 'signals', null],
        ['registered', 'file', 'estimate'],
        ['registered', 'file', 'refuse'],
      ],
    )
    const holds = await ask(head, `/api/studies/${items[1].id}`)
    assert.ok(holds.overall.lower > 0 && holds.answer.dynamic.length > 5, JSON.stringify(holds.overall))
    const plan = await ask(head, `/api/studies/${items[0].id}`)
    assert.deepEqual(
      plan.gaps.map(({ code, level }: any) => [code, level]),
      [['no-power', 'warns']],
    )
    assert.ok(plan.lot.possible > 1000 && plan.teams.every(({ part }: any) => part !== 'out'))
  })

  it('has twenty rules in every language, whose cases all pass', async () => {
    const { items } = await ask(head, '/api/rules')
    assert.equal(items.length, 20)
    for (const { id, title, state } of items) {
      const rule = await ask(head, `/api/rules/${id}`)
      assert.equal(state, 'live', title)
      assert.ok(rule.cases.length >= 2 && rule.cases.every((one: any) => one.isPassed), title)
      assert.deepEqual(Object.keys(rule.current.definition.texts).sort(), [...languages].sort(), title)
    }
  })

  it('lets people differ by what they have shown', async () => {
    const { ctx, house } = demo
    const levels = await ctx.read((tx) =>
      levelsOf(
        tx,
        house.people.map(({ id }) => id),
        ctx.now(),
      ),
    )
    assert.deepEqual(new Set(levels.values()), new Set([0, 1, 2, 3, 4]))
    const of = (name: string) => levels.get(house.person(name).id)
    assert.deepEqual([of('Koen Meijer'), of('Sem Vos'), of('Piotr Osei')], [2, 1, 0])
  })

  it('has customers who were heard: answers, causes, and cases in several states', async () => {
    const { items } = await listResponses(demo.ctx, { limit: 1000 })
    assert.ok(items.length >= 150 && items.length <= 200, String(items.length))
    assert.deepEqual(new Set(items.map(({ language }) => language)), new Set(languages))
    assert.ok(items.filter(({ causeStep }) => causeStep?.name === 'Packing').length >= 12)
    assert.equal((await ask(head, '/api/surveys')).items.length, 3)
    const [open, resolved] = await Promise.all(
      ['open', 'resolved'].map(async (state) => (await ask(head, `/api/cases?state=${state}&limit=100`)).items),
    )
    assert.ok(open.length >= 4 && resolved.length >= 15, `${open.length} open, ${resolved.length} resolved`)
    assert.ok(open.some((one: any) => one.isOverdue) && resolved.some((one: any) => one.second !== null))
    assert.ok([...open, ...resolved].every((one: any) => one.owner !== null))
  })

  it('gives everybody who looks around a living day', async () => {
    for (const [name, roles] of [
      ['Koen Meijer', []],
      ['Piotr Osei', []],
      ['Lea Brandt', [{ role: 'team-leader', unitId: demo.house.unit('Packing') }]],
      ['Ruth Adler', [{ role: 'head-of-cx' }]],
    ] as [string, Parameters<TestServer['session']>[2]][]) {
      const today = await ask(await as(name, roles), '/api/today')
      assert.ok(today.quote && today.principle && today.huddle && today.tiles.length > 0 && today.next.length > 0, name)
      if (name !== 'Ruth Adler') assert.ok(today.part.length > 0 && today.thanks.length > 0, name)
    }
  })

  it('has learnt for seven weeks: every page of learning and practice has something to show', async () => {
    const koen = await as('Koen Meijer')
    const plan = await ask(koen, '/api/my-plan')
    assert.ok(plan.items.length > 0 && plan.items[0].steps.length === 4)
    const own = await ask(koen, '/api/my-lessons')
    assert.ok(own.items.length >= 10 && own.items.some(({ state }: any) => state === 'done'))
    const hr = await as('Rosa Silva', [{ role: 'hr' }])
    const paths = (await ask(hr, '/api/paths')).items
    assert.deepEqual(
      paths.map(({ state }: any) => state),
      ['live', 'live'],
    )
    const everyone = paths.find(({ title }: any) => title === 'Everyone connects').id
    const covered = async (unit: string) => (await ask(hr, `/api/coverage?pathId=${everyone}&unitId=${demo.house.unit(unit)}`)).total
    const [phone, invoices] = [await covered('Phone'), await covered('Invoices')]
    assert.ok(phone.percent > 40 && phone.percent < 100, String(phone.percent))
    assert.equal(invoices.percent, 0, 'a function of which nobody is taught')
    const map = await ask(head, '/api/recall-map')
    assert.ok(map.whole.cells.every(({ state }: any) => state === 'shown'))
    const [assessment] = (await ask(hr, '/api/assessments')).items
    const analysis = await ask(hr, `/api/assessments/${assessment.id}/analysis`)
    assert.ok(analysis.people >= 30 && analysis.items.every(({ verdict }: any) => verdict !== 'few'), String(analysis.people))
    assert.ok(analysis.change?.estimate > 0)
    assert.ok((await ask(hr, '/api/cards')).medianSeconds <= 20)
    assert.equal(
      (await ask(koen, '/api/card-book')).cards.find(({ moment }: any) => moment === 'Something arrived broken')?.situation?.name,
      'Parcel arrived broken',
    )
    const { installed, parts } = await ask(head, '/api/packs/everyday-service')
    assert.ok(installed && parts.every(({ state }: any) => state === 'same'))
  })

  it('brings words to Packing, praise first', async () => {
    const { ctx, house } = demo
    const quotes = await ctx.read((tx) => quotesFor(tx, [house.unit('Packing')], { limit: 50 }))
    assert.equal(quotes[0]?.kind, 'praise')
    assert.ok(quotes.some(({ kind, causeStepId }) => kind === 'complaint' && causeStepId !== null))
    const parts = await ask(await as('Amina Diallo'), `/api/people/${house.person('Amina Diallo').id}/parts`)
    assert.ok(parts.items.some((part: any) => part.step.name === 'Packing' && part.sentence && part.harm))
  })

  it('has obstacles in several states, the filler among them, with a named leader', async () => {
    const [open, answered] = await Promise.all(
      ['open', 'answered'].map(async (state) => (await ask(head, `/api/obstacles?state=${state}`)).items),
    )
    assert.deepEqual([open.length, answered.length], [5, 3])
    assert.deepEqual(new Set(answered.map((one: any) => one.answer.answer)), new Set(['removed', 'changed', 'kept']))
    const filler = open.find((one: any) => one.title === 'No void filler after 18:00, a rule of the depot')
    assert.equal(filler.leader.name, 'Marta Kovač')
    assert.equal(filler.step.name, 'Packing')
    assert.equal(filler.supporters, 17)
    assert.ok(filler.clock.daysLate === 0 && filler.reply)
  })

  it('has decisions, one in good faith, questions that took two, and gaps', async () => {
    const koen = await as('Koen Meijer')
    const { items } = await ask(koen, '/api/decisions')
    assert.deepEqual(
      items.map(({ verdict }: any) => verdict),
      ['yes', 'yes'],
    )
    const sem = await ask(await as('Sem Vos'), '/api/decisions')
    assert.deepEqual([sem.items[0].verdict, sem.items[0].isGoodFaith], ['not-alone', true])
    assert.equal((await ask(await as('Gita Sharma'), '/api/escalations?whose=asked-of-me')).items.length, 1)
    assert.equal((await ask(head, '/api/authority-gaps')).items[0].times, 2)
  })

  it('has a chain of real numbers, each with an owner, for the whole house and for Packing', async () => {
    await settleRounds(
      demo.server.platform,
      signalsJobs.filter((job): job is Round => job.kind === 'round'),
      [demo.ctx.organisationId],
    )
    const { unit, items } = await ask(head, '/api/chain')
    assert.equal(unit.name, 'Hollin')
    for (const { name, now, owner } of items) {
      // Nothing has lapsed, and three answers to obstacles are too few for a number: the page says so.
      const isFew = name === 'levels-lapsed' || name === 'days-to-answer'
      assert.ok(isFew || (now.isTooFew === false && now.n > 0), `${name}: ${JSON.stringify(now)}`)
      assert.ok(owner.name, name)
    }
    const ofPacking = (await ask(await as('Lea Brandt', [{ role: 'team-leader', unitId: demo.house.unit('Packing') }]), '/api/chain')) as {
      unit: { name: string }
      items: { name: string; owner: { name: string } }[]
    }
    assert.equal(ofPacking.unit.name, 'Packing')
    assert.equal(ofPacking.items.find(({ name }) => name === 'thanks')?.owner.name, 'Lea Brandt')
  })

  it('adds up: rollups are what a recount gives', async () => {
    const [report] = await checkRollups(demo.server.platform, demo.ctx.organisationId)
    assert.deepEqual(report!.faults, [])
    assert.ok(report!.recounted > 300)
  })

  it('tells the same story at every hour', async () => {
    const story = async ({ ctx, house }: Demo) => {
      const { items } = await listResponses(ctx, { limit: 1000 })
      const levels = await ctx.read((tx) =>
        levelsOf(
          tx,
          house.people.map(({ id }) => id),
          ctx.now(),
        ),
      )
      const now = Date.parse(ctx.now().toISOString().slice(0, 10))
      const daysAgo = (at: string) => Math.ceil((now - Date.parse(at)) / 86_400_000)
      return {
        answers: items.map(({ receivedAt, words, csat, nps, unit, causeStep }) => [
          daysAgo(receivedAt),
          words,
          csat,
          nps,
          unit.name,
          causeStep?.name,
        ]),
        levels: house.people.map(({ id, displayName }) => `${displayName} ${levels.get(id)}`).sort(),
      }
    }
    assert.deepEqual(await story(await settle('2027-03-01T00:10:00Z')), await story(demo))
  })
})
