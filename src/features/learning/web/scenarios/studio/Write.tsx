// The text on one side; on the other what a player sees, and the map. What is wrong stands below the text, and each fault leads to its place.
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { type Finding, checkScenario } from '#engines/scenario/validate.ts'
import { useGo } from '#ui/address.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { languages, useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Tabs } from '#ui/Tabs.tsx'
import { toast } from '#ui/toast.ts'
import type { Publication, StudioScenario } from '../../../contract/scenarios.ts'
import { Stand } from '../../reviews/Stand.tsx'
import { type SaveState, useAutosave } from './autosave.ts'
import { Findings } from './Findings.tsx'
import { Help } from './Help.tsx'
import { useHistory } from './history.ts'
import { Preview } from './Preview.tsx'
import { ScenarioMap } from './ScenarioMap.tsx'
import { Themes } from './Themes.tsx'

export function Write({ data }: { data: StudioScenario }) {
  const t = useT('learning')
  const client = useQueryClient()
  const area = useRef<HTMLTextAreaElement>(null)
  // Of the draft that was typed in last here: a newer one of somebody else is not typed over.
  const version = useRef(data.version)
  const written = useRef(data.text)
  useEffect(() => {
    // Publishing counts the version up too; the text is still ours.
    if (data.text === written.current) version.current = data.version
  }, [data])
  const [side, setSide] = useState('preview')
  const [from, setFrom] = useState<string | null>(null)
  const path = `/api/scenarios/${data.id}`
  const { value, change, state, problem, flush } = useAutosave(`scenario ${data.id}`, data.text, async (text) => {
    const saved = await api.put<StudioScenario>(`${path}/draft`, { text }, { ifMatch: `"${version.current}"` })
    version.current = saved.version
    written.current = saved.text
    client.setQueryData([path, {}], saved)
  })
  const { past, future, type, undo, redo } = useHistory(value, change)
  // Typing never waits for the examination.
  const settled = useDeferredValue(value)
  const checked = useMemo(() => checkScenario(settled), [settled])
  const errors = checked.findings.filter(({ isError }) => isError).length
  const goTo = ({ line, column }: Pick<Finding, 'line' | 'column'>): void => {
    const { current } = area
    if (!current) return
    const rows = value.split('\n')
    const start = rows.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0)
    current.focus()
    current.setSelectionRange(start + column - 1, start + (rows[line - 1]?.length ?? 0))
    // A text field scrolls to where one types, not to what is selected.
    current.scrollTop = Math.max(0, ((line - 4) / rows.length) * current.scrollHeight)
  }
  const insert = (words: string): void => {
    const { current } = area
    const at = current?.selectionStart ?? value.length
    const end = value.indexOf('\n', at)
    const place = end < 0 ? value.length : end
    type(`${value.slice(0, place)}\n${words}${value.slice(place)}`)
    current?.focus()
  }
  return (
    <Stack gap={5}>
      <Row at="between">
        {data.may.write && <SavedWords state={state} />}
        {data.may.write && (
          <Row gap={1}>
            <IconButton icon={IconArrowBackUp} turns label={t('lessons.edit.undo')} isOff={past.length === 0} onClick={undo} />
            <IconButton icon={IconArrowForwardUp} turns label={t('lessons.edit.redo')} isOff={future.length === 0} onClick={redo} />
          </Row>
        )}
      </Row>
      {data.heldFor !== null && (
        <Message kind="note" title={t('scenarios.studio.held')}>
          <Link to={`/stories/${data.heldFor}/workshop`}>{t('scenarios.studio.toStory')}</Link>
        </Message>
      )}
      {data.heldFor === null && data.reviewState !== null && (
        <Stand<Publication>
          path={path}
          stale={['/api/scenarios', '/api/learning/scenarios']}
          standing={{
            state: data.reviewState,
            reviewer: data.review.reviewer,
            words: data.review.words,
            mayReview: data.review.mayReview,
            mayWrite: data.may.write,
            mayPublish: data.may.publish,
            version: data.version,
          }}
          offReason={errors > 0 ? t('scenarios.publish.off', { count: errors }) : undefined}
          flush={flush}
          onPublished={({ number, languages: done, left }) =>
            toast({
              title: t('scenarios.publish.done', { number: String(number), languages: namesOf(done) }),
              ...(left.length > 0 ? { text: t('scenarios.publish.left', { languages: namesOf(left) }) } : {}),
            })
          }
        />
      )}
      {problem && state === 'refused' && <ProblemView problem={problem} t={t} />}
      <div className="studio">
        <div className="studio-text">
          <label className="field-label" htmlFor={`text-${data.id}`}>
            {t('scenarios.studio.text')}
          </label>
          {data.may.write && (
            <Row gap={2}>
              {(['scene', 'choice', 'timer', 'ending'] as const).map((one) => (
                <Button key={one} isSmall onClick={() => insert(t(`scenarios.insert.${one}Text`))}>
                  {t(`scenarios.insert.${one}`)}
                </Button>
              ))}
            </Row>
          )}
          <textarea
            id={`text-${data.id}`}
            ref={area}
            className="scenario-text"
            dir={languages.find(({ code }) => code === data.language)?.direction}
            lang={data.language}
            rows={26}
            spellCheck
            readOnly={!data.may.write}
            value={value}
            onChange={(event) => type(event.target.value)}
            // The browser's own undo knows nothing of what a button put in.
            onKeyDown={(event) => {
              if (!(event.ctrlKey || event.metaKey) || event.altKey) return
              const key = event.key.toLowerCase()
              if (key !== 'z' && key !== 'y') return
              event.preventDefault()
              if (key === 'y' || event.shiftKey) redo()
              else undo()
            }}
          />
          <Findings checked={checked} onGo={goTo} />
        </div>
        <div className="studio-side">
          <Tabs
            label={t('scenarios.studio.side')}
            current={side}
            onChange={setSide}
            tabs={[
              {
                key: 'preview',
                label: t('scenarios.studio.preview'),
                content: <Preview scenario={checked.scenario} language={data.language} from={from} onFrom={setFrom} themes={data.themes} />,
              },
              {
                key: 'map',
                label: t('scenarios.studio.map'),
                content: (
                  <ScenarioMap
                    checked={checked}
                    onOpen={(key, line) => {
                      setFrom(key)
                      goTo({ line, column: 1 })
                    }}
                    text={settled}
                  />
                ),
              },
              { key: 'help', label: t('scenarios.studio.help'), content: <Help /> },
            ]}
          />
        </div>
      </div>
      <Themes data={data} />
      {data.liveNumber === null && <Discard data={data} />}
    </Stack>
  )
}

function SavedWords({ state }: { state: SaveState }) {
  const t = useT('learning')
  return (
    <output className="small second" data-saved={state}>
      {t(`scenarios.saving.${state}`)}
    </output>
  )
}

const namesOf = (codes: readonly string[]): string =>
  codes.map((code) => languages.find((one) => one.code === code)?.name ?? code).join(', ')

function Discard({ data }: { data: StudioScenario }) {
  const t = useT('learning')
  const go = useGo()
  const [isAsked, setAsked] = useState(false)
  const discard = useWrite((_: null, options) => api.delete(`/api/scenarios/${data.id}`, options), {
    stale: ['/api/scenarios'],
    onDone: () => go('/scenarios'),
  })
  if (!data.may.write) return null
  return (
    <Section title={t('scenarios.discard.title')} level={3}>
      {discard.problem && <Message kind="stop" title={t('scenarios.discard.failed')} />}
      <Button kind="stop" isSmall onClick={() => setAsked(true)}>
        {t('scenarios.discard.button')}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={t('scenarios.discard.title')}
        text={t('scenarios.discard.text')}
        action={t('scenarios.discard.button')}
        onConfirm={() => void discard.run(null)}
      />
    </Section>
  )
}
