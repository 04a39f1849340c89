import { families } from '#engines/lesson/lesson.ts'
// Which kind of work each job role is: guessed by its words, corrected here in one choice.
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { RoleFamily } from '../../contract/role-families.ts'

const path = '/api/role-families'

export function RoleFamiliesPage() {
  const t = useT('learning')
  const query = useGet<{ items: RoleFamily[] }>(path)
  const save = useWrite(
    ({ jobRoleId, family }: { jobRoleId: string; family: string }, options) =>
      api.put(`${path}/${jobRoleId}`, { family: family || null }, options),
    { stale: [path], onDone: () => toast({ title: t('families.saved') }) },
  )
  return (
    <Page title={t('families.title')} lead={t('families.lead')} who={t('families.who')}>
      <Stack>
        {save.problem && <ProblemView problem={save.problem} t={t} />}
        <Reading query={query} t={t}>
          {({ items }) => (
            <Table
              caption={t('families.title')}
              rows={items}
              rowKey={({ jobRole }) => jobRole.id}
              empty={<EmptyState level={2} title={t('families.none')} text={t('families.noneText')} />}
              columns={[
                { key: 'role', label: t('families.jobRole'), cell: ({ jobRole }) => <bdi>{jobRole.name}</bdi> },
                { key: 'people', label: t('families.people'), isNumber: true, cell: ({ people }) => people },
                {
                  key: 'family',
                  label: t('families.family'),
                  cell: ({ jobRole, family, isGuess }) => (
                    <SelectField
                      label={t('families.familyOf', { name: jobRole.name })}
                      isLabelSpoken
                      isRequired
                      value={isGuess ? '' : family}
                      empty={t('families.guessed', { family: t(`families.${family}`) })}
                      onChange={(chosen) => void save.run({ jobRoleId: jobRole.id, family: chosen })}
                      options={families.map((one) => ({ value: one, label: t(`families.${one}`) }))}
                    />
                  ),
                },
                {
                  key: 'state',
                  label: t('families.state'),
                  isLabelSpoken: true,
                  cell: ({ isGuess }) => (isGuess ? <Tag>{t('families.guess')}</Tag> : null),
                },
              ]}
            />
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
