import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { dispatch } from '#platform/cli/dispatch.ts'
import { commands } from '../commands.ts'
import type { Answer } from './answer.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'study-'))
after(() => rmSync(folder, { recursive: true }))
const mpdta = path.resolve(import.meta.dirname, '../../../../test/data/causal/mpdta.csv')
const county = ['--unit', 'countyreal', '--time', 'year', '--outcome', 'lemp', '--first-treated', 'first.treat']
const usual = ['--unit', 'agent', '--time', 'month', '--outcome', 'csat', '--first-treated', 'trained']

async function study(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    readStdin: () => Promise.resolve(''),
  }
  const provide = () => Promise.resolve(undefined as never)
  const status = await dispatch(['study', ...words], { commands, terminal, signal: new AbortController().signal, provide })
  return { status, out: out.join('\n'), err: err.join('\n') }
}
const file = (name: string, text: string): string => {
  const at = path.join(folder, name)
  writeFileSync(at, text)
  return at
}

/** Twelve teams of two over eight months; a third starts in May, a third in July. `drift` moves whoever starts, from the first month on. */
function panel({ starts = ['2026-05', '2026-07', ''], effect = 2, drift = 0, teams = 12 }): string[] {
  const lines = ['agent,team,month,csat,trained']
  for (let agent = 0; agent < teams * 2; agent++) {
    const team = Math.floor(agent / 2)
    const start = starts[team % starts.length]!
    for (let month = 1; month <= 8; month++) {
      const name = `2026-0${month}`
      // A fixed unrest that neither repeats in time nor follows teams.
      const unrest = (((agent + 3) * 7919 + (month + 5) * 104_729 + (agent + 1) * (month + 2) * 613) % 1000) / 1000
      const isTrained = start !== '' && name >= start
      lines.push(
        `a${agent},t${team},${name},${(70 + team + unrest + (isTrained ? effect : 0) + (start === '' ? 0 : drift * month)).toFixed(3)},${start}`,
      )
    }
  }
  return lines
}

test('the county panel is answered with the figures of R, the documented keys, and status 0', async () => {
  const { status, out } = await study(mpdta, ...county, '--control', 'never', '--json')
  const answer = JSON.parse(out) as Answer
  assert.equal(status, 0)
  assert.equal(answer.verdict, 'caution')
  assert.deepEqual(
    answer.reasons.map(({ code }) => code),
    ['some-few-pre-periods'],
  )
  assert.deepEqual(answer.n, { units: 500, clusters: 500, periods: 5, rows: 2500 })
  assert.ok(Math.abs(answer.overall!.estimate - -0.0399512751551763) < 1e-9)
  assert.ok(Math.abs(answer.overall!.se! - 0.0120340127701854) < 1e-9)
  assert.ok(answer.overall!.lower < answer.overall!.estimate && answer.overall!.estimate < answer.overall!.upper)
  assert.deepEqual(
    answer.dynamic.map(({ event }) => event),
    [-3, -2, -1, 0, 1, 2, 3],
  )
  assert.ok(answer.dynamic.every(({ lower, bandLower }) => bandLower! < lower + 0.01))
  assert.deepEqual([answer.group.length, answer.calendar.length, answer.groupTime.length], [3, 4, 12])
  assert.ok(Math.abs(answer.pretrend.wald!.statistic - 7.79123662720035) < 1e-9)
  assert.ok(answer.pretrend.leadsF!.p > 0.05 && answer.pretrend.slope!.p > 0.05)
  assert.equal((await study(mpdta, ...county, '--control', 'never', '--json')).out, out, 'the same file, the same answer')
})

test('months, teams and a semicolon file: said in words, drawn, and checkable in R', async () => {
  const lines = panel({}).map((line) => line.replaceAll(',', ';').replace(/(\d)\.(\d{3})/, '$1,$2'))
  const [plot, script] = [path.join(folder, 'out.svg'), path.join(folder, 'out.R')]
  const at = file('teams.csv', `\uFEFF${lines.join('\r\n')}\r\n`)
  const { status, out } = await study(at, ...usual, '--cluster', 'team', '--plot', plot, '--r', script)
  assert.equal(status, 0, out)
  assert.match(out, /Those who started came out \d\.\d+ higher .*\(likely between 1\.\d+ and 2\.\d+/)
  assert.match(out, /12 clusters are fewer than 20/)
  assert.match(out, /2026-05/)
  const svg = readFileSync(plot, 'utf8')
  assert.match(svg, /^<svg [^>]*role="img" aria-label="Effect on csat/)
  assert.equal(svg.match(/<circle/g)?.length, 9)
  assert.match(readFileSync(script, 'utf8'), /clustervars = "team"/)
  const { fewClusters } = JSON.parse((await study(at, ...usual, '--cluster', 'team', '--json')).out) as Answer
  assert.equal(fewClusters!.isWildExact, true)
  assert.ok(fewClusters!.wildP < 0.05 && fewClusters!.df < 12)
})

test('a refusal has reasons, no numbers, and status 3', async () => {
  const refused = async (name: string, lines: string[], code: string, ...more: string[]) => {
    const at = file(`${name}.csv`, lines.join('\n'))
    const { status, out } = await study(at, ...usual, '--json', ...more)
    const answer = JSON.parse(out) as Answer
    assert.equal(status, 3, `${name}: ${out.slice(0, 300)}`)
    assert.equal(answer.verdict, 'refuse')
    assert.ok(
      answer.reasons.some((reason) => reason.code === code && reason.text.length > 20),
      `${name}: ${answer.reasons.map((one) => one.code).join()}`,
    )
    assert.deepEqual([answer.overall, answer.dynamic, answer.group, answer.groupTime], [null, [], [], []])
    const words = await study(at, ...usual, ...more)
    assert.equal(words.status, 3)
    assert.match(words.out, /^We cannot tell\.\n- /)
  }
  await refused('all at once', panel({ starts: ['2026-05'] }), 'no-comparison')
  await refused('nobody', panel({ starts: [''] }), 'no-treated')
  await refused('three teams', panel({ teams: 3 }), 'few-treated-clusters', '--cluster', 'team')
  await refused('drifting', panel({ drift: 0.5, effect: 0.5 }), 'broken-pre-trend')
  await refused('early', panel({ starts: ['2026-02', '2026-03', ''] }), 'few-pre-periods')
  const leavers = panel({}).filter((line) => !(line.includes('2026-08') && /^a(0|1|6|7|12),/.test(line)))
  await refused('leavers', leavers, 'unequal-attrition')
  const constant = panel({}).map((line, i) => (i === 0 ? line : line.replace(/,\d+\.\d+,/, ',70,')))
  await refused('constant', constant, 'no-variation')
})

test('few teams are answered where starts were drawn by lot', async () => {
  const at = file('lot.csv', panel({ teams: 9 }).join('\n'))
  assert.equal((await study(at, ...usual, '--cluster', 'team', '--control', 'never')).status, 3)
  const drawn = await study(at, ...usual, '--cluster', 'team', '--control', 'never', '--randomised')
  assert.equal(drawn.status, 0, drawn.out)
})

test('bad input names the line and the column, with status 1', async () => {
  const good = panel({})
  const spoiled = (line: number, from: RegExp | string, to: string) =>
    good.map((text, i) => (i === line - 1 ? text.replace(from, to) : text))
  for (const [name, lines, wanted] of [
    ['word', spoiled(5, /,\d+\.\d+,/, ',seventy,'), /line 5, column csat: “seventy” is no number/],
    ['period', spoiled(7, '2026-06', 'June'), /line 7, column month: “June” is no period/],
    ['start', spoiled(8, /,[^,]*$/, ',soon'), /line 8, column trained: “soon” is no period/],
    ['twice', spoiled(4, '2026-03', '2026-02'), /line 4, column month: The unit has two rows for this period. See line 3\./],
    ['changes', spoiled(6, /,[^,]*$/, ',2026-06'), /line 6, column trained: Differs from an earlier row/],
    ['nobody', spoiled(3, /^a0/, ''), /line 3, column agent: Empty/],
    [
      'mixed',
      spoiled(2, /,[^,]*$/, ',5').map((text) => text.replace(/^(a0,.*,)[^,]*$/, '$15')),
      /column trained: Periods and first treated periods must be written alike/,
    ],
    ['empty', [good[0]!], /no rows/],
  ] as const) {
    const { status, err } = await study(file(`${name}.csv`, lines.join('\n')), ...usual)
    assert.equal(status, 1, `${name}: ${err}`)
    assert.match(err, wanted, name)
  }
  const missing = await study(file('good.csv', good.join('\n')), ...usual.slice(0, -1), 'trianed')
  assert.equal(missing.status, 1)
  assert.match(missing.err, /line 1, column trianed: There is no such column. The file has: agent, team, month, csat, trained\./)
  assert.equal((await study(path.join(folder, 'none.csv'), ...usual)).status, 1)
  assert.equal((await study(path.join(folder, 'good.csv'), ...usual, '--control', 'some')).status, 2)
  assert.equal((await study(path.join(folder, 'good.csv'), '--unit', 'agent')).status, 2)
})

test('rows without an outcome are left out and counted', async () => {
  const lines = panel({}).map((line) => (/^a2[0-3],.*2026-04/.test(line) ? line.replace(/,\d+\.\d+,/, ',,') : line))
  const answer = JSON.parse((await study(file('gaps.csv', lines.join('\n')), ...usual, '--json')).out) as Answer
  assert.equal(answer.rowsWithoutOutcome, 4)
  assert.equal(answer.n.rows, 24 * 8 - 4)
  assert.ok(answer.reasons.some(({ code, values }) => code === 'incomplete-panel' && values['found'] === 4))
})

test('the guide’s figures are what the command says today', async () => {
  const guide = path.resolve(import.meta.dirname, '../../../../docs/guide')
  const blocks = [...readFileSync(path.join(guide, 'impact-study.md'), 'utf8').matchAll(/```text (\S+)\n(.*?)\n```/gs)]
  assert.equal(blocks.length, 3)
  for (const [, name, text] of blocks) {
    const columns = ['--unit', 'team', '--time', 'month', '--outcome', 'csat', '--first-treated', 'trained']
    const plot = path.join(folder, `${name}.svg`)
    const { out } = await study(path.join(guide, 'study', `${name}.csv`), ...columns, '--plot', plot)
    assert.ok(out.startsWith(text!), `${name}: ${out}`)
    if (name === 'holds') assert.equal(readFileSync(plot, 'utf8'), readFileSync(path.join(guide, 'pictures/study-holds.svg'), 'utf8'))
  }
})
