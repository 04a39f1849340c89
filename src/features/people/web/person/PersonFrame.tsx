// A page about one person's record: reads the person, then shows a form with everything that it needs to know.
import type { ReactNode } from 'react'
import { useParam } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useSession } from '#ui/session.tsx'
import type { Person } from '../../contract.ts'
import { usePerson } from '../queries.ts'
import { whoSeesWords } from './who-sees.ts'

export function PersonFrame({
  titleKey,
  leadKey,
  children,
}: {
  titleKey: string
  leadKey?: string
  children: (person: Person) => ReactNode
}) {
  const t = useT('people')
  const id = useParam('personId')
  const person = usePerson(id)
  const isMe = useSession().person.id === id
  const name = person.data?.displayName ?? ''
  return (
    <Page
      title={t(titleKey, { name })}
      lead={leadKey && t(leadKey, { name })}
      back={{ to: `/people/${id}`, label: name || t('person.title') }}
      who={
        person.data?.details ? t(isMe ? 'person.whoMine' : 'person.who', { who: whoSeesWords(t, person.data.whoSees, isMe) }) : undefined
      }
    >
      <Reading query={person} t={t}>
        {children}
      </Reading>
    </Page>
  )
}
