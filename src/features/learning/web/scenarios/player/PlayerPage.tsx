// Playing a scenario: before it, in it, and after it. What has begun goes on without a network and after a reload.
import { IconClock, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { parseScenario } from '#engines/scenario/parse.ts'
import { indexScenario, isOver, type Move, replay, step } from '#engines/scenario/play.ts'
import { useLevelName } from '#features/evidence/web/parts.tsx'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useParam, useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choices.tsx'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { settings } from '#ui/storage.ts'
import { NextStep } from '#ui/Words.tsx'
import type { Playable } from '../../../contract/scenarios.ts'
import { Conversation } from './Conversation.tsx'
import { Debrief } from './Debrief.tsx'
import { usePlay, usePlayable } from './kept-play.ts'
import './player.css'

const listPath = '/learn/scenarios'

export function PlayerPage() {
  const t = useT('learning')
  const { playable, query } = usePlayable(useParam('scenarioId'))
  if (playable) return <Player key={`${playable.id} ${playable.number} ${playable.language}`} playable={playable} />
  return (
    <Page title={t('scenarios.player.title')} back={{ to: listPath, label: t('scenarios.list.title') }}>
      <Reading query={query} t={t} />
    </Page>
  )
}

/** Kept on the device: who needs no clock needs none tomorrow. */
function useTimePressure(): [boolean, (isOn: boolean) => void] {
  const [isOn, setOn] = useState(() => settings.kept('scenario-clock') !== 'off')
  const change = (next: boolean): void => {
    setOn(next)
    settings.keep('scenario-clock', next ? 'on' : 'off')
  }
  return [isOn, change]
}

function Player({ playable }: { playable: Playable }) {
  const t = useT('learning')
  const [{ view }, set] = useSearchState({ view: '' })
  const [hasClock, setClock] = useTimePressure()
  const indexed = useMemo(() => indexScenario(parseScenario(playable.text).scenario), [playable.text])
  const { scenario } = indexed
  const { play, start, move, isSending, waiting } = usePlay(playable, scenario.title)
  const run = play && replay(indexed, play.moves)
  const isEnded = run ? isOver(indexed, run.position) : false
  const begin = (): void => {
    start(hasClock)
    set({ view: 'play' }, 'push')
  }
  const waits = waiting && (
    <Message
      kind={waiting.refused ? 'stop' : 'note'}
      title={waiting.refused ? (t.maybe(`problems.${waiting.refused}`) ?? t('scenarios.player.refused')) : t('scenarios.player.waits')}
    />
  )
  if (!run || view !== 'play')
    return (
      <Intro
        playable={playable}
        scenario={scenario}
        hasClock={hasClock}
        onClock={setClock}
        canGoOn={run !== null && run !== undefined && run.taken.length > 0 && !isEnded}
        onGoOn={() => set({ view: 'play' }, 'push')}
        onStart={begin}
      />
    )
  const onMove = (next: Move): void => {
    if (step(indexed, run.position, next)) move(next)
  }
  const parts = { indexed, position: run.position, taken: run.taken, language: playable.language }
  const { quality } = indexed.endings.get(run.position.at) ?? {}
  return (
    <Page
      title={scenario.title}
      back={{ to: listPath, label: t('scenarios.list.title') }}
      who={t('scenarios.player.who')}
      next={
        isEnded && (
          <NextStep
            title={t(quality === 'poor' ? 'scenarios.debrief.tryAgain' : 'scenarios.debrief.another')}
            actions={
              <Button kind="filled" icon={IconRefresh} onClick={begin}>
                {t('scenarios.debrief.again')}
              </Button>
            }
          />
        )
      }
    >
      <div className="player">
        <Stack gap={5}>
          {isEnded ? (
            <>
              <Debrief {...parts} themes={playable.themes} />
              {quality !== 'poor' && !isSending && !waiting && <Message kind="good" title={t('scenarios.debrief.counts')} isNews />}
            </>
          ) : (
            <Conversation {...parts} isTimed={play.isTimed && hasClock} onMove={onMove} onStopClock={() => setClock(false)} />
          )}
          {waits}
        </Stack>
      </div>
    </Page>
  )
}

function Intro({
  playable,
  scenario,
  hasClock,
  onClock,
  canGoOn,
  onGoOn,
  onStart,
}: {
  playable: Playable
  scenario: ReturnType<typeof parseScenario>['scenario']
  hasClock: boolean
  onClock: (isOn: boolean) => void
  canGoOn: boolean
  onGoOn: () => void
  onStart: () => void
}) {
  const t = useT('learning')
  const levelName = useLevelName()
  const principle = playable.themes.find(({ theme }) => theme === scenario.theme)?.principle
  const isTimed = scenario.scenes.some(({ timer }) => timer !== null)
  const code = playable.language
  return (
    <Page
      title={scenario.title}
      lead={
        scenario.about !== null && (
          <span lang={code}>
            <bdi>{scenario.about}</bdi>
          </span>
        )
      }
      back={{ to: listPath, label: t('scenarios.list.title') }}
      who={t('scenarios.player.who')}
      next={
        <NextStep
          title={t(canGoOn ? 'scenarios.player.goOnTitle' : 'scenarios.player.startTitle')}
          text={t('scenarios.player.startText')}
          actions={
            canGoOn ? (
              <>
                <Button kind="filled" icon={IconPlayerPlay} onClick={onGoOn}>
                  {t('scenarios.player.goOnHere')}
                </Button>
                <Button icon={IconRefresh} onClick={onStart}>
                  {t('scenarios.player.anew')}
                </Button>
              </>
            ) : (
              <Button kind="filled" icon={IconPlayerPlay} onClick={onStart}>
                {t('scenarios.player.start')}
              </Button>
            )
          }
        />
      }
    >
      <div className="player">
        <Stack gap={5}>
          <Row>
            {principle && <PrincipleChip principle={principle} />}
            <span className="second">{levelName(scenario.level)}</span>
          </Row>
          <Facts
            items={[
              { label: t('scenarios.channelLabel'), value: t(`scenarios.channel.${scenario.channel}`) },
              { label: t('scenarios.minutesLabel'), value: t('scenarios.minutes', { count: scenario.minutes }) },
              { label: t('scenarios.player.with'), value: <bdi lang={code}>{scenario.cast.map(({ words }) => words).join(' · ')}</bdi> },
              { label: t('scenarios.player.lastTime'), value: playable.lastQuality && t(`scenarios.quality.${playable.lastQuality}`) },
            ]}
          />
          {isTimed && (
            <Switch label={t('scenarios.player.clock')} note={t('scenarios.player.clockNote')} isOn={hasClock} onChange={onClock} />
          )}
          {isTimed && !hasClock && <Message kind="note" icon={IconClock} title={t('scenarios.player.noClock')} />}
        </Stack>
      </div>
    </Page>
  )
}
