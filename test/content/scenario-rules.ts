import { parseScenario } from '#engines/scenario/parse.ts'
import type { Scenario } from '#engines/scenario/scenario.ts'
import { serialiseScenario } from '#engines/scenario/serialise.ts'
import { checkScenario } from '#engines/scenario/validate.ts'
import { isSameStructure, wordsOf } from '#engines/scenario/words.ts'
import { type Files, languagesAt, lineOf, type Say } from './pack-files.ts'
import { checkGrade } from './words-rules.ts'

const fewest = 6
const fewestDecisions = 8
const fewestEndings = 3
const wanted: [family: string, count: number][] = [
  ['back-office', 2],
  ['leadership', 1],
]

export function checkScenarios(files: Files, themes: readonly string[], say: Say): void {
  const keys = [...new Set([...files.keys()].flatMap((file) => /^scenarios\/([^/]+)\//.exec(file)?.[1] ?? []))]
  if (keys.length < fewest) say('scenarios', 1, `holds ${keys.length} scenarios, fewer than ${fewest}`)
  const found: Scenario[] = []
  for (const key of keys) {
    const first = checkText(files, `scenarios/${key}/en.txt`, key, themes, say)
    if (!first) continue
    found.push(first)
    for (const language of languagesAt(first.level).filter((one) => one !== 'en')) {
      const file = `scenarios/${key}/${language}.txt`
      const other = checkText(files, file, key, themes, say)
      if (other && !isSameStructure(first, other))
        say(file, lineOfDifference(first, other, files.get(file)!), 'plays differently from the English one')
    }
  }
  for (const [family, count] of wanted) {
    const have = found.filter((one) => one.families.some((name) => name === family)).length
    if (have < count) say('scenarios', 1, `hold ${have} for ${family}, fewer than ${count}`)
  }
}

function checkText(files: Files, file: string, key: string, themes: readonly string[], say: Say): Scenario | null {
  const text = files.get(file)
  if (text === undefined) {
    say(file, 1, 'is not there')
    return null
  }
  const { scenario, findings } = checkScenario(text)
  for (const { line, code, about } of findings.filter(({ isError }) => isError)) say(file, line, `${code} ${about}`.trim())
  if (scenario.key !== key) say(file, lineOf(text, 'key:'), `its key is not "${key}", its folder's name`)
  const decisions = scenario.scenes.filter(({ choices }) => choices.length >= 2).length
  if (decisions < fewestDecisions) say(file, 1, `asks for ${decisions} decisions, fewer than ${fewestDecisions}`)
  if (scenario.endings.length < fewestEndings) say(file, 1, `has ${scenario.endings.length} endings, fewer than ${fewestEndings}`)
  // A debrief by principle needs every choice to say which it keeps or costs.
  const choices = scenario.scenes.flatMap((scene) => scene.choices)
  const tagged = [scenario.theme, ...[...choices, ...scenario.endings].flatMap(({ kept, broken }) => [...kept, ...broken])]
  for (const theme of new Set(tagged)) if (!themes.includes(theme)) say(file, lineOf(text, theme), `"${theme}" is no theme of the pack`)
  for (const { text: words, kept, broken } of choices)
    if (kept.length + broken.length === 0) say(file, lineOf(text, words), 'has a choice without a theme')
  if (serialiseScenario(scenario) !== text) say(file, 1, 'is not in the form in which it would be exported')
  checkGrade(
    file,
    wordsOf(scenario)
      .map(({ words }) => words)
      .join('\n'),
    say,
  )
  return scenario
}

/** The first heading below which two languages part; 1 for the head. */
function lineOfDifference(one: Scenario, other: Scenario, text: string): number {
  const { places } = parseScenario(text)
  const index = other.scenes.findIndex((scene, i) => {
    const original = one.scenes[i]
    return !original || !isSameStructure({ ...one, scenes: [original] }, { ...one, scenes: [scene] })
  })
  return places.get(other.scenes[index]?.key ?? '')?.line ?? 1
}
