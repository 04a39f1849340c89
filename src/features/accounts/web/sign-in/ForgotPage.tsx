import { IconKey } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Loading } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterTabs } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useWrite } from '#ui/queries.ts'
import { useInstallation } from '../queries.ts'
import { HousePanel } from './HousePanel.tsx'
import './sign-in.css'

/** What to do, for either way of signing in. */
export function ForgotPage() {
  const t = useT('accounts')
  const [{ way }] = useSearchState({ way: 'password' })
  return (
    <PlainPage
      title={t(way === 'pin' ? 'forgot.pinTitle' : 'forgot.title')}
      aside={<HousePanel />}
      foot={
        <Link to="/sign-in?way=password" isAlone>
          {t('forgot.back')}
        </Link>
      }
    >
      <FilterTabs
        label={t('forgot.title')}
        current={way}
        tabs={[
          { key: 'password', label: t('forgot.password'), to: '/forgot' },
          { key: 'pin', label: t('forgot.pin'), to: '/forgot?way=pin' },
        ]}
      />
      {way === 'pin' ? <Pin /> : <Password />}
    </PlainPage>
  )
}

function Pin() {
  const t = useT('accounts')
  return (
    <>
      <ol className="ways">
        <li>{t('forgot.pinFirst')}</li>
        <li>{t('forgot.pinSecond')}</li>
        <li>{t('forgot.pinThird')}</li>
      </ol>
      <ButtonLink to="/reset" icon={IconKey}>
        {t('forgot.haveCode')}
      </ButtonLink>
    </>
  )
}

function Password() {
  const t = useT('accounts')
  const installation = useInstallation()
  const form = useForm({ initial: { email: '' } })
  const ask = useWrite((email: string) => api.post('/api/reset-requests', { email }))
  if (installation.isPending) return <Loading lines={3} />
  if (installation.data?.sendsMail === false) {
    return (
      <>
        <p>{t('forgot.noMail')}</p>
        <ButtonLink to="/reset" icon={IconKey} kind="filled">
          {t('forgot.haveCode')}
        </ButtonLink>
      </>
    )
  }
  if (ask.isDone) {
    return (
      <>
        <Message kind="good" title={t('forgot.sentTitle')} isNews>
          <p>{t('forgot.sentText')}</p>
        </Message>
        <Button kind="plain" onClick={ask.reset}>
          {t('forgot.otherAddress')}
        </Button>
      </>
    )
  }
  return (
    <>
      <p>{t('forgot.byMail')}</p>
      <Form onSubmit={() => void ask.run(form.values.email.trim())} problem={ask.problem} isBusy={ask.isBusy} t={t}>
        <TextField label={t('signIn.email')} kind="email" autoComplete="username" isRequired {...form.field('email')} />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('forgot.send')}
          </Button>
          <ButtonLink to="/reset" kind="plain">
            {t('forgot.haveCode')}
          </ButtonLink>
        </FormActions>
      </Form>
    </>
  )
}
