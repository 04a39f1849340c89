// Questions that found no answer: what people wanted to do for a customer, and no rule helped.
import { useState } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useGet, usePages, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Gap, RuleRow } from '../../contract.ts'

const path = '/api/authority-gaps'
const states = ['open', 'answered', 'set-aside'] as const

export function GapsPage() {
  const t = useT('authority')
  const [state] = useSearchState({ state: 'open' })
  const gaps = usePages<Gap>(path, { state: state.state })
  const [open, setOpen] = useState<Gap | null>(null)
  return (
    <Page title={t('gaps.title')} lead={t('gaps.lead')} who={t('gaps.who')}>
      <Stack gap={5}>
        <FilterTabs
          label={t('rules.states')}
          current={state.state}
          tabs={states.map((one) => ({ key: one, label: t(`gaps.state.${one}`), to: one === 'open' ? '/gaps' : `/gaps?state=${one}` }))}
        />
        {gaps.problem && <ProblemView problem={gaps.problem} t={t} onRetry={() => void gaps.refetch()} />}
        <Table
          caption={t('gaps.title')}
          rows={gaps.items}
          rowKey={({ id }) => id}
          isLoading={gaps.isPending}
          empty={<EmptyState level={2} title={t('gaps.none')} text={t('gaps.noneText')} />}
          columns={[
            { key: 'words', label: t('gaps.words'), cell: ({ words }) => <bdi>{words}</bdi> },
            { key: 'reason', label: t('gaps.why'), cell: ({ reason }) => t(`gaps.reason.${reason}`) },
            { key: 'times', label: t('gaps.times'), isNumber: true, cell: ({ times }) => times },
            { key: 'last', label: t('gaps.last'), cell: ({ lastOn }) => <DateText value={lastOn} as="day-short" /> },
            {
              key: 'answer',
              label: t('gaps.answer'),
              cell: ({ rule, because }) =>
                (rule || because) && (
                  <>
                    {rule && <Link to={`/rules/${rule.id}`}>{t('rule.number', { number: rule.number })}</Link>}{' '}
                    {because && <bdi>{because}</bdi>}
                  </>
                ),
            },
            {
              key: 'do',
              label: t('gaps.settle'),
              isLabelSpoken: true,
              cell: (gap) => (
                <Button isSmall kind="plain" onClick={() => setOpen(gap)}>
                  {t('gaps.settle')}
                </Button>
              ),
            },
          ]}
        />
        {gaps.items.length > 0 && (
          <LoadMore
            shown={gaps.items.length}
            hasMore={gaps.hasNextPage}
            isBusy={gaps.isFetchingNextPage}
            onMore={() => void gaps.fetchNextPage()}
          />
        )}
      </Stack>
      {open && <Settle key={open.id} gap={open} onDone={() => setOpen(null)} />}
    </Page>
  )
}

function Settle({ gap, onDone }: { gap: Gap; onDone: () => void }) {
  const t = useT('authority')
  const rules = useGet<{ items: RuleRow[] }>('/api/rules')
  const [state, setState] = useState<string>(gap.state === 'open' ? 'answered' : gap.state)
  const [ruleId, setRule] = useState(gap.rule?.id ?? '')
  const [because, setBecause] = useState(gap.because ?? '')
  const save = useWrite(
    (_: void, options) =>
      api.patch(
        `${path}/${gap.id}`,
        { state, ruleId: state === 'answered' ? ruleId || null : null, because },
        { ...options, ifMatch: `"${gap.version}"` },
      ),
    {
      stale: [path],
      onDone: () => {
        toast({ title: t('edit.saved') })
        onDone()
      },
    },
  )
  return (
    <Dialog
      isOpen
      onClose={onDone}
      title={t('gaps.settle')}
      text={<bdi>{gap.words}</bdi>}
      actions={
        <>
          <Button kind="filled" isBusy={save.isBusy} onClick={() => void save.run()}>
            {t('ui:save')}
          </Button>
          <ButtonLink to="/rules/new">{t('rules.add')}</ButtonLink>
        </>
      }
    >
      <Stack>
        {save.problem && <ProblemView problem={save.problem} t={t} />}
        <SelectField
          label={t('gaps.becomes')}
          isRequired
          value={state}
          onChange={setState}
          options={states.map((value) => ({ value, label: t(`gaps.state.${value}`) }))}
        />
        {state === 'answered' && (
          <SelectField
            label={t('gaps.byRule')}
            isRequired={false}
            empty={t('edit.choose')}
            value={ruleId}
            onChange={setRule}
            options={(rules.data?.items ?? []).map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` }))}
          />
        )}
        <TextField label={t('gaps.because')} isRequired={false} maxLength={500} value={because} onChange={setBecause} />
      </Stack>
    </Dialog>
  )
}
