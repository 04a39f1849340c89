import { IconCheck, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useGo, useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Progress } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Tabs } from '#ui/Tabs.tsx'
import { NextStep } from '#ui/Words.tsx'
import type { ImportView } from '../../contract.ts'
import { Columns } from './Columns.tsx'
import { Entries } from './Entries.tsx'
import { path, useImport } from './queries.ts'

/** What a file would change; nothing is changed until it is applied. The address survives a reload. */
export function PreviewPage() {
  const t = useT('people')
  const id = useParam('importId')
  const view = useImport(id)
  return (
    <Page
      title={view.data ? t('import.of', { name: view.data.fileName }) : t('import.title')}
      back={{ to: '/import', label: t('import.title') }}
      who={t('import.who')}
      next={view.data?.state === 'applied' ? <Applied /> : undefined}
    >
      <Reading query={view} t={t}>
        {(data) => <State view={data} />}
      </Reading>
    </Page>
  )
}

function State({ view }: { view: ImportView }) {
  const t = useT('people')
  const { done, total } = view.progress
  const share = total > 0 ? done / total : null
  switch (view.state) {
    case 'planning':
      return <Progress share={share} label={t('import.planning')} />
    case 'applying':
      return (
        <Stack>
          <Progress share={share} label={t('import.applying')} />
          <p>{t('import.mayLeave')}</p>
        </Stack>
      )
    case 'previewed':
      return <Preview view={view} />
    case 'applied':
      return (
        <Message kind="good" title={t('import.applied')} isNews>
          {view.counts && <Counts view={view} />}
        </Message>
      )
    case 'failed':
      return (
        <Message kind="stop" title={t('import.failed')} actions={<ButtonLink to="/import">{t('import.again')}</ButtonLink>}>
          {t.maybe(`problems.${view.failure ?? ''}`) ?? t('import.failedText')}
        </Message>
      )
    case 'discarded':
      return <Message kind="note" title={t('import.state.discarded')} actions={<ButtonLink to="/import">{t('import.again')}</ButtonLink>} />
  }
}

function Applied() {
  const t = useT('people')
  return (
    <NextStep
      title={t('import.nextTitle')}
      text={t('import.nextText')}
      actions={
        <ButtonLink kind="filled" to="/badges">
          {t('import.nextDo')}
        </ButtonLink>
      }
    />
  )
}

function Counts({ view }: { view: ImportView }) {
  const t = useT('people')
  const { list } = useFormats()
  const { counts } = view
  if (!counts) return null
  const parts = (['newPeople', 'changed', 'unchanged', 'leaving', 'skipped'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => t(`import.count.${name}`, { count: counts[name] }))
  return <>{parts.length > 0 ? list(parts) : t('import.nothing')}</>
}

function Preview({ view }: { view: ImportView }) {
  const t = useT('people')
  const [{ tab }, set] = useSearchState({ tab: '' })
  const { counts } = view
  if (!counts) return null
  const problems = counts.errors + counts.warnings
  const current = tab || (counts.errors > 0 ? 'problems' : counts.newPeople > 0 ? 'new' : 'changed')
  const made = counts.units + counts.sites + counts.jobRoles
  const tabs = [
    { key: 'new', count: counts.newPeople },
    { key: 'changed', count: counts.changed },
    { key: 'leaving', count: counts.leaving },
    { key: 'problems', count: problems },
    { key: 'catalogue', count: made },
  ].map(({ key, count }) => ({
    key,
    label: t(`import.tab.${key}`),
    count,
    content: <Entries key={key} id={view.id} kind={key} count={count} />,
  }))
  return (
    <Stack gap={6}>
      <Section title={t('import.whatChanges')} note={t('import.rows', { count: counts.rows })}>
        <Stack>
          <p>
            <Counts view={view} />
          </p>
          <Apply view={view} />
        </Stack>
      </Section>
      <Columns view={view} />
      <Section title={t('import.look')}>
        <Tabs label={t('import.look')} tabs={tabs} current={current} onChange={(next) => set({ tab: next })} />
      </Section>
    </Stack>
  )
}

function Apply({ view }: { view: ImportView }) {
  const t = useT('people')
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const apply = useWrite((confirmation: number | null, options) => api.post(`${path}/${view.id}/applications`, { confirmation }, options), {
    stale: [path, '/api/people', '/api/units', '/api/sites', '/api/job-roles'],
  })
  const discard = useWrite((_: null, options) => api.delete(`${path}/${view.id}`, options), { stale: [path], onDone: () => go('/import') })
  const { counts, questions, needsConfirmation } = view
  const changes = counts ? counts.newPeople + counts.changed + counts.leaving : 0
  const off = questions.length > 0 ? t('import.answerFirst') : changes === 0 ? t('import.nothing') : undefined
  return (
    <Stack>
      {apply.problem && <ProblemView problem={apply.problem} t={t} />}
      {discard.problem && <ProblemView problem={discard.problem} t={t} />}
      {needsConfirmation && (
        <Message kind="wait" title={t('import.manyLeave', { count: needsConfirmation.leaving })}>
          {t('import.manyLeaveText', { active: needsConfirmation.active })}
        </Message>
      )}
      <Row align="start">
        <Button
          kind="filled"
          icon={IconCheck}
          isBusy={apply.isBusy}
          offReason={off}
          onClick={() => (needsConfirmation ? setAsking(true) : void apply.run(null))}
        >
          {t('import.apply')}
        </Button>
        <Button icon={IconTrash} isBusy={discard.isBusy} onClick={() => void discard.run(null)}>
          {t('import.discard')}
        </Button>
      </Row>
      {needsConfirmation && (
        <ConfirmDialog
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            void apply.run(needsConfirmation.leaving)
          }}
          title={t('import.manyLeave', { count: needsConfirmation.leaving })}
          text={t('import.confirmText')}
          action={t('import.apply')}
          typed={String(needsConfirmation.leaving)}
        />
      )}
    </Stack>
  )
}
