// All lessons for those who write them: what is taught, what waits for a review, what is overdue, which language is behind.
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { useLanguage, useT, useTexts } from '#ui/i18n.ts'
import { SearchField, SelectField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { FilterBar, FilterTabs } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { LessonList, LessonRow } from '../../../contract/lessons.ts'
import { levels } from './About.tsx'
import './studio.css'

const ImportDialog = lazy(() => import('./ImportDialog.tsx').then((file) => ({ default: file.ImportDialog })))
const states = ['all', 'writing', 'in-review', 'live', 'due', 'retired'] as const

export function LessonsPage() {
  const t = useT('learning')
  useTexts(['language'])
  const { code } = useLanguage()
  const mayWrite = useMay('lessons.write')
  const [search, set] = useSearchState({ q: '', state: 'all', level: '' })
  const query = useGet<LessonList>('/api/lessons', { ...search, language: code })
  const [isImporting, setImporting] = useState(false)
  const to = (state: string) => {
    const pairs = Object.entries({ ...search, state: state === 'all' ? '' : state }).filter(([, value]) => value !== '')
    return pairs.length === 0 ? '/lessons' : `/lessons?${new URLSearchParams(pairs).toString()}`
  }
  return (
    <Page
      title={t('lessons.studio.title')}
      lead={t('lessons.studio.lead')}
      actions={
        mayWrite && (
          <Row>
            <ButtonLink kind="filled" icon={IconPlus} to="/lessons/new">
              {t('lessons.studio.add')}
            </ButtonLink>
            <Button icon={IconFileImport} onClick={() => setImporting(true)}>
              {t('lessons.studio.import')}
            </Button>
          </Row>
        )
      }
      who={t('lessons.studio.who')}
    >
      <Stack gap={5}>
        <FilterTabs
          label={t('lessons.studio.states')}
          current={search.state}
          tabs={states.map((state) => ({
            key: state,
            label: t(`lessons.studio.state.${state}`),
            to: to(state),
            ...countOf(query.data, state),
          }))}
        />
        <FilterBar>
          <SearchField label={t('lessons.studio.search')} value={search.q} onChange={(q) => set({ q })} />
          <SelectField
            label={t('lessons.about.level')}
            isRequired
            empty={t('lessons.studio.allLevels')}
            value={search.level}
            onChange={(level) => set({ level })}
            options={levels.map((level) => ({ value: level, label: `${level}. ${t(`lessons.level.${level}`)}` }))}
          />
        </FilterBar>
        {query.problem && <ProblemView problem={query.problem} t={t} onRetry={() => void query.refetch()} />}
        <Table<LessonRow>
          caption={t('lessons.studio.title')}
          rows={query.data?.items ?? []}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/lessons/${id}`}
          isLoading={query.isPending}
          empty={<EmptyState level={2} title={t('lessons.studio.none')} text={t('lessons.studio.noneText')} />}
          columns={[
            { key: 'title', label: t('lessons.edit.title'), cell: ({ title }) => <bdi>{title}</bdi> },
            { key: 'level', label: t('lessons.about.level'), cell: ({ level }) => t(`lessons.level.${level}`) },
            {
              key: 'principle',
              label: t('lessons.about.principle'),
              cell: ({ principleId }) => <PrincipleChipOf id={principleId} isPlain />,
            },
            {
              key: 'families',
              label: t('lessons.about.families'),
              cell: ({ families }) =>
                families.length === 0 ? t('lessons.about.everyone') : families.map((family) => t(`families.${family}`)).join(', '),
            },
            {
              key: 'texts',
              label: t('lessons.edit.languages'),
              cell: ({ texts }) => (
                <span className="lesson-texts">
                  {texts.map((text) => (
                    <Tag key={text.language} {...(text.isOutdated ? { meaning: 'wait' as const } : {})}>
                      {t(`lessons.language.${text.language}`)}:{' '}
                      {t(text.isOutdated ? 'lessons.textState.outdated' : `lessons.textState.${text.state}`)}
                    </Tag>
                  ))}
                </span>
              ),
            },
            { key: 'minutes', label: t('lessons.studio.minutes'), isNumber: true, cell: ({ minutes }) => minutes ?? '' },
            {
              key: 'review',
              label: t('lessons.about.reviewOn'),
              cell: ({ reviewOn, isReviewDue }) =>
                reviewOn && (
                  <>
                    <DateText value={reviewOn} as="day-short" /> {isReviewDue && <Tag meaning="wait">{t('lessons.studio.state.due')}</Tag>}
                  </>
                ),
            },
          ]}
        />
      </Stack>
      {isImporting && (
        <Suspense fallback={null}>
          <ImportDialog onClose={() => setImporting(false)} />
        </Suspense>
      )}
    </Page>
  )
}

const countOf = (list: LessonList | undefined, state: (typeof states)[number]) => {
  const count = list?.counts[state]
  return count === undefined ? {} : { count }
}
