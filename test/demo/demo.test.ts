// The demonstration as a visitor finds it: full, consistent, and the same story every time.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { levelsOf } from '#features/evidence/public.ts'
import { leadersOf } from '#features/people/public.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { type House, openHouse } from '../../src/demo/house.ts'
import { makeDemo } from '../../src/demo/make-demo.ts'
import { type Person, testServer } from '../support/server.ts'

const server = await testServer()
const { platform } = server
const ask = async (who: Person, url: string): Promise<any> => {
  const answer = await server.call(who, 'GET', url)
  assert.equal(answer.status, 200, `${url}: ${answer.text}`)
  return answer.body
}

describe('the demonstration', () => {
  let ctx: Context
  let house: House
  let head: Person
  let tookMs: number

  before(async () => {
    const began = performance.now()
    const demo = await makeDemo(platform)
    tookMs = performance.now() - began
    ctx = systemContext(platform, demo.organisationId, newId())
    house = await openHouse(ctx)
    head = await server.session(demo.organisationId, house.person('Ruth Adler').id, [{ role: 'head-of-cx' }])
    assert.equal(demo.people, 293)
  })

  it('is there within a minute', () => {
    console.log(`the demonstration took ${(tookMs / 1000).toFixed(1)} s`)
    assert.ok(tookMs < 60_000, `${tookMs} ms`)
  })

  it('has a leader for every team, Packing among them', async () => {
    const leaders = await ctx.read((tx) => leadersOf(tx, [house.unit('Packing')]))
    assert.deepEqual(
      leaders.map(({ personId }) => personId),
      [house.person('Lea Brandt').id],
    )
  })
})
