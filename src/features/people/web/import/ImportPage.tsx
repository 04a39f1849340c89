import { IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo } from '#ui/address.ts'
import { List, Progress } from '#ui/Facts.tsx'
import { FileDrop } from '#ui/FileDrop.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { EmptyState } from '#ui/Words.tsx'
import { keepFile, path, sendFile, useImports } from './queries.ts'

export function ImportPage() {
  const t = useT('people')
  const go = useGo()
  const { day } = useFormats()
  const imports = useImports()
  const [share, setShare] = useState(0)
  const send = useWrite((file: File) => sendFile(file, {}, setShare), {
    stale: [path],
    onDone: (view, file) => {
      keepFile(file, {})
      go(`/import/${view.id}`)
    },
  })
  return (
    <Page title={t('import.title')} lead={t('import.lead')} who={t('import.who')}>
      <Section title={t('import.file')} hasMargin note={t('import.fileNote')}>
        <Stack isNarrow>
          <FileDrop
            label={t('import.drop')}
            hint={t('import.dropHint')}
            accept=".csv,.tsv,.txt,text/csv"
            onFile={(file) => void send.run(file)}
          />
          {send.isBusy && <Progress share={share < 1 ? share : null} label={t('import.sending')} />}
          {send.problem && <ProblemView problem={send.problem} t={t} />}
        </Stack>
      </Section>
      <Section title={t('import.recent')} hasMargin note={t('import.recentNote')}>
        <Reading query={imports} t={t}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('import.none')} text={t('import.noneText')} />
            ) : (
              <List
                label={t('import.recent')}
                items={items.map((view) => ({
                  key: view.id,
                  icon: IconUpload,
                  title: <bdi>{view.fileName}</bdi>,
                  note: day(view.createdAt),
                  end: t(`import.state.${view.state}`),
                  to: `/import/${view.id}`,
                }))}
              />
            )
          }
        </Reading>
      </Section>
    </Page>
  )
}
