// For authors: which choice how often, by principle, where people stop, how it ends. Over all people of the organisation together, and nothing of fewer than five.
import { parseScenario } from '#engines/scenario/parse.ts'
import { choicePath, jumpPath, type Scenario, timerPath } from '#engines/scenario/scenario.ts'
import type { PrincipleRef } from '#features/language/public.ts'
import type { Context } from '#platform/http/context.ts'
import { csvLine } from '#platform/http/csv.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { fewestPeople, type ScenarioReport } from '../../contract/scenarios.ts'
import { type Counted, countPlays, reportHead } from '../../store/scenarios/report.ts'
import { meaningOf, type ThemeMeaning } from '../themes.ts'

type Query = { number?: number | undefined; first: 'yes' | 'no' }
type Meaning = (theme: string) => ThemeMeaning

export async function readReport(ctx: Context, scenarioId: string, query: Query): Promise<ScenarioReport> {
  ctx.require('scenarios.read', {})
  return ctx.read(async (tx) => {
    const [head, meaning] = await Promise.all([reportHead(tx, scenarioId, query.number ?? null, ctx.language), meaningOf(tx, ctx.language)])
    if (!head) throw new Problem(problems.notFound)
    const { number, numbers, text, language, key } = head
    const empty = {
      key,
      number,
      numbers,
      language,
      text: null,
      all: null,
      scenes: [],
      principles: [],
      endings: [],
      leastPeople: fewestPeople,
    }
    if (number === null) return empty
    if (text === null) throw new Problem(problems.notFound)
    const counted = await countPlays(tx, { scenarioId, number, isFirstOnly: query.first === 'yes' })
    const all = counted.find(({ scene, isTotal }) => scene === null && isTotal) ?? { plays: 0, people: 0 }
    if (all.people < fewestPeople) return empty
    const { scenario } = parseScenario(text)
    const scenes = scenesOf(scenario, counted, meaning)
    return {
      ...empty,
      text,
      all: { plays: all.plays, people: all.people },
      scenes,
      principles: byPrinciple(scenes, meaning, scenario),
      endings: endingsOf(scenario, counted),
    }
  })
}

type Scenes = ScenarioReport['scenes']
const scenesOf = (scenario: Scenario, counted: readonly Counted[], meaning: Meaning): Scenes =>
  scenario.scenes.map(({ key, title, choices, jumps, timer }) => {
    const here = counted.filter(({ scene }) => scene === key)
    const total = here.find(({ isTotal }) => isTotal) ?? { plays: 0, people: 0 }
    if (total.people < fewestPeople) return { scene: key, title, plays: null, left: null, ways: [] }
    const taken = (path: string | null): number => here.find((one) => !one.isTotal && one.path === path)?.plays ?? 0
    const names = (themes: readonly string[]) => [...new Set(themes.flatMap((theme) => meaning(theme).principle?.id ?? []))]
    const wayOf = (
      path: string,
      kind: 'choice' | 'on' | 'time',
      to: string,
      said?: { text: string; kept: string[]; broken: string[] },
    ) => ({
      path,
      kind,
      to,
      text: said?.text ?? null,
      keeps: names(said?.kept ?? []),
      costs: names(said?.broken ?? []),
      plays: taken(path),
      share: taken(path) / Math.max(total.plays, 1),
    })
    return {
      scene: key,
      title,
      plays: total.plays,
      left: taken(null),
      ways: [
        ...choices.map((choice, index) => wayOf(choicePath(key, index), 'choice', choice.target, choice)),
        ...jumps.map(({ target }, index) => wayOf(jumpPath(key, index), 'on', target)),
        ...(timer ? [wayOf(timerPath(key), 'time', timer.target)] : []),
      ],
    }
  })

/** How often a choice kept a principle and how often one cost it; scenes with too few people are left out. */
function byPrinciple(scenes: Scenes, meaning: Meaning, { scenes: written, theme }: Scenario): ScenarioReport['principles'] {
  const themes = [theme, ...written.flatMap(({ choices }) => choices.flatMap(({ kept, broken }) => [...kept, ...broken]))]
  const principles = new Map<string, PrincipleRef>()
  for (const one of themes) {
    const { principle } = meaning(one)
    if (principle) principles.set(principle.id, principle)
  }
  const ways = scenes.flatMap((scene) => scene.ways)
  const sum = (of: 'keeps' | 'costs', id: string): number =>
    ways.filter((way) => way[of].includes(id)).reduce((total, { plays }) => total + plays, 0)
  return [...principles.values()]
    .toSorted((a, b) => a.position - b.position)
    .map((principle) => ({ principle, kept: sum('keeps', principle.id), cost: sum('costs', principle.id) }))
    .filter(({ kept, cost }) => kept + cost > 0)
}

function endingsOf({ endings }: Scenario, counted: readonly Counted[]): ScenarioReport['endings'] {
  const reached = counted.filter(({ scene, path, isTotal }) => scene === null && path !== null && !isTotal)
  const ends = (key: string): number => reached.find(({ path }) => path === key)?.plays ?? 0
  const all = reached.reduce((sum, { plays }) => sum + plays, 0)
  return endings.map(({ key, title, quality }) => ({
    ending: key,
    title,
    quality,
    plays: ends(key),
    share: ends(key) / Math.max(all, 1),
  }))
}

/** For a spreadsheet: a row for each way out of a scene, for who stopped there, for each ending. Column names are the same in every language. */
export async function exportReport(ctx: Context, scenarioId: string, query: Query): Promise<{ name: string; text: string }> {
  const { key, number, scenes, endings, principles } = await readReport(ctx, scenarioId, query)
  const names = (ids: readonly string[]) =>
    ids.map((id) => principles.find(({ principle }) => principle.id === id)?.principle.name ?? '').join(', ')
  const rounded = (share: number): number => Math.round(share * 1000) / 10
  const rows = scenes.flatMap(({ scene, title, plays, left, ways }) =>
    plays === null
      ? [[scene, title ?? '', 'too few', '', '', '', '', '', '']]
      : [
          ...ways.map((way) => [
            scene,
            title ?? '',
            way.kind,
            way.text ?? '',
            way.to,
            names(way.keeps),
            names(way.costs),
            way.plays,
            rounded(way.share),
          ]),
          [scene, title ?? '', 'stopped', '', '', '', '', left, rounded((left ?? 0) / Math.max(plays, 1))],
        ],
  )
  const lines = [
    ['scene', 'title', 'kind', 'words', 'leads_to', 'keeps', 'costs', 'plays', 'percent'],
    ...rows,
    ...endings.map(({ ending, title, quality, plays, share }) => [
      ending,
      title ?? '',
      'ending',
      quality,
      '',
      '',
      '',
      plays,
      rounded(share),
    ]),
  ]
  return { name: `${key}-${number ?? 0}.csv`, text: `\ufeff${lines.map((line) => csvLine(line)).join('\r\n')}\r\n` }
}
