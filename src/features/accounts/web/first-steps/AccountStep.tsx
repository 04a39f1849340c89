import { Button } from '#ui/Button.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { PasswordField, TextField } from '#ui/Inputs.tsx'
import type { StepProps } from './step-props.ts'

export function AccountStep({
  form,
  problem,
  isBusy,
  password,
  onPassword,
  onBack,
  onNext,
}: StepProps & { password: string; onPassword: (password: string) => void; onBack: () => void }) {
  const t = useT('accounts')
  // The server knows these fields below `administrator`.
  const named = (field: 'givenName' | 'familyName' | 'email') => ({ ...form.field(field), name: `administrator.${field}` })
  return (
    <Form onSubmit={onNext} problem={problem} isBusy={isBusy} t={t}>
      <TextField label={t('setUp.givenName')} autoComplete="given-name" isRequired {...named('givenName')} />
      <TextField label={t('setUp.familyName')} autoComplete="family-name" isRequired {...named('familyName')} />
      <TextField label={t('signIn.email')} kind="email" autoComplete="username" isRequired {...named('email')} />
      <PasswordField
        label={t('secret.newPassword')}
        hint={t('secret.passwordHint')}
        autoComplete="new-password"
        minLength={10}
        isRequired
        name="administrator.password"
        value={password}
        onChange={onPassword}
      />
      <FormActions>
        <Button kind="filled" type="submit">
          {t('ui:next')}
        </Button>
        <Button kind="plain" onClick={onBack}>
          {t('ui:back')}
        </Button>
      </FormActions>
    </Form>
  )
}
