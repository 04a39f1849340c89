import { IconMail, IconRefresh } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { Message, type Meaning } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages, useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'

type Mail = { id: string; kind: string; recipient: string; state: string; attempts: number; fault: string | null; createdAt: string }
const meanings: Record<string, Meaning> = { sent: 'good', printed: 'good', failed: 'stop', expired: 'note', 'no-mail-server': 'wait' }

/** Recipient, subject, state and times; never what a letter says. */
export function OutboxPage() {
  const t = useT('people')
  const mails = usePages<Mail>('/api/mails')
  const hasServer = (mails.first as { hasMailServer?: boolean } | undefined)?.hasMailServer
  const retry = useWrite((mail: Mail, options) => api.post(`/api/mails/${mail.id}/retries`, undefined, options), {
    stale: ['/api/mails'],
    onDone: () => toast({ title: t('outbox.retried') }),
  })
  return (
    <Page title={t('outbox.title')} lead={t('outbox.lead')} who={t('outbox.who')}>
      <Stack gap={5}>
        {hasServer === false && (
          <Message kind="note" title={t('outbox.noServer')}>
            {t('outbox.noServerText')}
          </Message>
        )}
        {retry.problem && <ProblemView problem={retry.problem} t={t} />}
        {mails.problem ? (
          <ProblemView problem={mails.problem} t={t} onRetry={() => void mails.refetch()} />
        ) : (
          <Table
            caption={t('outbox.title')}
            rows={mails.items}
            rowKey={({ id }) => id}
            isLoading={mails.isPending}
            empty={<EmptyState level={2} title={t('outbox.none')} text={t('outbox.noneText')} />}
            columns={[
              { key: 'to', label: t('outbox.to'), cell: ({ recipient }) => <bdi dir="ltr">{recipient}</bdi> },
              { key: 'kind', label: t('outbox.letter'), cell: ({ kind }) => t.maybe(`outbox.kinds.${kind}`) ?? kind },
              {
                key: 'state',
                label: t('directory.state'),
                cell: ({ state }) => <Tag meaning={meanings[state] ?? 'wait'}>{t(`outbox.states.${state}`)}</Tag>,
              },
              { key: 'when', label: t('audit.when'), cell: ({ createdAt }) => <DateText value={createdAt} as="moment" /> },
              {
                key: 'retry',
                label: t('outbox.retry'),
                isLabelSpoken: true,
                cell: (mail) =>
                  mail.state === 'failed' && (
                    <Button kind="plain" isSmall icon={IconRefresh} isBusy={retry.isBusy} onClick={() => void retry.run(mail)}>
                      {t('outbox.retry')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
        {mails.items.length > 0 && (
          <LoadMore
            shown={mails.items.length}
            hasMore={mails.hasNextPage}
            isBusy={mails.isFetchingNextPage}
            onMore={() => void mails.fetchNextPage()}
          />
        )}
        <TestMail isOff={hasServer === false} />
      </Stack>
    </Page>
  )
}

function TestMail({ isOff }: { isOff: boolean }) {
  const t = useT('people')
  const form = useForm({ initial: { address: '' } })
  const send = useWrite((values: typeof form.values, options) => api.post('/api/test-mails', values, options), {
    onDone: () => toast({ title: t('outbox.tested') }),
  })
  return (
    <Section title={t('outbox.test')} hasMargin note={t('outbox.testNote')}>
      <Form onSubmit={() => void send.run(form.values)} problem={send.problem} isBusy={send.isBusy} t={t}>
        <Stack isNarrow>
          <TextField
            label={t('email')}
            kind="email"
            autoComplete="email"
            isRequired
            offReason={isOff ? t('outbox.noServer') : undefined}
            {...form.field('address')}
          />
        </Stack>
        <FormActions>
          <Button type="submit" icon={IconMail} isBusy={send.isBusy} offReason={isOff ? t('outbox.noServer') : undefined}>
            {t('outbox.testDo')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
