// Know, can and will of a path's lessons: counts of at least five people, of weeks that are over, never added up.
import { useT } from '#ui/i18n.ts'
import { Section } from '#ui/Layout.tsx'
import { useGet } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import type { BuyInFigures } from '../../contract/buy-ins.ts'

export function OnBoard({ pathId }: { pathId: string }) {
  const t = useT('learning')
  const query = useGet<BuyInFigures>('/api/buy-in-figures', { pathId })
  if (!query.data) return null
  const { total, units, rest, fewest } = query.data
  const rows = [
    ...(total ? [{ id: 'total', name: t('buyIn.all'), ...total }] : []),
    ...units,
    ...(rest && (units.length > 0 || !total) ? [{ id: 'rest', name: t('buyIn.rest'), ...rest }] : []),
  ]
  return (
    <Section title={t('buyIn.figures')} note={t('buyIn.figuresNote', { count: fewest })}>
      {rows.length === 0 ? (
        <p>{t('buyIn.tooFew', { count: fewest })}</p>
      ) : (
        <Table
          caption={t('buyIn.figures')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: t('paths.coverage.group'), cell: ({ name }) => <bdi>{name}</bdi> },
            { key: 'people', label: t('buyIn.people'), isNumber: true, cell: ({ people }) => people },
            { key: 'knows', label: t('buyIn.knows'), isNumber: true, cell: ({ knows }) => knows },
            { key: 'can', label: t('buyIn.can'), isNumber: true, cell: ({ can }) => can },
            { key: 'will', label: t('buyIn.will'), isNumber: true, cell: ({ will }) => will },
          ]}
        />
      )}
    </Section>
  )
}
