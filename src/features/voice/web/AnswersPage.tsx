import { IconDownload } from '@tabler/icons-react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useGet, usePages, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { EmptyState, Quote, Tag } from '#ui/Words.tsx'
import type { Response, Survey } from '../contract.ts'
import { KindTag, ScoreWords } from './parts.tsx'

const defaults = { unitId: '', surveyId: '', kind: '', quote: '', hasWords: '' }

/** What customers answered: their words first, then the scores. */
export function AnswersPage() {
  const t = useT('voice')
  const [state, set] = useSearchState(defaults)
  const filters = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== ''))
  const answers = usePages<Response>('/api/responses', filters)
  const surveys = useGet<{ items: Survey[] }>('/api/surveys')
  const mayExport = useMay('responses.export')
  const download = useWrite(async () => saveFile(await api.getForFile('/api/responses-export', { search: filters })))
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Page
      title={t('answers.title')}
      lead={t('answers.lead')}
      who={t('answers.who')}
      actions={
        mayExport && (
          <Button icon={IconDownload} isBusy={download.isBusy} onClick={() => void download.run(undefined)}>
            {t('answers.export')}
          </Button>
        )
      }
    >
      <Stack gap={5}>
        {download.problem && <ProblemView problem={download.problem} t={t} />}
        <FilterBar onReset={isFiltered ? () => set(defaults, 'push') : undefined}>
          <UnitPicker label={t('unit')} empty={t('allUnits')} value={state.unitId} onChange={(unitId) => set({ unitId }, 'push')} />
          <SelectField
            label={t('survey.title')}
            empty={t('answers.allSurveys')}
            value={state.surveyId}
            onChange={(surveyId) => set({ surveyId }, 'push')}
            options={(surveys.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            label={t('answers.what')}
            empty={t('answers.everything')}
            value={state.quote === 'held' ? 'held' : state.hasWords === 'true' ? 'words' : state.kind}
            onChange={(choice) =>
              set(
                {
                  kind: choice === 'held' || choice === 'words' ? '' : choice,
                  quote: choice === 'held' ? 'held' : '',
                  hasWords: choice === 'words' ? 'true' : '',
                },
                'push',
              )
            }
            options={[
              { value: 'words', label: t('answers.withWords') },
              { value: 'held', label: t('answers.held') },
              { value: 'praise', label: t('kind.praise') },
              { value: 'mixed', label: t('kind.mixed') },
              { value: 'complaint', label: t('kind.complaint') },
            ]}
          />
        </FilterBar>
        {answers.problem ? (
          <ProblemView problem={answers.problem} t={t} onRetry={() => void answers.refetch()} />
        ) : answers.items.length === 0 && !answers.isPending ? (
          <EmptyState
            level={2}
            title={t(isFiltered ? 'answers.nothingFound' : 'answers.none')}
            text={t(isFiltered ? 'answers.nothingFoundText' : 'answers.noneText')}
            action={!isFiltered && <ButtonLink to="/surveys">{t('surveys.title')}</ButtonLink>}
          />
        ) : (
          <Stack gap={6}>
            {answers.items.map((answer) => (
              <AnswerEntry key={answer.id} answer={answer} />
            ))}
            <LoadMore
              shown={answers.items.length}
              hasMore={answers.hasNextPage}
              isBusy={answers.isFetchingNextPage}
              onMore={() => void answers.fetchNextPage()}
            />
          </Stack>
        )}
      </Stack>
    </Page>
  )
}

function AnswerEntry({ answer }: { answer: Response }) {
  const t = useT('voice')
  return (
    <article>
      <Stack gap={3}>
        {answer.words === null ? <p>{t('answers.noWords')}</p> : <Quote lang={answer.language}>{answer.words}</Quote>}
        <Row>
          <KindTag kind={answer.kind} />
          {answer.quote === 'held' && <Tag meaning="wait">{t('answers.held')}</Tag>}
          {answer.isSecond && <Tag meaning="note">{t('answers.second')}</Tag>}
        </Row>
        <p className="small second">
          <ScoreWords response={answer} />
          <br />
          <bdi>{[answer.unit.name, answer.step?.name].filter(Boolean).join(', ')}</bdi>
          {', '}
          <DateText value={answer.receivedAt} />
        </p>
        <Link to={`/answers/${answer.id}`} isAlone>
          {t('answers.open')}
        </Link>
      </Stack>
    </article>
  )
}
