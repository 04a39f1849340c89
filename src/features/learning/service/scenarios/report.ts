// For authors: which choice how often, where people leave, how it ends. Over all people of the organisation together, and nothing of fewer than five.
import { parseScenario } from '#engines/scenario/parse.ts'
import { choicePath, jumpPath, timerPath } from '#engines/scenario/scenario.ts'
import type { Context } from '#platform/http/context.ts'
import { Problem, problems } from '#platform/http/problem.ts'
import { fewestPeople, type ScenarioReport } from '../../contract/scenarios.ts'
import { howMany, waysTaken, endingsReached } from '../../store/scenarios/report.ts'
import { findScenario, textsOf, versionsOf } from '../../store/scenarios/scenarios.ts'

export async function readReport(
  ctx: Context,
  scenarioId: string,
  query: { number?: number | undefined; first: 'yes' | 'no' },
): Promise<ScenarioReport> {
  ctx.require('scenarios.read', {})
  return ctx.read(async (tx) => {
    const [row, versions] = await Promise.all([findScenario(tx, scenarioId), versionsOf(tx, scenarioId)])
    if (!row) throw new Problem(problems.notFound)
    const numbers = [...new Set(versions.map(({ number }) => number))]
    const number = query.number ?? row.liveNumber
    const empty = { number, numbers, all: null, scenes: [], endings: [], leastPeople: fewestPeople }
    if (number === null) return empty
    const asked = { scenarioId, number, isFirstOnly: query.first === 'yes' }
    const [texts, all, ended, ways] = await Promise.all([
      textsOf(tx, scenarioId, number),
      howMany(tx, asked),
      endingsReached(tx, asked),
      waysTaken(tx, asked),
    ])
    const text = (texts.find(({ language }) => language === ctx.language) ?? texts.find(({ language }) => language === row.language))?.text
    if (text === undefined) throw new Problem(problems.notFound)
    if (all.people < fewestPeople) return empty
    const { scenario } = parseScenario(text)
    const ends = (key: string): number => ended.find(({ ending }) => ending === key)?.plays ?? 0
    const allEnds = ended.reduce((sum, { plays }) => sum + plays, 0)
    return {
      ...empty,
      all,
      scenes: scenario.scenes.map(({ key, title, choices, jumps, timer }) => {
        const here = ways.filter(({ scene }) => scene === key)
        const total = here.find(({ isTotal }) => isTotal) ?? { plays: 0, people: 0 }
        const taken = (path: string | null): number => here.find((one) => !one.isTotal && one.path === path)?.plays ?? 0
        const wayOf = (path: string, kind: 'choice' | 'on' | 'time', words: string | null) => ({
          path,
          kind,
          text: words,
          plays: taken(path),
          share: taken(path) / Math.max(total.plays, 1),
        })
        if (total.people < fewestPeople) return { scene: key, title, plays: null, left: null, ways: [] }
        return {
          scene: key,
          title,
          plays: total.plays,
          left: taken(null),
          ways: [
            ...choices.map((choice, index) => wayOf(choicePath(key, index), 'choice', choice.text)),
            ...jumps.map((_, index) => wayOf(jumpPath(key, index), 'on', null)),
            ...(timer ? [wayOf(timerPath(key), 'time', null)] : []),
          ],
        }
      }),
      endings: scenario.endings.map(({ key, title, quality }) => ({
        ending: key,
        title,
        quality,
        plays: ends(key),
        share: ends(key) / Math.max(allEnds, 1),
      })),
    }
  })
}
