import type { ReactNode } from 'react'
import { Button } from '#ui/Button.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { PasswordField } from '#ui/Inputs.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { ProblemError } from '#ui/problem.ts'
import { HousePanel } from './HousePanel.tsx'

/** Switching in without a PIN: the password, and the hint that a PIN would be quicker here. */
export function SwitchPassword({
  name,
  write,
  onNotMe,
  foot,
}: {
  name: string
  write: { run: (secret: string) => Promise<unknown>; isBusy: boolean; problem: ProblemError | undefined }
  onNotMe: () => void
  foot: ReactNode
}) {
  const t = useT('accounts')
  const form = useForm({ initial: { secret: '' } })
  const { problem } = write
  const worded =
    problem?.slug === 'sign-in-refused'
      ? new ProblemError({
          slug: 'sign-in-refused',
          status: problem.status,
          errors: [{ pointer: '/secret', detail: t('shared.wrongPassword') }],
        })
      : problem
  return (
    <PlainPage title={t('pin.hello', { name })} lead={t('shared.password')} aside={<HousePanel />} foot={foot}>
      <Form onSubmit={() => void write.run(form.values.secret)} problem={worded} isBusy={write.isBusy} t={t}>
        <PasswordField
          label={t('signIn.password')}
          hint={t('shared.pinHint')}
          autoComplete="current-password"
          isRequired
          {...form.field('secret')}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('signIn.action')}
          </Button>
          <Button kind="plain" onClick={onNotMe}>
            {t('pin.notMe')}
          </Button>
        </FormActions>
      </Form>
    </PlainPage>
  )
}
