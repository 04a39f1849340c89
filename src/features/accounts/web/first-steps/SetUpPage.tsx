// Three short steps, then one request. What was written survives a reload, but for the password and the code.
import { useEffect, useState } from 'react'
import { useGo, useSearchState } from '#ui/address.ts'
import { api } from '#ui/client.ts'
import { useForm } from '#ui/forms.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { PlainPage } from '#ui/PlainPage.tsx'
import { fieldOf } from '#ui/problem.ts'
import { useWrite } from '#ui/queries.ts'
import { keepOwnLanguage, useSessionChange } from '#ui/session.tsx'
import { Steps } from '#ui/Steps.tsx'
import type { NewOrganisation, SignIn } from '../../contract.ts'
import { withFaultWords } from '../problem-words.ts'
import { useInstallation } from '../queries.ts'
import { AccountStep } from './AccountStep.tsx'
import { MantraStep } from './MantraStep.tsx'
import { OrganisationStep } from './OrganisationStep.tsx'
import type { Beginning } from './step-props.ts'

const steps = ['organisation', 'account', 'mantra'] as const
type Step = (typeof steps)[number]
const isStep = (text: string): text is Step => (steps as readonly string[]).includes(text)
/** Which step shows the field that the server complains about. */
const stepOf = (field: string): Step =>
  field.startsWith('administrator') ? 'account' : /^(mantra|setUpCode)/.test(field) ? 'mantra' : 'organisation'

/** The first thing after the set-up: the people file. */
const nextPage = '/import'

export function SetUpPage() {
  const t = useT('accounts')
  const go = useGo()
  const change = useSessionChange()
  const { code } = useLanguage()
  const installation = useInstallation()
  const [search, setSearch] = useSearchState({ step: 'organisation' })
  const [password, setPassword] = useState('')
  const [setUpCode, setSetUpCode] = useState('')
  const form = useForm<Beginning>({
    initial: {
      name: '',
      languages: [code],
      defaultLanguage: code,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      givenName: '',
      familyName: '',
      email: '',
      wording: '',
    },
    draft: 'set-up',
  })
  const create = useWrite((body: NewOrganisation) => api.post<SignIn>('/api/organisations', body), {
    onDone: (result) => {
      form.done()
      void begin(result)
    },
  })
  const begin = async (result: SignIn) => {
    // The organisation may speak another language first; whoever set it up goes on in the one of this page.
    if (result.outcome === 'signed-in' && result.session.language !== code) {
      await keepOwnLanguage(result.session.person.id, code).catch(() => undefined)
    }
    await change()
    go(nextPage, 'replace')
  }
  const isSetUp = installation.data?.isSetUp
  const isDone = create.isBusy || create.isDone
  useEffect(() => {
    if (isSetUp && !isDone) go('/sign-in', 'replace')
  }, [isSetUp, isDone, go])

  const complaint = create.problem
  useEffect(() => {
    const [first] = complaint?.errors ?? []
    if (first) setSearch({ step: stepOf(fieldOf(first.pointer)) })
  }, [complaint, setSearch])

  const wanted = isStep(search.step) ? search.step : 'organisation'
  // A password is not kept over a reload: without it the last step leads nowhere.
  const step = wanted === 'mantra' && password === '' ? 'account' : wanted
  const { values } = form
  const send = () => {
    const { name, languages, defaultLanguage, timeZone, givenName, familyName, email, wording } = values
    void create.run({
      name,
      languages: languages as NewOrganisation['languages'],
      defaultLanguage: defaultLanguage as NewOrganisation['defaultLanguage'],
      timeZone,
      administrator: { givenName, familyName, email: email.trim(), password },
      ...(wording.trim() ? { mantra: { wording, language: defaultLanguage as NewOrganisation['defaultLanguage'] } } : {}),
      ...(setUpCode ? { setUpCode } : {}),
    })
  }
  const shared = { form, problem: withFaultWords(create.problem, t), isBusy: isDone }
  const to = (next: Step) => setSearch({ step: next }, 'push')
  return (
    <PlainPage title={t(`setUp.${step}Title`)} lead={t(`setUp.${step}Lead`)}>
      <Steps current={step} steps={steps.map((key) => ({ key, title: t(`setUp.${key}Step`) }))} />
      {step === 'organisation' && <OrganisationStep {...shared} onNext={() => to('account')} />}
      {step === 'account' && (
        <AccountStep
          {...shared}
          password={password}
          onPassword={setPassword}
          onBack={() => to('organisation')}
          onNext={() => to('mantra')}
        />
      )}
      {step === 'mantra' && (
        <MantraStep
          {...shared}
          setUpCode={installation.data?.needsSetUpCode ? { value: setUpCode, onChange: setSetUpCode } : undefined}
          onBack={() => to('account')}
          onNext={send}
        />
      )}
    </PlainPage>
  )
}
