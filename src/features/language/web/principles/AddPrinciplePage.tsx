import { useGo } from '#ui/address.ts'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { toast } from '#ui/toast.ts'
import type { Principle } from '../../contract.ts'
import { usePrinciples } from '../parts.tsx'
import { at } from '../queries.ts'
import { PrincipleForm } from './PrincipleForm.tsx'

export function AddPrinciplePage() {
  const t = useT('language')
  const go = useGo()
  const { query, items } = usePrinciples()
  return (
    <Page
      title={t('addPrinciple.title')}
      lead={t('addPrinciple.lead')}
      back={{ to: '/principles', label: t('principles.title') }}
      who={t('principles.who')}
    >
      <Reading query={query} t={t}>
        {() => (
          <PrincipleForm
            draft="add-principle"
            taken={items}
            cancelTo="/principles"
            write={(body, options) => api.post<Principle>(at.principles, body, options)}
            onDone={({ id, name }) => {
              toast({ title: t('addPrinciple.done', { name }) })
              go(`/principles/${id}`)
            }}
          />
        )}
      </Reading>
    </Page>
  )
}
