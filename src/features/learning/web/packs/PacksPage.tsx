// The packs that come with Attune: a house begins with words that others have tried.
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { PackList } from '../../contract/packs.ts'

export function PacksPage() {
  const t = useT('learning')
  const { language } = useFormats()
  const query = useGet<PackList>('/api/packs')
  return (
    <Page title={t('packs.title')} lead={t('packs.lead')} who={t('packs.who')}>
      <Stack>
        <Reading query={query} t={t}>
          {({ items }) => (
            <Table
              caption={t('packs.title')}
              rows={items}
              rowKey={({ key }) => key}
              rowTo={({ key }) => `/packs/${key}`}
              empty={<EmptyState level={2} title={t('packs.none')} text={t('packs.noneText')} />}
              columns={[
                { key: 'title', label: t('packs.one'), cell: ({ title }) => <bdi>{title}</bdi> },
                {
                  key: 'holds',
                  label: t('packs.holds'),
                  cell: ({ counts }) => t('packs.counts', counts),
                },
                {
                  key: 'languages',
                  label: t('items.languages'),
                  cell: ({ languages }) => languages.map((code) => language(code)).join(', '),
                },
                {
                  key: 'state',
                  label: t('items.by.state'),
                  cell: ({ installed, version }) =>
                    installed === null ? (
                      <Tag>{t('packs.notHere')}</Tag>
                    ) : installed.version < version ? (
                      <Tag meaning="wait">{t('packs.hasUpdate')}</Tag>
                    ) : (
                      <Tag meaning="good">{t('packs.isHere')}</Tag>
                    ),
                },
              ]}
            />
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
