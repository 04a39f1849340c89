import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { List, Progress } from '#ui/Facts.tsx'
import { FileDrop } from '#ui/FileDrop.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { ContactIntake, Survey } from '../../contract.ts'
import { EraseCustomer } from './EraseCustomer.tsx'
import { intakes, keepFile, sendFile } from './queries.ts'

/** Customers who dealt with us: brought in from a file, asked by one rule for everybody. */
export function ContactsPage() {
  const t = useT('voice')
  const surveys = useGet<{ items: Survey[] }>('/api/surveys')
  return (
    <Page title={t('contacts.title')} lead={t('contacts.lead')} who={t('contacts.who')}>
      <Reading query={surveys} t={t}>
        {({ items }) => {
          const open = items.filter(({ state }) => state === 'open')
          return open.length === 0 ? (
            <EmptyState
              level={2}
              title={t('contacts.noSurvey')}
              text={t('contacts.noSurveyText')}
              action={<ButtonLink to="/surveys">{t('surveys.title')}</ButtonLink>}
            />
          ) : (
            <Bring surveys={open} />
          )
        }}
      </Reading>
    </Page>
  )
}

function Bring({ surveys }: { surveys: Survey[] }) {
  const t = useT('voice')
  const go = useGo()
  const { day } = useFormats()
  const [surveyId, setSurveyId] = useState(surveys[0]?.id ?? '')
  const [unitId, setUnitId] = useState('')
  const recent = useGet<{ items: ContactIntake[] }>(intakes)
  const mayExport = useMay('contacts.export')
  const mayErase = useMay('customers.erase')
  const send = useWrite((file: File) => sendFile(file, { surveyId, unitId }, {}), {
    stale: [intakes],
    onDone: (intake, file) => {
      keepFile(file, { surveyId, unitId })
      go(`/contacts/${intake.id}`)
    },
  })
  const download = useWrite(async () => saveFile(await api.getForFile('/api/survey-invitations-export', { search: { surveyId } })))
  return (
    <Stack gap={6}>
      <Section title={t('contacts.file')} note={t('contacts.fileNote')} hasMargin>
        <Stack isNarrow>
          <SelectField
            label={t('survey.title')}
            value={surveyId}
            onChange={setSurveyId}
            options={surveys.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <UnitPicker label={t('contacts.unit')} hint={t('contacts.unitHint')} value={unitId} onChange={setUnitId} />
          {unitId !== '' && (
            <FileDrop
              label={t('contacts.drop')}
              hint={t('contacts.dropHint')}
              accept=".csv,.tsv,.txt,text/csv"
              onFile={(file) => void send.run(file)}
            />
          )}
          {send.isBusy && <Progress share={null} label={t('contacts.sending')} />}
          {send.problem && <ProblemView problem={send.problem} t={t} />}
        </Stack>
      </Section>
      {mayExport && (
        <Section title={t('invitations.title')} note={t('invitations.note')} hasMargin>
          <Stack isNarrow>
            {download.problem && <ProblemView problem={download.problem} t={t} />}
            <Button icon={IconDownload} isBusy={download.isBusy} onClick={() => void download.run(undefined)}>
              {t('invitations.export')}
            </Button>
          </Stack>
        </Section>
      )}
      <Section title={t('contacts.recent')} hasMargin>
        <Reading query={recent} t={t}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('contacts.none')} text={t('contacts.noneText')} />
            ) : (
              <List
                label={t('contacts.recent')}
                items={items.map((intake) => ({
                  key: intake.id,
                  icon: IconUpload,
                  title: <bdi>{intake.fileName}</bdi>,
                  note: `${day(intake.createdAt)} · ${t('contacts.count.unreadable', { count: intake.counts.unreadable })}`,
                  end: t(`contacts.state.${intake.state}`),
                  to: `/contacts/${intake.id}`,
                }))}
              />
            )
          }
        </Reading>
      </Section>
      {mayErase && <EraseCustomer />}
    </Stack>
  )
}
