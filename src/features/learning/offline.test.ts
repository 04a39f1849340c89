// A phone that was long without a network: a thousand things it noted, sent over a connection that is cut again and again, and all of them three times more.
import assert from 'node:assert/strict'
import net from 'node:net'
import { after, test } from 'node:test'
import { parseLesson } from '#engines/lesson/parse.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { lessonText } from '../../../test/support/lesson-text.ts'
import { testServer } from '../../../test/support/server.ts'
import { installLessonIn } from './public.ts'

/** The same every time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

/** Passes bytes on, and cuts three connections in ten: before the request is through, or before its answer is. */
async function cuttingProxy(target: string, random: () => number): Promise<{ address: string; cuts: () => number; mend: () => void }> {
  let cuts = 0
  let isMended = false
  const sockets = new Set<net.Socket>()
  const proxy = net.createServer((phone) => {
    const server = net.connect(Number(new URL(target).port), '127.0.0.1')
    for (const socket of [phone, server]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => sockets.delete(socket))
    }
    const cut = () => {
      cuts++
      phone.destroy()
      server.destroy()
    }
    phone.on('data', (bytes) => {
      if (!isMended && random() < 0.15) {
        server.write(bytes.subarray(0, Math.floor(bytes.length / 2)))
        cut()
      } else server.write(bytes)
    })
    // The server has it, and the phone never hears so.
    server.on('data', (bytes) => (!isMended && random() < 0.15 ? cut() : phone.write(bytes)))
    phone.on('close', () => server.destroy())
    server.on('close', () => phone.destroy())
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  after(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return { address: `http://127.0.0.1:${(proxy.address() as net.AddressInfo).port}`, cuts: () => cuts, mend: () => (isMended = true) }
}

test('a thousand offline actions, replayed three times over a cut connection, are a thousand: nothing lost, nothing doubled', async (t) => {
  const server = await testServer({ clock: fixedClock('2026-11-30T08:00:00Z') })
  const world = await server.organisation()
  const who = await server.person(world)
  const ctx = systemContext(server.platform, world.organisationId, newId())
  const { lesson } = parseLesson(lessonText('listen-first', 'Listen'))
  const lessonId = await ctx.write((tx) => installLessonIn(ctx, tx, { lesson: lesson!, language: 'en', principleId: null }))
  const proxy = await cuttingProxy(await server.listen(), dice(7))
  const where = { lessonId, language: 'en', number: 1 }
  const actions = Array.from({ length: 1000 }, (_, i) => {
    const [id, at] = [newId(), new Date(Date.parse('2026-11-29T08:00:00Z') + i * 1000).toISOString()]
    if (i % 5 === 0) return { path: '/api/commitments', body: { id, words: `I will do ${i}`, at } }
    if (i % 2 === 0) return { path: '/api/lesson-answers', body: { id, ...where, block: 4, chosen: [i % 2], at } }
    return { path: '/api/lesson-steps', body: { id, ...where, block: i % 9, isFinished: i === 999, at } }
  })
  const send = async ({ path, body }: (typeof actions)[number]): Promise<boolean> => {
    try {
      const answer = await fetch(proxy.address + path, {
        method: 'POST',
        headers: { cookie: who.cookie, origin: proxy.address, 'content-type': 'application/json', 'idempotency-key': body.id },
        body: JSON.stringify(body),
      })
      await answer.arrayBuffer()
      assert.ok(answer.status < 300, `${path} ${answer.status}`)
      return true
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error
      return false
    }
  }
  const sendAll = async (list: typeof actions) => {
    const waiting: typeof actions = []
    const lanes = Array.from({ length: 4 }, async (_, lane) => {
      for (let i = lane; i < list.length; i += 4) if (!(await send(list[i]!))) waiting.push(list[i]!)
    })
    await Promise.all(lanes)
    return waiting
  }
  let waiting = actions
  while (waiting.length > 0) waiting = await sendAll(waiting)
  // The phone never learned that they arrived: three times all of them.
  for (let time = 0; time < 3; time++) await sendAll(actions)
  proxy.mend()
  t.diagnostic(`${proxy.cuts()} cuts`)
  assert.ok(proxy.cuts() > 300)
  const count = async (table: string) =>
    (
      await ctx.read((tx) =>
        tx.run(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where person_id = ${who.personId}`),
      )
    )[0]!.n
  assert.deepEqual(await Promise.all(['commitments', 'lesson_answers', 'lesson_progress'].map(count)), [200, 400, 1])
  const [row] = await ctx.read((tx) =>
    tx.run(sql<{ block: number; finishedAt: string }>`select block, finished_at from lesson_progress where person_id = ${who.personId}`),
  )
  assert.deepEqual([row!.block, row!.finishedAt], [0, '2026-11-29T08:16:39.000Z'], 'the last step counts, whichever arrived last')
})
