// One scene: what is said and seen, what the last step changed, and what one can do. For playing and for an author's preview.
import { IconArrowRight, IconEye } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { holds, type Indexed, type Move, openChoices, type Position, type Taken } from '#engines/scenario/play.ts'
import type { Line, Scenario } from '#engines/scenario/scenario.ts'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Spoken } from '#ui/Layout.tsx'
import { Clock } from './Clock.tsx'
import { Meters } from './Meters.tsx'
import { useStateNames } from './words.ts'

export function Conversation({
  indexed,
  position,
  taken,
  isTimed,
  onMove,
  onStopClock,
  language,
}: {
  indexed: Indexed
  position: Position
  taken: readonly Taken[]
  isTimed: boolean
  onMove: (move: Move) => void
  onStopClock: () => void
  language: string
}) {
  const t = useT('learning')
  const { scenario } = indexed
  const scene = indexed.scenes.get(position.at)
  const stage = useRef<HTMLElement>(null)
  const steps = useRef(taken.length)
  // A screen reader goes on where the conversation goes on.
  useEffect(() => {
    if (taken.length > steps.current) stage.current?.focus()
    steps.current = taken.length
  }, [taken.length])
  if (!scene) return null
  const last = taken.at(-1)
  const said = last?.move.kind === 'choice' ? indexed.scenes.get(last.before.at)?.choices[last.move.index]?.text : undefined
  const isRunning = isTimed && scene.timer !== null
  return (
    <div className="conversation">
      <Meters scenario={scenario} state={position.state} />
      <section className="stage" ref={stage} tabIndex={-1} aria-label={scene.title ?? t('scenarios.player.now')}>
        {said !== undefined && (
          <p className="said-by-me" lang={language}>
            <Spoken>{t('scenarios.player.youChose')} </Spoken>
            <bdi>{said}</bdi>
          </p>
        )}
        {last?.move.kind === 'time' && <p className="second">{t('scenarios.player.tooLate')}</p>}
        {last && <Changes scenario={scenario} taken={last} />}
        <Lines lines={scene.lines} indexed={indexed} state={position.state} language={language} />
      </section>
      {isRunning && (
        <Clock key={taken.length} seconds={scene.timer?.seconds ?? 0} onOver={() => onMove({ kind: 'time' })} onStop={onStopClock} />
      )}
      {scene.choices.length > 0 ? (
        <ul className="ways" aria-label={t('scenarios.player.whatDoYouDo')}>
          {openChoices(indexed, position).map(({ index, choice, path }) => (
            <li key={path}>
              <button type="button" className="way" lang={language} onClick={() => onMove({ kind: 'choice', index })}>
                <bdi>{choice.text}</bdi>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <div>
          <Button kind="filled" iconEnd={IconArrowRight} onClick={() => onMove({ kind: 'on' })}>
            {t('scenarios.player.goOn')}
          </Button>
        </div>
      )}
    </div>
  )
}

export function Lines({
  lines,
  indexed,
  state,
  language,
}: {
  lines: readonly Line[]
  indexed: Indexed
  state: readonly number[]
  language: string
}) {
  return (
    <Spoke lines={lines.filter(({ conditions }) => holds(indexed, conditions, state))} cast={indexed.scenario.cast} language={language} />
  )
}

/** What is said and seen, all of it. */
export function Spoke({ lines, cast, language }: { lines: readonly Omit<Line, 'conditions'>[]; cast: Scenario['cast']; language: string }) {
  const t = useT('learning')
  const nameOf = (key: string): string => cast.find((one) => one.key === key)?.words ?? key
  return lines.flatMap((line, index) => {
    if (line.isYou)
      return [
        <p className="seen" key={index} lang={language}>
          <Icon of={IconEye} size="small" />
          <Spoken>{t('scenarios.player.youSee')} </Spoken>
          <bdi>{line.words}</bdi>
        </p>,
      ]
    if (line.speaker === null)
      return [
        <p className="told" key={index} lang={language}>
          <bdi>{line.words}</bdi>
        </p>,
      ]
    return [
      <div className="spoken-line" key={index} lang={language}>
        <p className="speaker">
          <bdi>{nameOf(line.speaker)}</bdi>
          {line.emotion !== null && (
            <span className="emotion">
              {' '}
              (<bdi>{line.emotion}</bdi>)
            </span>
          )}
        </p>
        <blockquote dir="auto">{line.words}</blockquote>
      </div>,
    ]
  })
}

/** "Trust 2 to 3": only what has changed. */
function Changes({ scenario, taken }: { scenario: Scenario; taken: Taken }) {
  const t = useT('learning')
  const nameOf = useStateNames()
  const changes = scenario.states.flatMap((state, index) => {
    const from = taken.before.state[index] ?? 0
    const to = taken.after.state[index] ?? 0
    return from === to
      ? []
      : [{ key: state.key, text: t(to > from ? 'scenarios.player.up' : 'scenarios.player.down', { name: nameOf(state), from, to }) }]
  })
  if (changes.length === 0) return null
  return (
    <ul className="changes" aria-label={t('scenarios.player.changed')}>
      {changes.map(({ key, text }) => (
        <li key={key}>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  )
}
