// Scenario -> text, so that parse(serialise(x)) is x and serialise(parse(t)) is a fixed point. Comments and blank lines of an author's own text are not kept.
import { escape, looksLikeCondition, speech, writeConditions, writeEffects } from './expressions.ts'
import { counterMost } from './scenario.ts'
import type { Choice, Condition, Debrief, Effect, Ending, Line, Scenario, Scene, State } from './scenario.ts'

export function serialiseScenario(scenario: Scenario): string {
  const head = ['---', `key: ${scenario.key}`, `title: ${scenario.title}`]
  if (scenario.about !== null) head.push(`about: ${scenario.about}`)
  head.push(`level: ${scenario.level}`, `theme: ${scenario.theme}`)
  if (scenario.families.length > 0) head.push(`families: ${scenario.families.join(', ')}`)
  head.push(`channel: ${scenario.channel}`, `minutes: ${scenario.minutes}`, '---')
  const declared = [
    ...scenario.states.map(writeState),
    ...scenario.cast.map(({ key, words }) => `cast ${key}: ${escape(words)}`),
    ...scenario.triggers.map(({ conditions, target }) => `when ${writeConditions(conditions)} -> ${target}`),
  ]
  const parts = [[...head, ...declared], ...scenario.scenes.map(writeScene), ...scenario.endings.map(writeEnding)]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const writeState = ({ key, start, most, kind, label }: State): string =>
  `state ${key} ${start}${kind === 'meter' || most !== counterMost ? ` of ${most}` : ''}${label === null ? '' : ` : ${escape(label)}`}`

function writeScene({ key, title, lines, choices, jumps, timer }: Scene): string[] {
  return [
    `== ${key}${title === null ? '' : ` : ${escape(title)}`}`,
    ...lines.map(writeLine),
    ...choices.flatMap((choice) => [writeChoice(choice), ...writeDebrief(choice, '  ')]),
    ...jumps.map(({ target, ...jump }) => `-> ${target}${writeIf(jump.conditions)}${writeChange(jump.effects)}`),
    ...(timer ? [`after ${timer.seconds}s${writeChange(timer.effects)} -> ${timer.target}`] : []),
  ]
}

const writeEnding = (ending: Ending): string[] => [
  `== ending ${ending.key} : ${ending.quality}${
    ending.title === null
      ? ''
      : ` : ${plainEnd(ending.title)
          .replaceAll('->', String.raw`-\>`)
          .replaceAll('→', String.raw`\→`)}`
  }${writeTags(ending)}`,
  ...ending.lines.map(writeLine),
  ...writeDebrief(ending, ''),
]

const writeChoice = (choice: Choice): string =>
  `* ${plainEnd(choice.text)}${writeIf(choice.conditions)}${writeChange(choice.effects)}${writeTags(choice)} -> ${choice.target}`

function writeLine({ speaker, isYou, emotion, conditions, words }: Line): string {
  const written = escape(words)
  const name = isYou ? 'You' : speaker
  if (name === null && conditions.length === 0) return isPlain(written) ? written : `\\${written}`
  const condition = writeIf(conditions).trimStart()
  return `${[name, emotion === null ? null : `(${emotion})`, condition].filter((part) => part !== null && part !== '').join(' ')}: ${written}`
}
const isPlain = (words: string): boolean => !/^(?:[*>#→]|==|->|after\s)/u.test(words) && !speech.test(words)

function writeDebrief({ words, standard }: Debrief, indent: string): string[] {
  return [...(words === null ? [] : [`${indent}> ${escape(words)}`]), ...(standard === null ? [] : [`${indent}>> ${escape(standard)}`])]
}

const writeIf = (conditions: readonly Condition[]): string => (conditions.length === 0 ? '' : ` if ${writeConditions(conditions)}`)
const writeChange = (effects: readonly Effect[]): string => (effects.length === 0 ? '' : ` (${writeEffects(effects)})`)
function writeTags({ kept, broken, rule }: Debrief): string {
  const themes = [...kept, ...broken.map((key) => `-${key}`)]
  return `${themes.length === 0 ? '' : ` [${themes.join(', ')}]`}${rule === null ? '' : ` [rule: ${escape(rule)}]`}`
}

/** Words whose end would be read as a condition, an effect or a tag keep a backslash before it. */
function plainEnd(words: string): string {
  const written = escape(words).replaceAll(/(^|\s)if(?=\s+(.*))/gs, (whole: string, before: string, after: string) =>
    looksLikeCondition.test(after) ? `${before}\\if` : whole,
  )
  return /[)\]]$/.test(written) ? `${written.slice(0, -1)}\\${written.slice(-1)}` : written
}
