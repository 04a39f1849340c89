import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { PasswordField } from '#ui/Inputs.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useWrite } from '#ui/queries.ts'
import { WhoSees } from '#ui/Words.tsx'
import type { CodeCheck } from '../../contract.ts'
import { ChoosePin } from '../own/ChoosePin.tsx'
import { withFaultWords } from '../problem-words.ts'
import { redeemCode } from '../queries.ts'
import { useArrival } from './arrive.ts'
import { HelloPanel } from './HelloPanel.tsx'
import { HousePanel } from './HousePanel.tsx'

/** The code was good: its owner chooses a password, or a PIN where there is no e-mail, and is signed in with it. */
export function ChooseSecret({ code, check }: { code: string; check: CodeCheck }) {
  const t = useT('accounts')
  const arrive = useArrival()
  const [isSharedDevice, setShared] = useState(false)
  const form = useForm({ initial: { secret: '' } })
  const redeem = useWrite((secret: string) => redeemCode(check.purpose, { code, secret, ...(isSharedDevice ? { isSharedDevice } : {}) }), {
    onDone: () => void arrive('/'),
  })
  const problem = withFaultWords(redeem.problem, t)
  const { givenName, organisation, mantra, purpose } = check
  const foot = <WhoSees>{t('secret.who')}</WhoSees>
  if (check.secret === 'pin') {
    return (
      <PlainPage
        title={t('pin.hello', { name: givenName })}
        lead={t(`code.${purpose}Pin`, { organisation })}
        isCentred
        aside={<HelloPanel name={givenName} organisation={organisation} mantra={mantra} />}
        foot={foot}
      >
        <ChoosePin isBusy={redeem.isBusy || redeem.isDone} problem={problem} onChosen={redeem.run} />
      </PlainPage>
    )
  }
  return (
    <PlainPage
      title={t('pin.hello', { name: givenName })}
      lead={t(`code.${purpose}Password`, { organisation })}
      aside={<HousePanel mantra={mantra} />}
      foot={foot}
    >
      <Form onSubmit={() => void redeem.run(form.values.secret)} problem={problem} isBusy={redeem.isBusy || redeem.isDone} t={t}>
        {/* For password managers: whose password this is. */}
        <input type="email" name="username" autoComplete="username" value={check.email ?? ''} readOnly hidden />
        {check.email && <p>{t.rich('code.signsInAs', { email: (inside) => <bdi>{inside}</bdi> }, { email: check.email })}</p>}
        <PasswordField
          label={t('secret.newPassword')}
          hint={t('secret.passwordHint')}
          autoComplete="new-password"
          minLength={10}
          isRequired
          {...form.field('secret')}
        />
        <Checkbox label={t('signIn.shared')} note={t('signIn.sharedNote')} isOn={isSharedDevice} onChange={setShared} />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('code.go')}
          </Button>
        </FormActions>
      </Form>
    </PlainPage>
  )
}
