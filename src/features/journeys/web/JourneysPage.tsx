import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo, useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { List } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { JourneyWording } from '../contract.ts'
import { at, stale, useJourneys } from './queries.ts'

/** The journeys of the house; whoever writes them begins one here. */
export function JourneysPage() {
  const t = useT('journeys')
  const { language, list } = useFormats()
  const mayChange = useMay('journeys.change')
  const [{ show }] = useSearchState({ show: 'used' })
  const [isAdding, setAdding] = useState(false)
  const journeys = useJourneys(show === 'retired')
  const begin = mayChange && !isAdding && (
    <Button kind="filled" icon={IconPlus} onClick={() => setAdding(true)}>
      {t('list.add')}
    </Button>
  )
  return (
    <Page title={t('list.title')} lead={t('list.lead')} actions={journeys.data?.items.length ? begin : undefined} who={t('list.who')}>
      {isAdding && <NewJourney onCancel={() => setAdding(false)} />}
      {mayChange && (
        <FilterTabs
          label={t('list.show')}
          current={show}
          tabs={[
            { key: 'used', label: t('list.used'), to: '?show=used' },
            { key: 'retired', label: t('list.retired'), to: '?show=retired' },
          ]}
        />
      )}
      <Reading query={journeys} t={t}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              level={2}
              title={t(show === 'retired' ? 'list.noneRetired' : 'list.empty')}
              text={t(show === 'retired' ? 'list.noneRetiredText' : mayChange ? 'list.emptyText' : 'list.emptyReader')}
              action={show === 'retired' ? undefined : begin}
            />
          ) : (
            <List
              label={t('list.title')}
              items={items.map((journey) => ({
                key: journey.id,
                title: <bdi>{journey.name}</bdi>,
                note: (
                  <>
                    {journey.summary && <bdi>{journey.summary} </bdi>}
                    {mayChange &&
                      journey.missing.length > 0 &&
                      t('list.missing', { languages: list(journey.missing.map((code) => language(code))) })}
                  </>
                ),
                end: t('list.steps', { count: journey.steps }),
                to: `/journeys/${journey.id}`,
              }))}
            />
          )
        }
      </Reading>
    </Page>
  )
}

function NewJourney({ onCancel }: { onCancel: () => void }) {
  const t = useT('journeys')
  const go = useGo()
  const { defaultLanguage } = useSession().organisation
  const form = useForm({ initial: { name: '', summary: '' }, draft: 'new-journey' })
  const save = useWrite(
    ({ name, summary }: typeof form.values, options) =>
      api.post<JourneyWording>(at.list, { texts: { name: { [defaultLanguage]: name }, summary: { [defaultLanguage]: summary } } }, options),
    {
      stale,
      onDone: ({ id }) => {
        form.done()
        go(`/journeys/${id}/edit`)
      },
    },
  )
  return (
    <Section title={t('list.add')}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <TextField label={t('edit.name')} hint={t('edit.nameHint')} isRequired maxLength={120} {...form.field('name')} />
          <TextArea label={t('edit.summary')} hint={t('edit.summaryHint')} isRequired={false} maxLength={600} {...form.field('summary')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit">
            {t('list.begin')}
          </Button>
          <Button onClick={onCancel}>{t('ui:cancel')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}
