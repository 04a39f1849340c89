import { IconCalendarOff } from '@tabler/icons-react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { NewAbsence, Person } from '../../contract.ts'
import { staleOf } from '../queries.ts'

type Absence = NonNullable<Person['details']>['absences'][number]

export function Absences({ person, absences, mayNote }: { person: Person; absences: Absence[]; mayNote: boolean }) {
  const t = useT('people')
  const { day } = useFormats()
  const path = `/api/people/${person.id}/absences`
  const note = useWrite((absence: NewAbsence, options) => api.post(path, absence, options), { stale: staleOf(person.id) })
  const remove = useWrite((absence: Absence, options) => api.delete(`${path}/${absence.id}`, options), {
    stale: staleOf(person.id),
    onDone: (_, { startsOn, lastDay, deputy }) =>
      toast({
        title: t('absence.removed'),
        action: { label: t('ui:undo'), onChoose: () => void note.run({ startsOn, lastDay, deputyId: deputy?.id ?? null }) },
      }),
  })
  return (
    <Section
      title={t('absence.section')}
      hasMargin
      note={t('absence.note')}
      actions={
        mayNote &&
        person.status === 'active' && (
          <ButtonLink to={`/people/${person.id}/absence`} icon={IconCalendarOff} isSmall>
            {t('absence.title')}
          </ButtonLink>
        )
      }
    >
      <Stack>
        {remove.problem && <ProblemView problem={remove.problem} t={t} />}
        <Table
          caption={t('absence.section')}
          rows={absences}
          rowKey={({ id }) => id}
          empty={<EmptyState title={t('absence.none')} text={t('absence.noneText')} />}
          columns={[
            {
              key: 'days',
              label: t('absence.days'),
              cell: ({ startsOn, lastDay }) => t('absence.fromTo', { from: day(startsOn), to: day(lastDay) }),
            },
            { key: 'deputy', label: t('deputy'), cell: ({ deputy }) => deputy && <bdi>{deputy.name}</bdi> },
            {
              key: 'remove',
              label: t('remove'),
              isLabelSpoken: true,
              cell: (absence) =>
                mayNote && (
                  <Button kind="plain" isSmall isBusy={remove.isBusy} onClick={() => void remove.run(absence)}>
                    {t('remove')}
                  </Button>
                ),
            },
          ]}
        />
      </Stack>
    </Section>
  )
}
