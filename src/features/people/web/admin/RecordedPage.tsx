import { IconPrinter } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { Table } from '#ui/Table.tsx'
import type { DataMap } from '../../contract.ts'
import { sentence, whoSeesWords } from '../person/who-sees.ts'

type Entry = DataMap['items'][number]
const keyOf = ({ what, purpose, retention, whoSees }: Entry) => [what, purpose, retention, whoSees.join()].join('|')

/** Made by the server from the comments of the schema and the lines of the policy. */
export function RecordedPage() {
  const t = useT('people')
  const map = useGet<DataMap>('/api/data-map')
  const print = useWrite(async () => saveFile(await api.getForFile('/api/data-map-record')))
  return (
    <Page
      title={t('recorded.title')}
      lead={t('recorded.lead')}
      who={t('recorded.who')}
      actions={
        <Button icon={IconPrinter} isBusy={print.isBusy} onClick={() => void print.run(undefined)}>
          {t('recorded.print')}
        </Button>
      }
    >
      <Stack>
        {print.problem && <ProblemView problem={print.problem} t={t} />}
        <Reading query={map} t={t} lines={10}>
          {({ items }) => (
            <Table
              caption={t('recorded.title')}
              rows={items}
              rowKey={keyOf}
              empty={null}
              columns={[
                { key: 'what', label: t('recorded.what'), cell: ({ what }) => t(`recorded.whats.${what}`) },
                { key: 'for', label: t('recorded.for'), cell: ({ purpose }) => t(`recorded.purposes.${purpose}`) },
                {
                  key: 'who',
                  label: t('recorded.seen'),
                  cell: ({ whoSees }) =>
                    whoSees.length > 0 ? sentence(whoSeesWords(t, whoSees, false), t('locale')) : t('recorded.nobody'),
                },
                { key: 'kept', label: t('recorded.kept'), cell: ({ retention }) => t(`recorded.retentions.${retention}`) },
              ]}
            />
          )}
        </Reading>
      </Stack>
    </Page>
  )
}
