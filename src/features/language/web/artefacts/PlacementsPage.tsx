import { useState } from 'react'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { usePath, useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { Placement } from '../../contract.ts'
import { at, usePlacements } from '../queries.ts'

const kinds = ['mantra-poster', 'principles-poster', 'signature', 'screen', 'other'] as const

/** Where the words hang; what shows old ones stands first, until somebody says that it was renewed. */
export function PlacementsPage() {
  const t = useT('language')
  const [{ state }] = useSearchState({ state: 'all' })
  const path = usePath()
  const [isAdding, setAdding] = useState(false)
  const mayChange = useMay('placements.change')
  const placements = usePlacements(state)
  return (
    <Page title={t('placements.title')} lead={t('placements.lead')} who={t('placements.who')}>
      <FilterTabs
        label={t('placements.title')}
        current={state}
        tabs={[
          { key: 'all', label: t('placements.all'), to: path },
          { key: 'outdated', label: t('placements.outdated'), count: placements.outdated, to: `${path}?state=outdated` },
        ]}
      />
      <Stack>
        {placements.problem && <ProblemView problem={placements.problem} t={t} onRetry={() => void placements.refetch()} />}
        {placements.isSuccess && <Register items={placements.items} isOutdatedOnly={state === 'outdated'} />}
        {placements.items.length > 0 && (
          <LoadMore
            shown={placements.items.length}
            hasMore={placements.hasNextPage}
            isBusy={placements.isFetchingNextPage}
            onMore={() => void placements.fetchNextPage()}
          />
        )}
      </Stack>
      {mayChange && (
        <Section title={t('placements.add')} hasMargin note={t('placements.addNote')}>
          {isAdding ? (
            <PlacementForm onDone={() => setAdding(false)} />
          ) : (
            <Button kind="filled" onClick={() => setAdding(true)}>
              {t('placements.add')}
            </Button>
          )}
        </Section>
      )}
    </Page>
  )
}

function Register({ items, isOutdatedOnly }: { items: Placement[]; isOutdatedOnly: boolean }) {
  const t = useT('language')
  const { language } = useFormats()
  const [taking, setTaking] = useState<Placement | null>(null)
  const renew = useWrite(
    (placement: Placement, options) =>
      api.post(`${at.placements}/${placement.id}/renewals`, undefined, { ...options, ifMatch: `"${placement.version}"` }),
    { stale: [at.placements], onDone: (_, placement) => toast({ title: t('placements.renewed', { place: placement.place }) }) },
  )
  const takeDown = useWrite((placement: Placement, options) => api.delete(`${at.placements}/${placement.id}`, options), {
    stale: [at.placements],
    onDone: () => setTaking(null),
  })
  const problem = renew.problem ?? takeDown.problem
  return (
    <>
      {problem && <ProblemView problem={problem} t={t} />}
      <Table
        caption={t('placements.title')}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            level={2}
            title={t(isOutdatedOnly ? 'placements.noneOld' : 'placements.empty')}
            text={t(isOutdatedOnly ? 'placements.noneOldText' : 'placements.emptyText')}
          />
        }
        columns={[
          { key: 'place', label: t('placements.place'), cell: ({ place }) => <bdi>{place}</bdi> },
          { key: 'unit', label: t('placements.unit'), cell: ({ unit }) => <bdi>{unit.name}</bdi> },
          {
            key: 'kind',
            label: t('placements.kind'),
            cell: ({ kind, language: code }) => `${t(`placementKinds.${kind}`)}, ${language(code)}`,
          },
          {
            key: 'shows',
            label: t('placements.shows'),
            cell: ({ shows, isOutdated }) => (
              <>
                <bdi>{shows}</bdi> {isOutdated && <Tag meaning="wait">{t('placements.old')}</Tag>}
              </>
            ),
          },
          {
            key: 'seen',
            label: t('placements.since'),
            cell: ({ renewedAt }) => <DateText value={renewedAt.slice(0, 10)} as="day-short" />,
          },
          {
            key: 'do',
            label: t('change'),
            isLabelSpoken: true,
            cell: (placement) =>
              placement.mayChange && (
                <Row at="end">
                  {placement.isOutdated && placement.current !== null && (
                    <Button isSmall isBusy={renew.isBusy} onClick={() => void renew.run(placement)}>
                      {t('placements.renew')}
                    </Button>
                  )}
                  <Button kind="plain" isSmall onClick={() => setTaking(placement)}>
                    {t('placements.takeDown')}
                  </Button>
                </Row>
              ),
          },
        ]}
      />
      <ConfirmDialog
        title={t('placements.takeDownAsk')}
        text={t('placements.takeDownText', { place: taking?.place ?? '' })}
        action={t('placements.takeDown')}
        isOpen={taking !== null}
        isBusy={takeDown.isBusy}
        onConfirm={() => taking && void takeDown.run(taking)}
        onClose={() => setTaking(null)}
      />
    </>
  )
}

function PlacementForm({ onDone }: { onDone: () => void }) {
  const t = useT('language')
  const { code } = useLanguage()
  const { language: nameOf } = useFormats()
  const form = useForm({ draft: 'placement', initial: { kind: 'mantra-poster', place: '', unitId: '', language: code } })
  const save = useWrite((values: typeof form.values, options) => api.post<Placement>(at.placements, values, options), {
    stale: [at.placements],
    onDone: () => {
      form.begin({ ...form.values, place: '' })
      toast({ title: t('saved') })
      onDone()
    },
  })
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <SelectField
          label={t('placements.kind')}
          options={kinds.map((kind) => ({ value: kind, label: t(`placementKinds.${kind}`) }))}
          {...form.field('kind')}
        />
        <SelectField
          label={t('posters.language')}
          options={['en', 'de', 'ar'].map((one) => ({ value: one, label: nameOf(one) }))}
          {...form.field('language')}
        />
        <UnitPicker label={t('placements.unit')} isRequired {...form.field('unitId')} />
        <TextField label={t('placements.place')} hint={t('placements.placeHint')} isRequired maxLength={200} {...form.field('place')} />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy}>
          {t('ui:save')}
        </Button>
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
      </FormActions>
    </Form>
  )
}
