import { IconDownload } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'

type Entry = {
  id: string
  at: string
  action: string
  author: { kind: string; id: string | null; name: string | null }
  subject: { kind: string; id: string }
}
const defaults = { action: '', firstDay: '', lastDay: '' }
const groups = ['person.', 'role.', 'account.', 'badge.', 'unit.', 'organisation.', 'mantra.', 'mail.', 'api-token.', 'audit.']

export function AuditPage() {
  const t = useT('people')
  const [state, set] = useSearchState(defaults)
  const filters = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== ''))
  const entries = usePages<Entry>('/api/audit-entries', filters)
  const download = useWrite(async () => saveFile(await api.getForFile('/api/audit-entries-export', { search: filters })))
  const words = (action: string) => t.maybe(`audit.actions.${action.replace('.', '-')}`) ?? action
  return (
    <Page
      title={t('audit.title')}
      lead={t('audit.lead')}
      who={t('audit.who')}
      actions={
        <Button icon={IconDownload} isBusy={download.isBusy} onClick={() => void download.run(undefined)}>
          {t('directory.export')}
        </Button>
      }
    >
      <Stack gap={5}>
        {download.problem && <ProblemView problem={download.problem} t={t} />}
        <FilterBar onReset={Object.keys(filters).length > 0 ? () => set(defaults, 'push') : undefined}>
          <SelectField
            label={t('audit.about2')}
            empty={t('audit.everything')}
            options={groups.map((group) => ({ value: group, label: t(`audit.groups.${group.slice(0, -1)}`) }))}
            value={state.action}
            onChange={(action) => set({ action }, 'push')}
          />
          <DateField label={t('audit.firstDay')} value={state.firstDay} onChange={(firstDay) => set({ firstDay }, 'push')} />
          <DateField label={t('audit.lastDay')} value={state.lastDay} onChange={(lastDay) => set({ lastDay }, 'push')} />
        </FilterBar>
        {entries.problem ? (
          <ProblemView problem={entries.problem} t={t} onRetry={() => void entries.refetch()} />
        ) : (
          <Table
            caption={t('audit.title')}
            rows={entries.items}
            rowKey={({ id }) => id}
            isLoading={entries.isPending}
            isStale={entries.isPlaceholderData}
            empty={<EmptyState level={2} title={t('audit.none')} text={t('audit.noneText')} />}
            columns={[
              { key: 'what', label: t('audit.what'), cell: ({ action }) => words(action) },
              {
                key: 'who',
                label: t('audit.by'),
                cell: ({ author }) => (author.name ? <bdi>{author.name}</bdi> : t(`audit.kinds.${author.kind}`)),
              },
              {
                key: 'subject',
                label: t('audit.subject'),
                cell: ({ subject }) =>
                  subject.kind === 'person' ? (
                    <Link to={`/people/${subject.id}`}>{t('person.title')}</Link>
                  ) : (
                    (t.maybe(`audit.subjects.${subject.kind}`) ?? subject.kind)
                  ),
              },
              { key: 'when', label: t('audit.when'), cell: ({ at }) => <DateText value={at} as="moment" /> },
            ]}
          />
        )}
        {entries.items.length > 0 && (
          <LoadMore
            shown={entries.items.length}
            hasMore={entries.hasNextPage}
            isBusy={entries.isFetchingNextPage}
            onMore={() => void entries.fetchNextPage()}
          />
        )}
      </Stack>
    </Page>
  )
}
