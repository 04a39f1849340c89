import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { PasswordField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemError } from '#ui/problem.ts'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { NextStep } from '#ui/Words.tsx'
import { withFaultWords } from '../problem-words.ts'
import { at } from '../queries.ts'

/** One's own password and PIN. Changing either ends every other session. */
export function SecretPage() {
  const t = useT('accounts')
  const { secret } = useSession()
  return (
    <Page
      title={t('secret.title')}
      lead={t('secret.lead')}
      next={<NextStep title={t('secret.next')} actions={<ButtonLink to="/sessions">{t('secret.nextAction')}</ButtonLink>} />}
      who={t('secret.who')}
    >
      {secret === 'password' && <PasswordChange />}
      <PinChange />
    </Page>
  )
}

/** The present secret did not match: said beside its field. */
const besideCurrent = (problem: ProblemError | undefined, words: string): ProblemError | undefined =>
  problem?.slug === 'secret-refused'
    ? new ProblemError({ slug: problem.slug, status: problem.status, errors: [{ pointer: '/current', detail: words }] })
    : problem

function PasswordChange() {
  const t = useT('accounts')
  const form = useForm({ initial: { current: '', password: '' } })
  const change = useWrite((values: typeof form.values) => api.post('/api/password-changes', values), {
    stale: [at.session, at.sessions],
    onDone: () => {
      form.begin({ current: '', password: '' })
      toast({ title: t('secret.passwordChanged') })
    },
  })
  const problem = besideCurrent(withFaultWords(change.problem, t), t('secret.wrongPassword'))
  return (
    <Section title={t('secret.password')} note={t('secret.passwordNote')} hasMargin>
      <Form onSubmit={() => void change.run(form.values)} problem={problem} isBusy={change.isBusy} t={t}>
        <PasswordField label={t('secret.currentPassword')} autoComplete="current-password" isRequired {...form.field('current')} />
        <PasswordField
          label={t('secret.newPassword')}
          hint={t('secret.passwordHint')}
          autoComplete="new-password"
          minLength={10}
          isRequired
          {...form.field('password')}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('secret.changePassword')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

function PinChange() {
  const t = useT('accounts')
  const { secret, hasPin } = useSession()
  const initial = { current: '', pin: '', again: '' }
  const form = useForm({ initial })
  const change = useWrite(({ current, pin }: typeof form.values) => api.post('/api/pin-changes', { current, pin }), {
    stale: [at.session, at.sessions],
    onDone: () => {
      form.begin(initial)
      toast({ title: t('secret.pinChanged') })
    },
  })
  const { pin, again } = form.values
  const isDifferent = again !== '' && again.length >= pin.length && pin !== again
  const problem = besideCurrent(withFaultWords(change.problem, t), t(hasPin ? 'secret.wrongPin' : 'secret.wrongPassword'))
  return (
    <Section title={t('secret.pin')} note={t(hasPin ? 'secret.pinNote' : 'secret.noPinNote')} hasMargin>
      <Stack>
        <Form
          onSubmit={() => {
            if (!isDifferent) void change.run(form.values)
          }}
          problem={problem}
          isBusy={change.isBusy}
          t={t}
        >
          {hasPin ? (
            <PasswordField isPin label={t('secret.currentPin')} autoComplete="off" isRequired {...form.field('current')} />
          ) : (
            <PasswordField label={t('secret.currentPassword')} autoComplete="current-password" isRequired {...form.field('current')} />
          )}
          <PasswordField
            isPin
            label={t('secret.newPin')}
            hint={t('secret.pinHint')}
            autoComplete="off"
            minLength={4}
            maxLength={6}
            isRequired
            {...form.field('pin')}
          />
          <PasswordField
            isPin
            label={t('secret.pinAgain')}
            autoComplete="off"
            maxLength={6}
            isRequired
            error={isDifferent ? t('newPin.different') : undefined}
            {...form.field('again')}
          />
          <FormActions>
            <Button kind={secret === 'pin' ? 'filled' : 'line'} type="submit">
              {t(hasPin ? 'secret.changePin' : 'secret.setPin')}
            </Button>
          </FormActions>
        </Form>
      </Stack>
    </Section>
  )
}
