import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import type { Person } from '../../contract.ts'
import { staleOf } from '../queries.ts'

type Assignment = NonNullable<Person['details']>['assignments'][number]

/** Where somebody worked when; a move that has not come can be taken back. */
export function History({ person, assignments }: { person: Person; assignments: Assignment[] }) {
  const t = useT('people')
  const { day } = useFormats()
  const takeBack = useWrite((id: string, options) => api.delete(`/api/people/${person.id}/assignments/${id}`, options), {
    stale: staleOf(person.id),
  })
  const today = now().toISOString().slice(0, 10)
  return (
    <Section title={t('history.title')} hasMargin note={t('history.note')}>
      <Stack>
        {takeBack.problem && <ProblemView problem={takeBack.problem} t={t} />}
        <Table
          caption={t('history.title')}
          rows={assignments}
          rowKey={({ id }) => id}
          empty={null}
          columns={[
            { key: 'unit', label: t('unit'), cell: ({ unit }) => <bdi>{unit.name}</bdi> },
            { key: 'role', label: t('jobRole'), cell: ({ jobRole }) => jobRole && <bdi>{jobRole.name}</bdi> },
            { key: 'manager', label: t('manager'), cell: ({ manager }) => manager && <bdi>{manager.name}</bdi> },
            { key: 'from', label: t('history.from'), cell: ({ startsOn }) => day(startsOn) },
            { key: 'until', label: t('history.until'), cell: ({ endsOn }) => (endsOn ? day(endsOn) : t('history.today')) },
            {
              key: 'do',
              label: t('history.takeBack'),
              isLabelSpoken: true,
              cell: ({ id, startsOn }) =>
                person.may.move &&
                startsOn > today && (
                  <Button kind="plain" isSmall isBusy={takeBack.isBusy} onClick={() => void takeBack.run(id)}>
                    {t('history.takeBack')}
                  </Button>
                ),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}
