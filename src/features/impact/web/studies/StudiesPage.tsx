import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Row } from '#ui/Layout.tsx'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { StudyHead, StudyPage as Studies } from '../../contract/studies.ts'
import { Light } from './Light.tsx'
import { path } from './queries.ts'
import { digitsOf } from './scale.ts'
import { useStudyWords } from './writing.ts'
import './studies.css'

const views = ['all', 'plan', 'registered', 'closed'] as const

/** All studies, newest first, each with its light in words. */
export function StudiesPage() {
  const t = useT('impact')
  const [{ state }] = useSearchState({ state: 'all' })
  const studies = usePages<StudyHead>(path, state === 'all' ? {} : { state })
  const mayWrite = (studies.first as Studies | undefined)?.mayWrite ?? false
  const isEmpty = studies.data !== undefined && studies.items.length === 0
  return (
    <Page
      title={t('studies.title')}
      lead={t('studies.lead')}
      actions={
        mayWrite &&
        !(isEmpty && state === 'all') && (
          <ButtonLink kind="filled" icon={IconPlus} to="/studies/new">
            {t('studies.plan')}
          </ButtonLink>
        )
      }
      who={t('studies.who')}
    >
      <FilterTabs
        label={t('studies.view')}
        current={state}
        tabs={views.map((key) => ({ key, label: t(`studies.views.${key}`), to: key === 'all' ? '/studies' : `/studies?state=${key}` }))}
      />
      {studies.problem && <ProblemView problem={studies.problem} t={t} onRetry={() => void studies.refetch()} />}
      {!studies.problem && (
        <div className="studies">
          <Register
            studies={studies.items}
            isLoading={studies.data === undefined}
            empty={state === 'all' ? <None mayWrite={mayWrite} /> : <NoneSuch />}
          />
          <LoadMore
            shown={studies.items.length}
            hasMore={studies.hasNextPage}
            isBusy={studies.isFetchingNextPage}
            onMore={() => void studies.fetchNextPage()}
          />
        </div>
      )}
    </Page>
  )
}

function Register({ studies, isLoading, empty }: { studies: StudyHead[]; isLoading: boolean; empty: ReactNode }) {
  const t = useT('impact')
  const { day } = useFormats()
  const words = useStudyWords()
  return (
    <Table
      caption={t('studies.title')}
      rows={studies}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/studies/${id}`}
      isLoading={isLoading}
      empty={empty}
      columns={[
        { key: 'title', label: t('studies.column.title'), cell: ({ title }) => <bdi>{title}</bdi> },
        {
          key: 'outcome',
          label: t('studies.column.outcome'),
          cell: ({ outcome, unit }) => (
            <>
              {words.outcome(outcome)}
              <span className="study-small">{unit ? <bdi>{unit.name}</bdi> : t('studies.source.file')}</span>
            </>
          ),
        },
        {
          key: 'window',
          label: t('studies.column.window'),
          cell: ({ firstDay, lastDay }) => (firstDay && lastDay ? t('rows.days', { from: day(firstDay), to: day(lastDay) }) : '–'),
        },
        { key: 'says', label: t('studies.column.says'), cell: (study) => <Says study={study} /> },
      ]}
    />
  )
}

function Says({ study: { state, verdict, overall, outcome } }: { study: StudyHead }) {
  const t = useT('impact')
  const words = useStudyWords()
  if (!verdict) return <span className="study-small">{t(`studies.stateLong.${state}`)}</span>
  const digits = overall ? digitsOf(overall) : 0
  return (
    <>
      <Light verdict={verdict} />
      {overall && (
        <span className="study-small figures">
          {t('studies.inShort', {
            size: words.size(outcome, overall.estimate, digits, true),
            low: words.number(overall.lower, digits, true),
            high: words.number(overall.upper, digits, true),
          })}
        </span>
      )}
    </>
  )
}

function NoneSuch() {
  const t = useT('impact')
  return <EmptyState level={2} title={t('studies.noneSuch')} text={t('studies.noneSuchText')} />
}

function None({ mayWrite }: { mayWrite: boolean }) {
  const t = useT('impact')
  return (
    <EmptyState
      level={2}
      title={t('studies.none')}
      text={t('studies.noneText')}
      action={
        mayWrite && (
          <Row>
            <ButtonLink kind="filled" icon={IconPlus} to="/studies/new">
              {t('studies.plan')}
            </ButtonLink>
            <ButtonLink to="/studies/new?source=file">{t('studies.bring')}</ButtonLink>
          </Row>
        )
      }
    />
  )
}
