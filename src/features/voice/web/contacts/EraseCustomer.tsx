import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'

/** A customer asked to be forgotten. */
export function EraseCustomer() {
  const t = useT('voice')
  const [customer, setCustomer] = useState('')
  const [isAsking, setAsking] = useState(false)
  const erase = useWrite(
    (typed: string, options) => api.post<{ contacts: number; responses: number }>('/api/customer-erasures', { customer: typed }, options),
    { stale: ['/api/contacts', '/api/responses', '/api/cases'] },
  )
  return (
    <Section title={t('erase.title')} note={t('erase.note')} hasMargin>
      <Stack isNarrow>
        {erase.problem && <ProblemView problem={erase.problem} t={t} />}
        {erase.data && (
          <Message
            kind={erase.data.contacts + erase.data.responses > 0 ? 'good' : 'note'}
            title={t('erase.done', { count: erase.data.contacts })}
            isNews
          >
            {t('erase.doneAnswers', { count: erase.data.responses })}
          </Message>
        )}
        <TextField label={t('erase.customer')} hint={t('erase.customerHint')} value={customer} onChange={setCustomer} />
        <Button
          kind="stop"
          isBusy={erase.isBusy}
          offReason={customer.trim() === '' ? t('erase.first') : undefined}
          onClick={() => setAsking(true)}
        >
          {t('erase.do')}
        </Button>
        <ConfirmDialog
          isOpen={isAsking}
          isStop
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            void erase.run(customer.trim())
          }}
          title={t('erase.confirm')}
          text={t('erase.confirmText')}
          action={t('erase.do')}
        />
      </Stack>
    </Section>
  )
}
