// The draft, played while it is written. A change of the text plays the same steps anew, as far as they still lead somewhere. Nothing is recorded.
import { IconRefresh } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { indexScenario, isOver, type Move, type Position, startOf, step, type Taken } from '#engines/scenario/play.ts'
import type { Scenario } from '#engines/scenario/scenario.ts'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import type { StudioScenario } from '../../../contract/scenarios.ts'
import { Conversation } from '../player/Conversation.tsx'
import { Debrief } from '../player/Debrief.tsx'
import '../player/player.css'

export function Preview({
  scenario,
  language,
  from,
  onFrom,
  themes,
}: {
  scenario: Scenario
  language: string
  from: string | null
  onFrom: (key: string | null) => void
  themes: StudioScenario['themes']
}) {
  const t = useT('learning')
  const [moves, setMoves] = useState<{ from: string | null; moves: Move[] }>({ from, moves: [] })
  const indexed = useMemo(() => indexScenario(scenario), [scenario])
  const start = useMemo((): Position => {
    const first = startOf(indexed)
    return from !== null && (indexed.scenes.has(from) || indexed.endings.has(from)) ? { ...first, at: from } : first
  }, [indexed, from])
  const mine = useMemo(() => (moves.from === from ? moves.moves : []), [moves, from])
  const run = useMemo(() => {
    const taken: Taken[] = []
    let position = start
    for (const move of mine) {
      const after = step(indexed, position, move)
      if (!after) break
      taken.push({ move, before: position, after })
      position = after
    }
    return { taken, position }
  }, [indexed, start, mine])
  if (scenario.scenes.length === 0) return <p className="second">{t('scenarios.studio.noScene')}</p>
  const known = themes.flatMap(({ theme, principle }) => (principle ? [{ theme, principle }] : []))
  const parts = { indexed, position: run.position, taken: run.taken, language }
  return (
    <Stack gap={4}>
      <Row at="between">
        <p className="small second">{t('scenarios.studio.previewNote')}</p>
        <Button
          kind="plain"
          isSmall
          icon={IconRefresh}
          onClick={() => {
            setMoves({ from: null, moves: [] })
            onFrom(null)
          }}
        >
          {t('scenarios.studio.fromStart')}
        </Button>
      </Row>
      {isOver(indexed, run.position) ? (
        <Debrief {...parts} themes={known} />
      ) : (
        <Conversation
          {...parts}
          isTimed={false}
          onMove={(move) => setMoves({ from, moves: [...mine.slice(0, run.taken.length), move] })}
          onStopClock={() => undefined}
        />
      )}
    </Stack>
  )
}
