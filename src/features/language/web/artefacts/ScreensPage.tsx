import { useState } from 'react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Secret } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { MadeWallboard, Wallboard } from '../../contract.ts'
import { at, useWallboards } from '../queries.ts'

/** Screens on walls: each opens with an address of its own, which can be taken back. */
export function ScreensPage() {
  const t = useT('language')
  const screens = useWallboards()
  const mayChange = useMay('wallboards.change')
  const [made, setMade] = useState<MadeWallboard | null>(null)
  return (
    <Page title={t('screens.title')} lead={t('screens.lead')} who={t('screens.who')}>
      <Reading query={screens} t={t}>
        {({ items }) => <Screens items={items} />}
      </Reading>
      {mayChange && (
        <Section title={t('screens.add')} hasMargin note={t('screens.addNote')}>
          {made ? (
            <Stack>
              <Message kind="good" title={t('screens.made', { name: made.name })} isNews>
                {t('screens.madeText')}
              </Message>
              <Secret label={t('screens.address')} value={made.address} />
              <Button onClick={() => setMade(null)}>{t('screens.another')}</Button>
            </Stack>
          ) : (
            <ScreenForm onDone={setMade} />
          )}
        </Section>
      )}
    </Page>
  )
}

function Screens({ items }: { items: Wallboard[] }) {
  const t = useT('language')
  const { language } = useFormats()
  const mayChange = useMay('wallboards.change')
  const [taking, setTaking] = useState<Wallboard | null>(null)
  const takeBack = useWrite((screen: Wallboard, options) => api.delete(`${at.wallboards}/${screen.id}`, options), {
    stale: [at.wallboards],
    onDone: () => setTaking(null),
  })
  return (
    <Stack>
      {takeBack.problem && <ProblemView problem={takeBack.problem} t={t} />}
      <Table
        caption={t('screens.title')}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState level={2} title={t('screens.empty')} text={t('screens.emptyText')} />}
        columns={[
          { key: 'name', label: t('screens.name'), cell: ({ name }) => <bdi>{name}</bdi> },
          { key: 'unit', label: t('placements.unit'), cell: ({ unit }) => <bdi>{unit?.name ?? t('screens.everywhere')}</bdi> },
          { key: 'language', label: t('posters.language'), cell: (screen) => language(screen.language) },
          {
            key: 'seen',
            label: t('screens.seen'),
            cell: ({ lastSeenAt }) => (lastSeenAt ? <DateText value={lastSeenAt} as="ago" /> : t('screens.never')),
          },
          {
            key: 'do',
            label: t('screens.takeBack'),
            isLabelSpoken: true,
            cell: (screen) =>
              mayChange && (
                <Row at="end">
                  <Button kind="plain" isSmall onClick={() => setTaking(screen)}>
                    {t('screens.takeBack')}
                  </Button>
                </Row>
              ),
          },
        ]}
      />
      <ConfirmDialog
        title={t('screens.takeBackAsk', { name: taking?.name ?? '' })}
        text={t('screens.takeBackText')}
        action={t('screens.takeBack')}
        isOpen={taking !== null}
        isBusy={takeBack.isBusy}
        onConfirm={() => taking && void takeBack.run(taking)}
        onClose={() => setTaking(null)}
      />
    </Stack>
  )
}

function ScreenForm({ onDone }: { onDone: (made: MadeWallboard) => void }) {
  const t = useT('language')
  const { code } = useLanguage()
  const { language: nameOf } = useFormats()
  const form = useForm({ initial: { name: '', unitId: '', language: code } })
  const save = useWrite(
    ({ unitId, ...values }: typeof form.values, options) =>
      api.post<MadeWallboard>(at.wallboards, { ...values, unitId: unitId || null }, options),
    {
      stale: [at.wallboards],
      onDone: (made) => {
        form.done()
        onDone(made)
      },
    },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextField label={t('screens.name')} hint={t('screens.nameHint')} isRequired maxLength={100} {...form.field('name')} />
        <UnitPicker label={t('placements.unit')} empty={t('screens.everywhere')} {...form.field('unitId')} />
        <SelectField
          label={t('posters.language')}
          options={['en', 'de', 'ar'].map((one) => ({ value: one, label: nameOf(one) }))}
          {...form.field('language')}
        />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy}>
          {t('screens.make')}
        </Button>
      </FormActions>
    </Form>
  )
}
