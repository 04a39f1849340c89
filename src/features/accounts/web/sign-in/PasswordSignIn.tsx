import { IconQrcode } from '@tabler/icons-react'
import { useState } from 'react'
import { ButtonLink } from '#ui/Button.tsx'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { PasswordField, TextField } from '#ui/Inputs.tsx'
import { Link } from '#ui/Link.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useWrite } from '#ui/queries.ts'
import type { SharedDeviceView } from '../../contract.ts'
import { signIn } from '../queries.ts'
import { useArrival, useWayBack } from './arrive.ts'
import { ChooseOrganisation } from './ChooseOrganisation.tsx'
import { HousePanel } from './HousePanel.tsx'
import './sign-in.css'

type Organisations = { id: string; name: string }[]

export function PasswordSignIn({ device, maySetUp }: { device: SharedDeviceView | undefined; maySetUp: boolean }) {
  const t = useT('accounts')
  const arrive = useArrival()
  const { withBack } = useWayBack()
  const [choice, setChoice] = useState<Organisations>([])
  const form = useForm({ initial: { email: '', password: '', isSharedDevice: false } })
  const enter = useWrite(
    (organisationId: string | undefined) => {
      const { email, password, isSharedDevice } = form.values
      return signIn({
        method: 'password',
        email: email.trim(),
        password,
        ...(organisationId ? { organisationId } : {}),
        ...(isSharedDevice ? { isSharedDevice } : {}),
      })
    },
    {
      onDone: (result) => {
        if (result.outcome === 'choose-organisation') setChoice(result.organisations)
        else void arrive()
      },
    },
  )
  if (choice.length > 0) {
    return (
      <ChooseOrganisation
        organisations={choice}
        isBusy={enter.isBusy}
        problem={enter.problem}
        onChoose={(id) => void enter.run(id)}
        onBack={() => setChoice([])}
      />
    )
  }
  return (
    <PlainPage title={t('signIn.title')} aside={<HousePanel />} foot={<Elsewhere maySetUp={maySetUp} />}>
      <Form onSubmit={() => void enter.run(undefined)} problem={enter.problem} isBusy={enter.isBusy} t={t}>
        <TextField label={t('signIn.email')} kind="email" autoComplete="username" isRequired {...form.field('email')} />
        <PasswordField label={t('signIn.password')} autoComplete="current-password" isRequired {...form.field('password')} />
        {!device?.sharedDevice && <Checkbox label={t('signIn.shared')} note={t('signIn.sharedNote')} {...form.check('isSharedDevice')} />}
        <FormActions>
          <Button kind="filled" type="submit" isWide>
            {t('signIn.action')}
          </Button>
        </FormActions>
      </Form>
      <div className="other-ways">
        <ButtonLink to={withBack('/badge')} icon={IconQrcode} isWide>
          {t('signIn.byBadge')}
        </ButtonLink>
        {device && device.people.length > 0 && (
          <ButtonLink to={withBack('/sign-in')} kind="plain" isWide>
            {t('shared.back')}
          </ButtonLink>
        )}
      </div>
    </PlainPage>
  )
}

function Elsewhere({ maySetUp }: { maySetUp: boolean }) {
  const t = useT('accounts')
  return (
    <div className="foot-links">
      <Link to="/forgot" isAlone>
        {t('signIn.forgot')}
      </Link>
      <Link to="/invitation" isAlone>
        {t('signIn.invited')}
      </Link>
      {maySetUp && (
        <Link to="/welcome" isAlone>
          {t('signIn.setUp')}
        </Link>
      )}
    </div>
  )
}
