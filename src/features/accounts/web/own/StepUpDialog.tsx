import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { PasswordField } from '#ui/Inputs.tsx'
import { ProblemError } from '#ui/problem.ts'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'

export function StepUpDialog({ onProved, onClose }: { onProved: () => void; onClose: () => void }) {
  const t = useT('accounts')
  const isPin = useSession().secret === 'pin'
  const form = useForm({ initial: { secret: '' } })
  const prove = useWrite((secret: string) => api.post('/api/step-ups', { secret }), { onDone: onProved })
  const { problem } = prove
  const worded =
    problem?.slug === 'secret-refused'
      ? new ProblemError({
          slug: problem.slug,
          status: problem.status,
          errors: [{ pointer: '/secret', detail: t(isPin ? 'secret.wrongPin' : 'secret.wrongPassword') }],
        })
      : problem
  return (
    <Dialog isOpen onClose={onClose} title={t('stepUp.title')} text={t('stepUp.text')}>
      <Form onSubmit={() => void prove.run(form.values.secret)} problem={worded} isBusy={prove.isBusy} t={t}>
        <PasswordField
          label={t(isPin ? 'stepUp.pin' : 'stepUp.password')}
          isPin={isPin}
          autoComplete={isPin ? 'off' : 'current-password'}
          isRequired
          {...form.field('secret')}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('stepUp.action')}
          </Button>
          <Button kind="plain" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
