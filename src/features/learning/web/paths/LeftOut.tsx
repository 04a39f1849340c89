// Leaders whose people learn and who do not: first of all, and by name.
import { useState } from 'react'
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { Table } from '#ui/Table.tsx'
import { Tag } from '#ui/Words.tsx'
import type { Coverage } from '../../contract/paths.ts'

const step = 10
export function LeftOut({ coverage, search }: { coverage: Coverage; search: string }) {
  const t = useT('learning')
  const [shown, setShown] = useState(step)
  const wanted = search.trim().toLowerCase()
  const found = coverage.exempt.filter(({ name, unit }) => `${name ?? ''} ${unit}`.toLowerCase().includes(wanted))
  if (found.length === 0) return null
  const total = wanted ? found.length : coverage.total.exemptLeaders
  return (
    <Section title={t('paths.coverage.exempt')} note={t('paths.coverage.exemptNote')}>
      <Table
        caption={t('paths.coverage.exempt')}
        rows={found.slice(0, shown)}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/people/${id}`}
        columns={[
          { key: 'name', label: t('paths.coverage.leader'), cell: ({ name }) => <bdi>{name}</bdi> },
          { key: 'unit', label: t('paths.coverage.leads'), cell: ({ unit }) => <bdi>{unit}</bdi> },
          {
            key: 'why',
            label: t('paths.coverage.why'),
            cell: ({ hasNoPath }) => (
              <Tag meaning={hasNoPath ? 'stop' : 'wait'}>{t(hasNoPath ? 'paths.coverage.noPath' : 'paths.coverage.notThis')}</Tag>
            ),
          },
        ]}
      />
      {total > step && (
        <LoadMore
          shown={Math.min(shown, found.length)}
          total={total}
          hasMore={found.length > shown}
          onMore={() => setShown(shown + step)}
        />
      )}
    </Section>
  )
}
