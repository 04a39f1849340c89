import { useState } from 'react'
import { useGo, useParam } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Principle, PrinciplePage } from '../../contract.ts'
import { usePrinciples } from '../parts.tsx'
import { at, usePrinciple } from '../queries.ts'
import { PrincipleForm } from './PrincipleForm.tsx'

export function ChangePrinciplePage() {
  const t = useT('language')
  const go = useGo()
  const id = useParam('principleId')
  const principle = usePrinciple(id)
  const { items } = usePrinciples()
  return (
    <Page
      title={t('changePrinciple.title')}
      lead={t('changePrinciple.lead')}
      back={{ to: `/principles/${id}`, label: principle.data?.name ?? t('principle.title') }}
      who={t('principles.who')}
    >
      <Reading query={principle} t={t}>
        {(data) => (
          <>
            <PrincipleForm
              key={data.version}
              draft={`principle ${id}`}
              principle={data}
              taken={items.filter((one) => one.id !== id)}
              cancelTo={`/principles/${id}`}
              write={(body, options) => api.put<Principle>(at.principle(id), body, { ...options, ifMatch: `"${data.version}"` })}
              onDone={({ name }) => {
                toast({ title: t('changePrinciple.done', { name }) })
                go(`/principles/${id}`)
              }}
            />
            <Retirement principle={data} />
          </>
        )}
      </Reading>
    </Page>
  )
}

function Retirement({ principle }: { principle: PrinciplePage }) {
  const t = useT('language')
  const [isAsking, setAsking] = useState(false)
  const path = `${at.principle(principle.id)}/retirements`
  const options = { stale: [at.principles], onDone: () => setAsking(false) }
  const ifMatch = `"${principle.version}"`
  const retire = useWrite((_: object, more) => api.post(path, undefined, { ...more, ifMatch }), options)
  const bringBack = useWrite((_: object, more) => api.delete(path, { ...more, ifMatch }), options)
  const { isRetired, name } = principle
  const problem = retire.problem ?? bringBack.problem
  return (
    <Section title={t(isRetired ? 'retirement.back' : 'retirement.title')} hasMargin note={t('retirement.note')}>
      <Stack>
        {problem && <ProblemView problem={problem} t={t} />}
        {isRetired ? (
          <Button isBusy={bringBack.isBusy} onClick={() => void bringBack.run({})}>
            {t('retirement.bringBack')}
          </Button>
        ) : (
          <Button kind="stop" onClick={() => setAsking(true)}>
            {t('retirement.retire')}
          </Button>
        )}
      </Stack>
      <ConfirmDialog
        title={t('retirement.ask', { name })}
        text={t('retirement.askText', { count: principle.uses })}
        action={t('retirement.retire')}
        isOpen={isAsking}
        isBusy={retire.isBusy}
        onConfirm={() => void retire.run({})}
        onClose={() => setAsking(false)}
      />
    </Section>
  )
}
