// Studies of a file, and runs that are stopped, die or are lost.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { seeded } from '#engines/item/seeded.ts'
import { fixedClock } from '#platform/clock.ts'
import { sql } from '#platform/db/sql.ts'
import { systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import { installJobs } from '#platform/jobs/install.ts'
import { createJobs } from '#platform/jobs/jobs.ts'
import { type Answer, testServer } from '../../../test/support/server.ts'
import { studyHouse, type StudyHouse } from '../../../test/support/study-house.ts'
import { appRole, silentLog } from '../../../test/support/template.ts'
import { jobs as impactJobs } from './jobs.ts'
import { participant } from './participant.ts'
import { keepStudies } from './service/studies/keep-retention.ts'
import { runStudies } from './service/studies/work.ts'
import { runInThread, threads } from './study/run-in-thread.ts'

const clock = fixedClock('2026-11-30T08:00:00Z')
const server = await testServer({ clock })
const columns = { unit: 'agent', time: 'month', outcome: 'csat', firstTreated: 'trained', cluster: 'team' }

/** As a browser's form sends it, with PUT. */
async function putFile(house: StudyHouse, id: string, bytes: Buffer | string, name = 'panel.csv'): Promise<Answer> {
  const edge = 'edge-of-the-form'
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(`\r\n--${edge}--\r\n`)])
  return server.send(house.ruth, 'PUT', `/api/studies/${id}/file`, { 'content-type': `multipart/form-data; boundary=${edge}` }, payload)
}
const planned = async (house: StudyHouse, title = 'Brought'): Promise<{ id: string; version: number }> =>
  (await house.call('POST', '/api/studies', { body: { source: 'file', title } })).body

/** Teams of two over eight months: a third starts in May, a third in July, a third does not. */
function panel({ teams = 12, effect = 2, months = 8, agents = 2 } = {}): string[] {
  const random = seeded('panel')
  const lines = ['agent,team,month,csat,trained,name']
  const starts = ['2026-05', '2026-07', '']
  for (let agent = 0; agent < teams * agents; agent++) {
    const team = Math.floor(agent / agents)
    for (let month = 1; month <= months; month++) {
      const at = `2026-${String(month).padStart(2, '0')}`
      const start = starts[team % 3]!
      const outcome = 70 + team + random() * 2 + (start !== '' && at >= start ? effect : 0)
      lines.push(`=a${agent},t${team},${at},${outcome.toFixed(3)},${start},Person ${agent}`)
    }
  }
  return lines
}
async function brought(house: StudyHouse, lines: readonly string[], more: Record<string, unknown> = {}): Promise<Answer['body']> {
  const { id } = await planned(house)
  const put = await putFile(house, id, lines.join('\n'))
  assert.equal(put.status, 200, put.text)
  const named = await house.call('PUT', `/api/studies/${id}/columns`, { body: { ...columns, ...more }, version: put.body.version })
  assert.equal(named.status, 200, named.text)
  return named.body
}
const ctxOf = (house: StudyHouse) => systemContext(server.platform, house.world.organisationId, newId())
const work = (house: StudyHouse) => runStudies(ctxOf(house), new AbortController().signal)
const ask = (house: StudyHouse, id: string, kind: 'study' | 'power' = 'study') => {
  clock.advance(1000)
  return house.call('POST', `/api/studies/${id}/runs`, { body: { kind } })
}
const readRun = async (house: StudyHouse, id: string) => (await house.call('GET', `/api/study-runs/${id}`)).body
async function until(isDone: () => boolean | Promise<boolean>, withinMs: number, what: string): Promise<number> {
  const beganMs = performance.now()
  while (!(await isDone())) {
    assert.ok(performance.now() - beganMs < withinMs, `${what}: not within ${withinMs} ms`)
    await delay(20)
  }
  return performance.now() - beganMs
}

test('a file becomes a study: columns named, registered, answered, and only what was looked at goes out', async () => {
  const house = await studyHouse(server, 1)
  const { id } = await planned(house)
  assert.deepEqual((await house.call('GET', `/api/studies/${id}`)).body.gaps, [{ code: 'no-file', level: 'stops', values: {} }])
  const put = await putFile(house, id, panel().join('\n'))
  assert.equal(put.status, 200, put.text)
  assert.deepEqual(
    [put.body.file.rows, put.body.file.header, put.body.file.columns],
    [192, ['agent', 'team', 'month', 'csat', 'trained', 'name'], null],
  )
  assert.deepEqual(
    put.body.gaps.map(({ code }: { code: string }) => code),
    ['no-columns'],
  )
  const named = await house.call('PUT', `/api/studies/${id}/columns`, { body: columns, version: put.body.version })
  assert.deepEqual([named.body.file.fault, named.body.gaps, named.body.outcome.column], [null, [], 'csat'])
  const registered = await house.call('POST', `/api/studies/${id}/registration`, { body: {} })
  assert.equal(registered.body.state, 'registered')
  assert.equal((await ask(house, id)).status, 202)
  await ask(house, id, 'power')
  await work(house)
  const { answer, power, runs, verdict } = (await house.call('GET', `/api/studies/${id}`)).body
  assert.equal(runs.study.state, 'done', JSON.stringify(runs.study.fault))
  assert.equal(verdict, 'caution')
  assert.ok(answer.overall.lower < 2 && 2 < answer.overall.upper, JSON.stringify(answer.overall))
  assert.deepEqual(
    answer.arms.map(({ start }: { start: string | null }) => start),
    ['2026-05', '2026-07', null],
  )
  assert.ok(answer.fewClusters.isWildExact)
  assert.ok(power.detectable > 0 && power.detectable < 3 && power.teams === 12, JSON.stringify(power))
  const taken = (await house.call('GET', `/api/studies/${id}/panel`)).text.split('\r\n')
  assert.equal(taken[0], '\ufeffagent,month,csat,trained,team')
  assert.match(taken[1]!, /^'=a0,2026-01,7\d/)
  assert.ok(!taken.join().includes('Person'), 'a column that no study looks at stays here')
  assert.equal(taken.length, 192 + 2)
  const other = await house.plan([null])
  assert.equal((await putFile(house, other.id, 'a\n1\n')).status, 409)
  assert.equal((await putFile(house, id, 'a\n1\n')).body.type, '/problems/study-is-registered')
})

test('what is wrong with a file is named by line and column, and nothing is registered with it', async () => {
  const house = await studyHouse(server, 1)
  const good = panel()
  const spoiled = (line: number, from: RegExp, to: string) => good.map((text, i) => (i === line - 1 ? text.replace(from, to) : text))
  for (const [lines, wanted, more] of [
    [spoiled(5, /,\d+\.\d+,/, ',seventy,'), { code: 'not-a-number', line: 5, column: 'csat', cell: 'seventy', otherLine: null }, {}],
    [spoiled(7, /2026-06/, 'June'), { code: 'not-a-period', line: 7, column: 'month', cell: 'June', otherLine: null }, {}],
    [spoiled(4, /2026-03/, '2026-02'), { code: 'duplicate-row', line: 4, column: 'month', cell: null, otherLine: 3 }, {}],
    [spoiled(6, /,2026-05,P/, ',2026-06,P'), { code: 'unit-changes', line: 6, column: 'trained', cell: null, otherLine: 2 }, {}],
    [good, { code: 'no-such-column', line: 1, column: 'trianed', cell: null, otherLine: null }, { firstTreated: 'trianed' }],
  ] as const) {
    const { file, gaps, id } = await brought(house, lines, more)
    const { what, ...fault } = file.fault
    assert.deepEqual(fault, wanted)
    assert.ok(what.length > 10)
    assert.deepEqual(
      gaps.map(({ code }: { code: string }) => code),
      ['file-faulty'],
    )
    assert.equal((await house.call('POST', `/api/studies/${id}/registration`, { body: {} })).body.type, '/problems/plan-has-gaps')
  }
  const { id } = await planned(house)
  for (const bytes of ['', '1,2\n3,4\n', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0])])
    assert.equal((await putFile(house, id, bytes)).body.type, '/problems/unreadable-panel', JSON.stringify(bytes))
  assert.equal((await house.call('PUT', `/api/studies/${id}/columns`, { body: columns, version: 1 })).status, 409)
})

/** Long enough to be caught at it: two thousand agents of their own, twelve months, hundreds of roll-outs. */
async function longRun(house: StudyHouse): Promise<{ id: string; runId: string; working: Promise<void> }> {
  const { id } = await brought(house, panel({ teams: 3000, agents: 1, months: 12 }), { cluster: null })
  const runId = (await ask(house, id, 'power')).body.id
  const working = work(house)
  await until(async () => (await readRun(house, runId)).stage === 'simulating', 20_000, 'the run')
  return { id, runId, working }
}

test('a run that is cancelled ends within a second or so, and says so', async (t) => {
  const house = await studyHouse(server, 1)
  const { id, runId, working } = await longRun(house)
  const running = await readRun(house, runId)
  assert.ok(running.state === 'running' && running.progress > 0.09 && running.progress < 1)
  const beganMs = performance.now()
  assert.equal((await house.call('POST', `/api/study-runs/${runId}/cancellation`)).status, 200)
  await working
  const tookMs = performance.now() - beganMs
  t.diagnostic(`cancelled after ${Math.round(tookMs)} ms`)
  assert.ok(tookMs < 2000, `${tookMs} ms`)
  const ended = await readRun(house, runId)
  assert.deepEqual([ended.state, ended.fault, threads.size], ['cancelled', null, 0])
  const { runs, power } = (await house.call('GET', `/api/studies/${id}`)).body
  assert.deepEqual([runs.power.state, power], ['cancelled', null])
})

test('a thread that dies takes nothing along: the run has failed, and the next one works', async () => {
  const house = await studyHouse(server, 1)
  const { id, runId, working } = await longRun(house)
  for (const thread of threads) await thread.terminate()
  await working
  const { state, fault } = await readRun(house, runId)
  assert.deepEqual([state, fault.code], ['failed', 'stopped'])
  assert.equal((await house.call('GET', `/api/studies/${id}`)).status, 200)
  // Memory that is not enough ends a thread too, and only that.
  const bytes = Buffer.from(panel({ teams: 4000, agents: 1, months: 12 }).join('\n'))
  const job = {
    job: 'check' as const,
    bytes,
    columns: { ...columns, cluster: 'team', covariates: [] },
    design: { control: 'notyet' as const, anticipation: 0 },
  }
  const starved = await runInThread(job, { limits: { maxOldGenerationSizeMb: 4, maxYoungGenerationSizeMb: 1 } })
  assert.deepEqual(starved, { result: null, fault: 'stopped' })
  assert.deepEqual(await runInThread(job, { mostMs: 1 }), { result: null, fault: 'took-too-long' })
  const short = await brought(house, panel())
  const next = (await ask(house, short.id, 'power')).body.id
  await work(house)
  assert.equal((await readRun(house, next)).state, 'done')
})

test('a run whose worker was killed is taken over once, and fails the next time', async () => {
  const house = await studyHouse(server, 1)
  const { id } = await brought(house, panel())
  const lose = (runId: string) =>
    ctxOf(house).write(async (tx) => {
      await tx.run(
        sql`update study_runs set state = 'running', tries = tries + 1, started_at = asked_at, seen_at = ${tx.at.toISOString()} where id = ${runId}`,
      )
    })
  const first = (await ask(house, id, 'power')).body.id
  await lose(first)
  await work(house)
  assert.equal((await readRun(house, first)).state, 'running', 'somebody may be at it')
  clock.advance(11_000)
  await work(house)
  assert.equal((await readRun(house, first)).state, 'done')
  const second = (await ask(house, id, 'power')).body.id
  await lose(second)
  await lose(second)
  clock.advance(11_000)
  await work(house)
  const { state, fault } = await readRun(house, second)
  assert.deepEqual([state, fault.code], ['failed', 'stopped'])
})

test('a worker that shuts down gives the run back', async () => {
  const house = await studyHouse(server, 1)
  const { id } = await brought(house, panel({ teams: 3000, agents: 1, months: 12 }), { cluster: null })
  const runId = (await ask(house, id, 'power')).body.id
  const stopping = new AbortController()
  const working = runStudies(ctxOf(house), stopping.signal)
  await until(async () => (await readRun(house, runId)).stage === 'simulating', 20_000, 'the run')
  stopping.abort(new Error('shutting down'))
  await assert.rejects(working, /shutting down/)
  assert.equal((await readRun(house, runId)).state, 'waiting')
  assert.equal((await house.call('POST', `/api/study-runs/${runId}/cancellation`)).body.state, 'cancelled')
})

test('asked over HTTP, a worker takes the run as a task', async () => {
  await installJobs({ ownerUrl: server.platform.database.ownerUrl, role: appRole, log: silentLog })
  const jobs = createJobs(server.platform, impactJobs)
  Object.assign(server.platform, {
    enqueue: (...asked: Parameters<typeof jobs.enqueue>) => jobs.enqueue(...asked),
    wake: (organisationId: string) => jobs.wake(organisationId),
  })
  const house = await studyHouse(server, 1)
  const { id } = await brought(house, panel())
  jobs.start('work')
  try {
    const runId = (await ask(house, id, 'power')).body.id
    await until(async () => (await readRun(house, runId)).state === 'done', 30_000, 'the task')
  } finally {
    await jobs.stop()
    Object.assign(server.platform, { enqueue: async () => undefined, wake: () => undefined })
  }
})

test('two years after it was closed a file is deleted, and what was found stays', async () => {
  const house = await studyHouse(server, 1)
  const { id } = await brought(house, panel())
  await house.call('POST', `/api/studies/${id}/registration`, { body: {} })
  await ask(house, id)
  await work(house)
  await house.call('POST', `/api/studies/${id}/closing`)
  const isGone = async () => (await house.call('GET', `/api/studies/${id}`)).body.file.isGone
  clock.advance(729 * 86_400_000)
  await keepStudies(ctxOf(house))
  await house.signIn()
  assert.equal(await isGone(), false)
  clock.advance(2 * 86_400_000)
  await keepStudies(ctxOf(house))
  await house.signIn()
  const { file, answer, verdict } = (await house.call('GET', `/api/studies/${id}`)).body
  assert.deepEqual([file.isGone, file.rows, verdict], [true, 192, 'caution'])
  assert.ok(answer.overall)
  assert.equal((await house.call('GET', `/api/studies/${id}/panel`)).body.type, '/problems/nothing-to-take-out')
  assert.equal((await house.call('GET', `/api/studies/${id}/answer`)).status, 200)
  clock.set('2026-11-30T08:00:00Z')
})

test('who planned, registered and ran stands in their own export, and is forgotten with them', async () => {
  const house = await studyHouse(server, 1)
  const { id } = await brought(house, panel())
  await house.call('POST', `/api/studies/${id}/registration`, { body: {} })
  await ask(house, id)
  const ctx = ctxOf(house)
  const own = await ctx.read((tx) => participant.exportPerson!(tx, house.ruth.id))
  assert.deepEqual(own['studies']!.map(({ deed }) => String(deed)).toSorted(), [
    'asked for a run',
    'brought a file',
    'planned',
    'registered',
  ])
  await ctx.write((tx) => participant.erasePerson!(tx, ctx, house.ruth.id))
  assert.deepEqual((await ctx.read((tx) => participant.exportPerson!(tx, house.ruth.id)))['studies'], [])
  const { registeredBy, runs, fingerprint } = (await house.call('GET', `/api/studies/${id}`)).body
  assert.deepEqual([registeredBy, runs.study.askedBy], [null, null])
  assert.match(fingerprint, /^[0-9a-f]{64}$/)
})

test('the county panel is answered with the figures of R', async () => {
  const house = await studyHouse(server, 1)
  const { id } = await planned(house)
  const put = await putFile(house, id, readFileSync(path.resolve(import.meta.dirname, '../../../test/data/causal/mpdta.csv')), 'mpdta.csv')
  const body = { unit: 'countyreal', time: 'year', outcome: 'lemp', firstTreated: 'first.treat', control: 'never' }
  await house.call('PUT', `/api/studies/${id}/columns`, { body, version: put.body.version })
  await house.call('POST', `/api/studies/${id}/registration`, { body: {} })
  await ask(house, id)
  await work(house)
  const { overall, verdict } = (await house.call('GET', `/api/studies/${id}`)).body
  assert.equal(verdict, 'caution')
  assert.ok(Math.abs(overall.estimate - -0.0399512751551763) < 1e-9)
  assert.ok(Math.abs(overall.se - 0.0120340127701854) < 1e-9)
})
