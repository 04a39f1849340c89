// Paths: who is taught what, by which rule.
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { PathRow } from '../../contract/paths.ts'

const meaning = { live: 'good', draft: 'wait', stopped: undefined } as const
export function PathsPage() {
  const t = useT('learning')
  const mayWrite = useMay('paths.write')
  const query = useGet<{ items: PathRow[] }>('/api/paths')
  const add = (
    <ButtonLink kind="filled" to="/paths/new">
      {t('paths.add')}
    </ButtonLink>
  )
  const isEmpty = query.data?.items.length === 0
  return (
    <Page title={t('paths.title')} lead={t('paths.lead')} who={t('paths.whoSees')} actions={mayWrite && !isEmpty ? add : undefined}>
      <Reading query={query} t={t}>
        {({ items }) => (
          <Table
            caption={t('paths.title')}
            rows={items}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/paths/${id}`}
            empty={<EmptyState level={2} title={t('paths.none')} text={t('paths.noneText')} action={mayWrite ? add : undefined} />}
            columns={[
              { key: 'title', label: t('paths.field.title'), cell: ({ title }) => <bdi>{title}</bdi> },
              {
                key: 'state',
                label: t('paths.field.state'),
                cell: ({ state, isSweeping }) => (
                  <Tag meaning={isSweeping ? 'wait' : meaning[state]}>{t(isSweeping ? 'paths.sweeping' : `paths.state.${state}`)}</Tag>
                ),
              },
              { key: 'from', label: t('paths.field.startsOn'), cell: ({ startsOn }) => <DateText value={startsOn} as="day-short" /> },
              { key: 'steps', label: t('paths.field.steps'), isNumber: true, cell: ({ steps }) => steps },
              { key: 'people', label: t('paths.people'), isNumber: true, cell: ({ people }) => people },
              { key: 'finished', label: t('paths.finished'), isNumber: true, cell: ({ finished }) => finished },
            ]}
          />
        )}
      </Reading>
    </Page>
  )
}
