import { useState } from 'react'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { now } from '#ui/now.ts'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Person } from '../../contract.ts'
import { staleOf } from '../queries.ts'
import { PersonFrame } from './PersonFrame.tsx'

/** Leaving, and erasure. */
export const LeavePage = () => (
  <PersonFrame titleKey="leave.title">
    {(person) => (
      <Stack gap={6}>
        {person.status === 'active' &&
          person.may.depart &&
          (person.details?.leftOn ? <TakeBack person={person} leftOn={person.details.leftOn} /> : <Depart person={person} />)}
        {person.may.erase && <Erase person={person} />}
      </Stack>
    )}
  </PersonFrame>
)

function Depart({ person }: { person: Person }) {
  const t = useT('people')
  const go = useGo()
  const today = now().toISOString().slice(0, 10)
  const form = useForm({ initial: { lastDay: today } })
  const [isAsking, setAsking] = useState(false)
  const save = useWrite((values: typeof form.values, options) => api.post<Person>(`/api/people/${person.id}/departures`, values, options), {
    stale: staleOf(person.id),
    onDone: () => {
      form.done()
      toast({ title: t('leave.done') })
      go(`/people/${person.id}`)
    },
  })
  const isAtOnce = form.values.lastDay <= today
  return (
    <Section title={t('leave.section')} hasMargin note={t('leave.note')}>
      <Form onSubmit={() => (isAtOnce ? setAsking(true) : void save.run(form.values))} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <DateField label={t('lastDay')} hint={t('leave.lastDayHint')} isRequired {...form.field('lastDay')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('leave.save')}
          </Button>
          <ButtonLink to={`/people/${person.id}`}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void save.run(form.values)
        }}
        title={t('leave.atOnce', { name: person.displayName })}
        text={t('leave.atOnceText')}
        action={t('leave.save')}
      />
    </Section>
  )
}

function TakeBack({ person, leftOn }: { person: Person; leftOn: string }) {
  const t = useT('people')
  const { day } = useFormats()
  const takeBack = useWrite((_: null, options) => api.delete(`/api/people/${person.id}/departures`, options), {
    stale: staleOf(person.id),
    onDone: () => toast({ title: t('leave.takenBack') }),
  })
  return (
    <Section title={t('person.leaving', { day: day(leftOn) })} hasMargin note={t('leave.note')}>
      <Stack isNarrow>
        {takeBack.problem && <ProblemView problem={takeBack.problem} t={t} />}
        <Button isBusy={takeBack.isBusy} onClick={() => void takeBack.run(null)}>
          {t('leave.takeBack')}
        </Button>
      </Stack>
    </Section>
  )
}

function Erase({ person }: { person: Person }) {
  const t = useT('people')
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const name = person.isNameless
    ? (person.details?.hrNumber ?? '')
    : [person.details?.givenName, person.details?.familyName].filter(Boolean).join(' ') || person.displayName
  const erase = useWrite((confirmation: string, options) => api.post(`/api/people/${person.id}/erasures`, { confirmation }, options), {
    stale: ['/api/people', '/api/units'],
    onDone: () => {
      toast({ title: t('erase.done') })
      go('/people')
    },
  })
  return (
    <Section title={t('erase.title')} hasMargin note={t('erase.note')}>
      <Stack isNarrow>
        {erase.problem && <ProblemView problem={erase.problem} t={t} />}
        <p>{t('erase.text')}</p>
        <Button kind="stop" isBusy={erase.isBusy} onClick={() => setAsking(true)}>
          {t('erase.do')}
        </Button>
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          void erase.run(name)
        }}
        title={t('erase.ask', { name: person.displayName })}
        text={t('erase.askText')}
        action={t('erase.do')}
        typed={name}
      />
    </Section>
  )
}
