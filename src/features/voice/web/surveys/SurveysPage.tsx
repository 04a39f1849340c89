import { IconMessageQuestion, IconPlus } from '@tabler/icons-react'
import { ButtonLink } from '#ui/Button.tsx'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Survey } from '../../contract.ts'

export function SurveysPage() {
  const t = useT('voice')
  const surveys = useGet<{ items: Survey[] }>('/api/surveys')
  const mayChange = useMay('surveys.change')
  const add = (
    <ButtonLink to="/surveys/add" icon={IconPlus} kind="filled">
      {t('survey.add')}
    </ButtonLink>
  )
  return (
    <Page title={t('surveys.title')} lead={t('surveys.lead')} actions={mayChange && (surveys.data?.items.length ?? 0) > 0 && add}>
      <Reading query={surveys} t={t}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState level={2} title={t('surveys.none')} text={t('surveys.noneText')} action={mayChange && add} />
          ) : (
            <List
              label={t('surveys.title')}
              items={items.map((survey) => ({
                key: survey.id,
                icon: IconMessageQuestion,
                title: <bdi>{survey.name}</bdi>,
                note: [...survey.questions.map(({ kind }) => t(`question.${kind}`)), t('survey.answers', { count: survey.answers })].join(
                  ' · ',
                ),
                end: t(`survey.state.${survey.state}`),
                to: `/surveys/${survey.id}`,
              }))}
            />
          )
        }
      </Reading>
    </Page>
  )
}
