import { useQueryClient } from '@tanstack/react-query'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { languages, useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { staleNow, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { StudioScenario } from '../../../contract/scenarios.ts'

export function Versions({ data, onTaken }: { data: StudioScenario; onTaken: () => void }) {
  const t = useT('learning')
  const client = useQueryClient()
  const path = `/api/scenarios/${data.id}`
  const take = useWrite(
    async (number: number, options) => {
      const { texts } = await api.get<{ texts: { language: string; text: string }[] }>(`${path}/versions/${number}`)
      const text = texts.find(({ language }) => language === data.language)?.text ?? ''
      await api.put(`${path}/draft`, { text }, { ...options, ifMatch: `"${data.version}"` })
      await staleNow(client, [path])
    },
    {
      onDone: () => {
        toast({ title: t('scenarios.version.taken') })
        onTaken()
      },
    },
  )
  const retire = useWrite((isRetired: boolean, options) => api.put(`${path}/retirement`, { isRetired }, options), {
    stale: ['/api/scenarios', '/api/learning/scenarios'],
  })
  const isRetired = data.state === 'retired'
  return (
    <Stack gap={5}>
      {take.problem && <ProblemView problem={take.problem} t={t} />}
      {retire.problem && <ProblemView problem={retire.problem} t={t} />}
      <Table
        caption={t('scenarios.studio.versions')}
        rows={data.versions}
        rowKey={({ number }) => String(number)}
        empty={<EmptyState level={2} title={t('scenarios.version.none')} text={t('scenarios.version.noneText')} />}
        columns={[
          { key: 'number', label: t('scenarios.version.number'), cell: ({ number }) => String(number) },
          { key: 'at', label: t('scenarios.version.at'), cell: ({ publishedAt }) => <DateText value={publishedAt} as="moment" /> },
          { key: 'by', label: t('scenarios.version.by'), cell: ({ publishedBy }) => publishedBy?.name && <bdi>{publishedBy.name}</bdi> },
          {
            key: 'languages',
            label: t('scenarios.studio.languages'),
            cell: (row) => row.languages.map((code) => languages.find((one) => one.code === code)?.name ?? code).join(', '),
          },
          {
            key: 'take',
            label: t('scenarios.version.take'),
            isLabelSpoken: true,
            cell: ({ number }) =>
              data.may.write && (
                <Button isSmall onClick={() => void take.run(number)}>
                  {t('scenarios.version.take')}
                </Button>
              ),
          },
        ]}
      />
      {data.liveNumber !== null && data.may.publish && (
        <div>
          <p className="second">{t(isRetired ? 'scenarios.version.retiredText' : 'scenarios.version.retireText')}</p>
          <Button isBusy={retire.isBusy} onClick={() => void retire.run(!isRetired)}>
            {t(isRetired ? 'scenarios.version.bringBack' : 'scenarios.version.retire')}
          </Button>
        </div>
      )}
    </Stack>
  )
}
