// One scenario in Studio: writing, translating, its versions and what people chose.
import { useState } from 'react'
import { useParam, useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { languages, useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { Tabs } from '#ui/Tabs.tsx'
import type { StudioScenario } from '../../../contract/scenarios.ts'
import { Report } from './Report.tsx'
import { States } from './States.tsx'
import './studio.css'
import { Translate } from './Translate.tsx'
import { Versions } from './Versions.tsx'
import { Write } from './Write.tsx'

export function ScenarioPage() {
  const t = useT('learning')
  const id = useParam('scenarioId')
  const query = useGet<StudioScenario>(`/api/scenarios/${id}`)
  return (
    <Page
      title={query.data?.title ?? t('scenarios.studio.one')}
      back={{ to: '/scenarios', label: t('scenarios.studio.title') }}
      lead={
        query.data && (
          <Row>
            <States row={query.data} />
          </Row>
        )
      }
      who={t('scenarios.studio.who')}
    >
      <Reading query={query} t={t}>
        {(data) => <Parts key={data.id} data={data} />}
      </Reading>
    </Page>
  )
}

function Parts({ data }: { data: StudioScenario }) {
  const t = useT('learning')
  const [{ part }, set] = useSearchState({ part: 'write' })
  const nameOf = (code: string): string => languages.find((one) => one.code === code)?.name ?? code
  const open = (key: string): void => set({ part: key }, 'push')
  // Whoever is asked to read it reads: one letter would make them a writer.
  const [isWriter, setWriter] = useState(false)
  const isReading = data.reviewState === 'in-review' && data.review.mayReview && !isWriter
  const shown = isReading ? { ...data, may: { ...data.may, write: false } } : data
  return (
    <Stack gap={4}>
      {isReading && data.may.write && (
        <Row>
          <Button isSmall onClick={() => setWriter(true)}>
            {t('reviews.writeToo')}
          </Button>
        </Row>
      )}
      <PartTabs data={shown} part={part} open={open} onTaken={() => set({ part: 'write' })} nameOf={nameOf} />
    </Stack>
  )
}

function PartTabs({
  data,
  part,
  open,
  onTaken,
  nameOf,
}: {
  data: StudioScenario
  part: string
  open: (key: string) => void
  onTaken: () => void
  nameOf: (code: string) => string
}) {
  const t = useT('learning')
  return (
    <Tabs
      label={t('scenarios.studio.parts')}
      current={part}
      onChange={open}
      tabs={[
        { key: 'write', label: t('scenarios.studio.write'), content: <Write data={data} /> },
        ...data.translations.map((translation) => ({
          key: translation.language,
          label: nameOf(translation.language),
          count: translation.missing + translation.changed === 0 ? undefined : translation.missing + translation.changed,
          content: <Translate key={translation.language} data={data} language={translation.language} />,
        })),
        {
          key: 'versions',
          label: t('scenarios.studio.versions'),
          content: <Versions data={data} onTaken={onTaken} />,
        },
        { key: 'report', label: t('scenarios.studio.report'), content: <Report data={data} /> },
      ]}
    />
  )
}
