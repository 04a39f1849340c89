// Sentence beside sentence. Structure can't be touched here, so every language plays the same; a sentence whose source has changed says so.
import { useQueryClient } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { parseScenario } from '#engines/scenario/parse.ts'
import { alignTranslation, type Translation, type TranslationRow, wordsOf } from '#engines/scenario/words.ts'
import { Button } from '#ui/Button.tsx'
import { Switch } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { languages, useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { StudioScenario } from '../../../contract/scenarios.ts'
import { useAutosave } from './autosave.ts'

export function Translate({ data, language }: { data: StudioScenario; language: StudioScenario['language'] }) {
  const t = useT('learning')
  const client = useQueryClient()
  const path = `/api/scenarios/${data.id}`
  const kept = data.translations.find((one) => one.language === language)?.words ?? {}
  const { value, change, state, problem } = useAutosave<Translation>(`scenario ${data.id} ${language}`, kept, async (words) => {
    client.setQueryData([path, {}], await api.put<StudioScenario>(`${path}/translations/${language}`, { words }))
  })
  const [isOpenOnly, setOpenOnly] = useState(false)
  const source = useMemo(() => wordsOf(parseScenario(data.text).scenario), [data.text])
  const rows = alignTranslation(source, value)
  const done = rows.filter((row) => row.state === 'done').length
  const shown = isOpenOnly ? rows.filter((row) => row.state !== 'done') : rows
  const direction = languages.find((one) => one.code === language)?.direction
  return (
    <Stack gap={5}>
      <Row at="between">
        <output className="small second" data-saved={state}>
          {t('scenarios.translate.done', { done, all: rows.length })} {t(`scenarios.saving.${state}`)}
        </output>
        <Switch label={t('scenarios.translate.openOnly')} isOn={isOpenOnly} onChange={setOpenOnly} />
      </Row>
      {problem && state === 'refused' && <ProblemView problem={problem} t={t} />}
      {shown.length === 0 && <EmptyState level={2} title={t('scenarios.translate.all')} text={t('scenarios.translate.allText')} />}
      <ol className="sentences">
        {shown.map((row) => (
          <Sentence
            key={row.path}
            row={row}
            from={data.language}
            to={language}
            direction={direction}
            isReadOnly={!data.may.write}
            onChange={(words) => change((before) => ({ ...before, [row.path]: { from: row.words, words } }))}
          />
        ))}
      </ol>
    </Stack>
  )
}

function Sentence({
  row,
  from,
  to,
  direction,
  isReadOnly,
  onChange,
}: {
  row: TranslationRow
  from: string
  to: string
  direction: 'ltr' | 'rtl' | undefined
  isReadOnly: boolean
  onChange: (words: string) => void
}) {
  const t = useT('learning')
  const id = useId()
  return (
    <li>
      <label htmlFor={id}>
        <span className="small second">{t(`scenarios.words.${row.kind}`)}</span>
        <bdi lang={from}>{row.words}</bdi>
      </label>
      <div>
        <span className="input">
          <textarea
            id={id}
            lang={to}
            dir={direction}
            rows={Math.min(6, Math.max(1, Math.ceil(row.words.length / 50)))}
            maxLength={800}
            readOnly={isReadOnly}
            value={row.translated}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
        {row.state === 'missing' && <Tag meaning="wait">{t('scenarios.translate.missing')}</Tag>}
        {row.state === 'changed' && (
          <Row gap={2}>
            <Tag meaning="wait">{t('scenarios.translate.changed')}</Tag>
            <Button kind="plain" isSmall onClick={() => onChange(row.translated)}>
              {t('scenarios.translate.stillRight')}
            </Button>
          </Row>
        )}
      </div>
    </li>
  )
}
