import { useEffect, useState } from 'react'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Progress } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Installation, SignIn } from '../../contract.ts'
import { useInstallation } from '../queries.ts'
import { useArrival } from '../sign-in/arrive.ts'
import { HousePanel } from '../sign-in/HousePanel.tsx'
import './first-steps.css'
import { SetUpCode } from './SetUpCode.tsx'

/** The first page of an empty server: look around first, or begin with one's own organisation. */
export function WelcomePage() {
  const t = useT('accounts')
  const go = useGo()
  const installation = useInstallation()
  const isSetUp = installation.data?.isSetUp
  useEffect(() => {
    if (isSetUp) go('/sign-in', 'replace')
  }, [isSetUp, go])
  return (
    <PlainPage title={t('welcome.title')} lead={t('welcome.lead')} aside={<HousePanel />}>
      <Reading query={installation} t={t}>
        {(data) => (data.isSetUp ? null : <Offers installation={data} />)}
      </Reading>
    </PlainPage>
  )
}

function Offers({ installation }: { installation: Installation }) {
  const t = useT('accounts')
  const arrive = useArrival()
  const [isAsking, setAsking] = useState(false)
  const [code, setCode] = useState('')
  const look = useWrite((setUpCode: string) => api.post<SignIn>('/api/demonstrations', setUpCode ? { setUpCode } : {}), {
    onDone: () => void arrive('/'),
  })
  const isBusy = look.isBusy || look.isDone
  const begin = () => {
    if (installation.needsSetUpCode && !isAsking) setAsking(true)
    else void look.run(code)
  }
  return (
    <>
      <EmptyState
        level={2}
        title={t('welcome.setUp')}
        text={t('welcome.setUpText')}
        action={
          <ButtonLink to="/set-up" kind="filled">
            {t('welcome.setUpAction')}
          </ButtonLink>
        }
      />
      <section className="offer" aria-labelledby="look-around">
        <h2 id="look-around">{t('welcome.look')}</h2>
        <p>{t('welcome.lookText')}</p>
        <Form onSubmit={begin} problem={look.problem} isBusy={isBusy} t={t}>
          {isAsking && <SetUpCode value={code} onChange={setCode} />}
          {isBusy && !installation.hasDemo && <Progress share={null} label={t('welcome.making')} />}
          <FormActions>
            <Button type="submit">{t('welcome.lookAction')}</Button>
          </FormActions>
        </Form>
      </section>
      {installation.hasDemo && (
        <p className="small second">{t.rich('welcome.hasDemo', { link: (inside) => <Link to="/sign-in?way=password">{inside}</Link> })}</p>
      )}
    </>
  )
}
