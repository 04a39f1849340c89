import { useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { NextStep, Tag } from '#ui/Words.tsx'
import type { SessionRow } from '../../contract.ts'
import { at, useOwnSessions } from '../queries.ts'

/** Where I am signed in; ending one, or all others. */
export function SessionsPage() {
  const t = useT('accounts')
  const sessions = useOwnSessions()
  const [isAsking, setAsking] = useState(false)
  const endOthers = useWrite(() => api.delete(at.sessions), {
    stale: [at.sessions],
    onDone: () => toast({ title: t('sessions.othersEnded') }),
  })
  const hasOthers = (sessions.data?.items.length ?? 0) > 1
  return (
    <Page
      title={t('sessions.title')}
      lead={t('sessions.lead')}
      actions={
        <Button isBusy={endOthers.isBusy} offReason={hasOthers ? undefined : t('sessions.onlyHere')} onClick={() => setAsking(true)}>
          {t('sessions.endOthers')}
        </Button>
      }
      next={
        <NextStep
          title={t('sessions.next')}
          text={t('sessions.nextText')}
          actions={
            <ButtonLink to="/password" kind="filled">
              {t('sessions.nextAction')}
            </ButtonLink>
          }
        />
      }
      who={t('sessions.who')}
    >
      <Stack>
        {endOthers.problem && <ProblemView problem={endOthers.problem} t={t} />}
        <Reading query={sessions} t={t}>
          {({ items }) => <Rows items={items} />}
        </Reading>
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        isStop={false}
        title={t('sessions.endOthersTitle')}
        text={t('sessions.endOthersText')}
        action={t('sessions.endOthers')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void endOthers.run(undefined)
        }}
      />
    </Page>
  )
}

function Rows({ items }: { items: SessionRow[] }) {
  const t = useT('accounts')
  const end = useWrite((id: string) => api.delete(`${at.sessions}/${id}`), {
    stale: [at.sessions],
    onDone: () => toast({ title: t('sessions.ended') }),
  })
  return (
    <>
      {end.problem && <ProblemView problem={end.problem} t={t} />}
      <Table
        caption={t('sessions.title')}
        rows={items}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'device',
            label: t('sessions.device'),
            cell: ({ device, deviceName }) => <bdi>{deviceName ?? device}</bdi>,
          },
          {
            key: 'kind',
            label: t('sessions.kind'),
            cell: ({ isThisOne, sharedDevice }) =>
              isThisOne ? (
                <Tag meaning="good">{t('sessions.thisOne')}</Tag>
              ) : (
                t(sharedDevice ? 'sessions.sharedDevice' : 'sessions.ownDevice')
              ),
          },
          { key: 'since', label: t('sessions.since'), cell: ({ startedAt }) => <DateText value={startedAt} as="moment" /> },
          { key: 'last', label: t('sessions.lastUsed'), cell: ({ lastSeenAt }) => <DateText value={lastSeenAt} as="ago" /> },
          {
            key: 'end',
            label: t('sessions.end'),
            isLabelSpoken: true,
            cell: ({ id, isThisOne, device, deviceName }) =>
              isThisOne ? null : (
                <Button isSmall isBusy={end.isBusy} onClick={() => void end.run(id)}>
                  {t('sessions.endHere')} <span className="spoken">{deviceName ?? device}</span>
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
