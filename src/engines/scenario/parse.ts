// Text -> scenario. Reads on after a mistake, so that an author sees all of them and the preview stays.
import { isTooLong, readConditions, slug, speech, unescape } from './expressions.ts'
import { emptyHead, readDeclaration, readHead } from './head.ts'
import type { Note } from './head.ts'
import { readExit } from './read-exit.ts'
import type { Exit } from './read-exit.ts'
import { choicePath, jumpPath, limits, linePath, qualities, timerPath, triggerPath } from './scenario.ts'
import type { Debrief, Ending, Fault, Line, Place, Quality, Scenario, Scene } from './scenario.ts'

export interface Parsed {
  /** As much as could be read; to be trusted only where `faults` is empty. */
  scenario: Scenario
  faults: Fault[]
  /** Where each scene, ending, choice, way on and timer stands, by its path. */
  places: ReadonlyMap<string, Place>
}
const heading = /^==\s*(ending\s+)?([^\s:]+)\s*(?::\s*(.*))?$/
const timerForm = /^after\s+(\d{1,4})\s*s\b(.*)$/

/** Never throws. `faults` come in the order of the lines. */
export function parseScenario(text: string): Parsed {
  const faults: Fault[] = []
  const places = new Map<string, Place>()
  const scenario: Scenario = { ...emptyHead(), states: [], cast: [], triggers: [], scenes: [], endings: [] }
  const note: Note = (code, about, line, column) => void faults.push({ code, about: about.slice(0, 120), line, column })
  if (text.length > limits.textLength) {
    note('too-long', 'text', 1, 1)
    return { scenario, faults, places }
  }
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/)
  const first = readHead(lines, scenario, note)
  let here: Scene | Ending | null = null
  /** What a line that begins with > speaks about. */
  let told: Debrief | null = null
  for (let index = first; index < lines.length; index++) {
    const raw = lines[index] ?? ''
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const at = raw.indexOf(line)
    const complain = (code: string, about: string, from = at): void => note(code, about, index + 1, from + 1)
    const place = { line: index + 1, column: at + 1 }
    if (line.startsWith('==')) {
      here = readHeading(line, at, scenario, complain)
      told = here && 'quality' in here ? here : null
      if (here) places.set(here.key, place)
    } else if (!here) {
      const before = scenario.triggers.length
      if (scenario.scenes.length > 0 || scenario.endings.length > 0 || !readDeclaration(raw, index + 1, scenario, note))
        complain('outside-scene', line)
      if (scenario.triggers.length > before) places.set(triggerPath(before), place)
    } else if (line.startsWith('>')) readDebrief(line, told, complain)
    else if ('quality' in here) {
      if (/^(?:\*|->|→|after\s+\d)/u.test(line)) complain('way-out-of-ending', here.key)
      else readLine(line, here, scenario, complain)
    } else {
      told = readSceneLine(line, at, here, scenario, complain) ?? (line.startsWith('*') ? null : told)
      if (line.startsWith('*') && told) places.set(choicePath(here.key, here.choices.length - 1), place)
      else if (/^(?:->|→)/u.test(line)) places.set(jumpPath(here.key, here.jumps.length - 1), place)
      else if (line.startsWith('after ')) places.set(timerPath(here.key), place)
      else places.set(linePath(here.key, here.lines.length - 1), place)
    }
  }
  if (scenario.scenes.length === 0) note('no-scene', '', lines.length, 1)
  if (scenario.endings.length === 0) note('no-ending', '', lines.length, 1)
  return { scenario, faults, places }
}
type Say = (code: string, about: string, from?: number) => void

function readHeading(line: string, at: number, scenario: Scenario, complain: Say): Scene | Ending | null {
  const [, ending, key = '', after] = heading.exec(line) ?? []
  if (!slug.test(key)) {
    complain('heading-form', line)
    return null
  }
  if ([...scenario.scenes, ...scenario.endings].some((other) => other.key === key)) {
    complain('heading-twice', key)
    return null
  }
  if (ending === undefined) {
    if (scenario.scenes.length >= limits.scenes) complain('too-many', 'scene')
    const scene: Scene = { key, title: after ? unescape(after) : null, lines: [], choices: [], jumps: [], timer: null }
    scenario.scenes.push(scene)
    return scene
  }
  const from = at + line.length - (after ?? '').length
  const exit = readExit(after ?? '', from, complain)
  const [, quality = '', title] = /^([^:]*?)\s*(?::\s*(.*))?$/s.exec(exit.text) ?? []
  if (!qualities.includes(quality as Quality)) complain('ending-quality', quality, from)
  if (exit.target !== null || exit.conditions.length > 0 || exit.effects.length > 0) complain('way-out-of-ending', key, from)
  const told = { kept: exit.kept, broken: exit.broken, rule: exit.rule, words: null, standard: null }
  const read: Ending = {
    key,
    title: title ?? null,
    quality: qualities.includes(quality as Quality) ? (quality as Quality) : 'poor',
    lines: [],
    ...told,
  }
  if (title === '') read.title = null
  scenario.endings.push(read)
  return read
}

function readDebrief(line: string, told: Debrief | null, complain: Say): void {
  const isStandard = line.startsWith('>>')
  const words = unescape(line.slice(isStandard ? 2 : 1).trim())
  if (!told) complain('debrief-alone', words)
  else if (words !== '') {
    const key = isStandard ? 'standard' : 'words'
    const joined = told[key] === null ? words : `${told[key]} ${words}`
    if (isTooLong(joined)) complain('too-long', key)
    told[key] = joined
  }
}

/** Answers the choice that a following > speaks about. */
function readSceneLine(line: string, at: number, scene: Scene, scenario: Scenario, complain: Say): Debrief | null {
  const isJump = /^(?:->|→)/u.test(line)
  const timer = timerForm.exec(line)
  if (line.startsWith('*')) {
    const exit = readExit(line.slice(1), at + 1, complain)
    if (exit.text === '') complain('choice-empty', '')
    if (isTooLong(exit.text)) complain('too-long', 'choice')
    if (scene.jumps.length > 0) complain('mixed-exits', scene.key)
    if (scene.choices.length >= limits.choices) complain('too-many', 'choice')
    if (exit.target === null && !/(?:->|→)\s*\S*$/u.test(line)) complain('target-missing', '', at + line.length)
    scene.choices.push({ ...exit, target: exit.target ?? '', words: null, standard: null })
    return scene.choices.at(-1) ?? null
  }
  if (isJump) {
    // A way on has its target in front: -> calm if trust >= 2 (time +1)
    const [, sign = '', target = '', after = ''] = /^(->|→)\s*(\S*)(.*)$/su.exec(line) ?? []
    const exit = readExit(after, at + line.length - after.length, complain)
    if (!slug.test(target)) complain(target === '' ? 'target-missing' : 'target-form', target, at + sign.length)
    if (exit.text !== '' || exit.target !== null) complain('way-on-form', exit.text)
    noTags(exit, complain)
    if (scene.choices.length > 0) complain('mixed-exits', scene.key)
    scene.jumps.push({ conditions: exit.conditions, effects: exit.effects, target })
    return null
  }
  if (timer || /^after\s+\d/.test(line)) {
    const [, seconds = '0', after = ''] = timer ?? []
    const exit = readExit(after, at + line.length - after.length, complain)
    const isRange = Number(seconds) >= limits.leastSeconds && Number(seconds) <= limits.mostSeconds
    if (!timer || !isRange || exit.target === null || exit.text !== '' || exit.conditions.length > 0) complain('after-form', line)
    noTags(exit, complain)
    if (scene.timer) complain('after-twice', scene.key)
    scene.timer = { seconds: Number(seconds), effects: exit.effects, target: exit.target ?? '' }
    return null
  }
  readLine(line, scene, scenario, complain)
  return null
}

function noTags(exit: Exit, complain: Say): void {
  if (exit.kept.length > 0 || exit.broken.length > 0 || exit.rule !== null) complain('tags-on-way', '')
}

function readLine(line: string, into: { lines: Line[] }, scenario: Scenario, complain: Say): void {
  if (into.lines.length >= limits.lines) complain('too-many', 'line')
  const [whole, you, speaker, emotion, condition, words = ''] = speech.exec(line) ?? []
  const isPlain = whole === undefined || (you === undefined && speaker === undefined && condition === undefined)
  if (!isPlain && speaker !== undefined && !scenario.cast.some(({ key }) => key === speaker)) complain('speaker-unknown', speaker)
  const conditions = isPlain || condition === undefined ? [] : readConditions(condition)
  if (conditions === null) complain('condition-form', condition ?? '')
  const said = unescape(isPlain ? line : words)
  if (said === '') complain('line-empty', '')
  if (isTooLong(said)) complain('too-long', 'line')
  into.lines.push({
    speaker: isPlain ? null : (speaker ?? null),
    isYou: !isPlain && you !== undefined,
    emotion: isPlain ? null : emotion?.trim() || null,
    conditions: conditions ?? [],
    words: said,
  })
}
