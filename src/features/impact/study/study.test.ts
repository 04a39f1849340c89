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
  const checked = readFileSync(script, 'utf8')
  for (const wanted of [
    'clustervars = "cluster"',
    'factor(data[["team"]])',
    'sep = ";"',
    'sub(",", ".", text, fixed = TRUE)',
    'match(same(data[["month"]]), periods)',
  ])
    assert.ok(checked.includes(wanted), wanted)
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
      /line 2, column trained: “5” is written otherwise than “2026-01”: periods and first treated periods must be written alike/,
    ],
    ['headed', [good[0]!], /no rows/],
    ['empty', [], /The file is empty\./],
    ['thirteenth', spoiled(7, '2026-06', '2026-13'), /line 7, column month: “2026-13” is no period/],
    ['quarter', spoiled(7, '2026-06', '2026-Q2'), /line 7, column month: “2026-Q2” is written otherwise than “2026-01”/],
    ['day', spoiled(2, /,[^,]*$/, ',2026-05-04'), /line 2, column trained: “2026-05-04” is written otherwise/],
    ['other base', spoiled(5, /,\d+\.\d+,/, ',0x46,'), /line 5, column csat: “0x46” is no number/],
    ['comma', spoiled(5, /(\d)\.(\d+),/, '$1,$2,'), /line 5: 6 cells under 5 columns: a cell that holds a comma needs quotation marks/],
    ['short', spoiled(5, /,[^,]*$/, ''), /line 5, column trained: The line ends before this column/],
    ['quote', spoiled(5, /^a/, '"a'), /line 5: A quotation mark is not closed/],
    ['huge', spoiled(5, /,\d+\.\d+,/, ',1e300,'), /line 5, column csat: Numbers this large/],
    [
      'signs',
      spoiled(9, /(\d)\.(\d+)/, '$1,$2').map((text) => text.replace(/,(?!\d{3},)/g, ';')),
      /line 9, column csat: A number with a comma, and in line 2 one with a point/,
    ],
    ['named twice', good.map((text, i) => `${text},${i === 0 ? 'csat' : 1}`), /line 1, column csat: The file has two columns of this name/],
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

test('the same panel is read alike in every way that files are written', async () => {
  const lines = panel({})
  const [head, ...body] = lines.map((line) => line.split(','))
  const answerOf = async (name: string, content: string | Uint8Array, ...more: string[]) => {
    const at = path.join(folder, `${name}.csv`)
    writeFileSync(at, content)
    const { status, out, err } = await study(at, ...(more.length > 0 ? more : usual), '--json')
    assert.equal(status, 0, `${name}: ${err}`)
    return JSON.parse(out) as Answer
  }
  const wanted = await answerOf('plain', lines.join('\n'))
  const quotedNames = ['my "agent"', 'team', 'the, month', 'csat', 'trained']
  const all = (separator: string, rows: readonly (readonly string[])[], end = '\n') => rows.map((row) => row.join(separator)).join(end)
  const months = body.map((row) => row.map((cell, i) => (i === 2 || i === 4 ? cell.replace('-', '') : cell)))
  const found = [
    await answerOf(
      'quoted',
      all(
        ',',
        [quotedNames, ...body].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`)),
        '\r\n',
      ),
      ...usual.with(1, 'my "agent"').with(3, 'the, month'),
    ),
    await answerOf('utf16', Buffer.from(`\uFEFF${lines.join('\n')}`, 'utf16le')),
    await answerOf('tabs', all('\t', [head!, ...body.map((row) => row.map((cell) => cell.replace('.', ',')))], '\r')),
    await answerOf('titled', `Report of today\n\n${lines.join('\n')}`),
    await answerOf('numbers of months', all(',', [head!, ...months])),
    await answerOf('never', all(',', [head!, ...body.map((row) => row.map((cell, i) => (i === 4 && cell === '' ? 'never' : cell)))])),
    await answerOf('shuffled', all(',', [head!, ...body.toReversed()])),
  ]
  for (const [i, { overall, n, verdict }] of found.entries()) {
    assert.deepEqual([n, verdict], [wanted.n, wanted.verdict], String(i))
    assert.ok(
      Math.abs(overall!.estimate - wanted.overall!.estimate) < 1e-9 && Math.abs(overall!.se! - wanted.overall!.se!) < 1e-9,
      String(i),
    )
  }
})

test('quarters, weeks and days count by their order, whatever their sign, and a start without rows begins with the next period', async () => {
  const written: ((month: number) => string)[] = [
    (month) => `${2025 + Math.floor(month / 4)}-Q${(month % 4) + 1}`,
    (month) => `2026${month % 2 === 0 ? 'W' : '-w'}${month + 5 < 10 ? `${month % 2 === 0 ? '0' : ''}${month + 5}` : month + 5}`,
    (month) => `2026-01-${String(month * 3 + 1).padStart(2, '0')}`,
  ]
  const lines = panel({})
  const wanted = JSON.parse((await study(file('in months.csv', lines.join('\n')), ...usual, '--json')).out) as Answer
  for (const write of written) {
    const other = lines.map((line) => line.replaceAll(/2026-0(\d)/g, (_, month: string) => write(Number(month) - 1)))
    const found = JSON.parse((await study(file('other.csv', other.join('\n')), ...usual, '--json')).out) as Answer
    assert.deepEqual([found.overall, found.dynamic, found.n], [wanted.overall, wanted.dynamic, wanted.n])
  }
  const withoutMay = lines.filter((line) => !/,2026-05,/.test(line))
  const { group } = JSON.parse((await study(file('no may.csv', withoutMay.join('\n')), ...usual, '--json')).out) as Answer
  assert.deepEqual(
    group.map((one) => one.group),
    ['2026-06', '2026-07'],
  )
})

test('a refusal gives no effect away, neither in words nor in figures', async () => {
  const at = file('drift.csv', panel({ drift: 1, effect: 1 }).join('\n'))
  const { out } = await study(at, ...usual, '--json')
  const answer = JSON.parse(out) as Answer
  assert.deepEqual(
    answer.reasons.map(({ code, level, values }) => [code, level, Object.keys(values)]),
    [['broken-pre-trend', 'refuse', ['share', 'p']]],
  )
  assert.match((await study(at, ...usual)).out, /^We cannot tell\.\n- Before the start .* could explain (all|\d+ %) of what followed\./)
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
    if (name !== 'cannot-tell')
      assert.equal(readFileSync(plot, 'utf8'), readFileSync(path.join(guide, `pictures/study-${name}.svg`), 'utf8'))
    else assert.match(readFileSync(plot, 'utf8'), />We cannot tell\.</)
  }
})
