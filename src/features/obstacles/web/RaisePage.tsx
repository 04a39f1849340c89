import { Suspense, useDeferredValue, useState } from 'react'
import { StepPicker } from '#features/journeys/web/parts.tsx'
import { PrinciplePicker, usePrinciples } from '#features/language/web/parts.tsx'
import { useGo, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox, RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Loading } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Obstacle, Similar } from '../contract.ts'
import './obstacles.css'
import { at, stale, useLeaders, useSimilar, useSupport } from './queries.ts'

/** What stands in the way, whom it hurts, send: the rest is there for whoever wants to say more. */
export function RaisePage() {
  const t = useT('obstacles')
  const go = useGo()
  const [from] = useSearchState({ title: '', in: 'self', from: '', back: '', rule: '', step: '' })
  const leaders = useLeaders()
  const [saysMore, setSaysMore] = useState(false)
  const form = useForm({
    initial: { title: from.title, happened: '', hurts: '', stepId: from.step, principleId: '', leaderId: '', isUnnamed: false },
    draft: from.from ? undefined : 'raise-obstacle',
  })
  const { values } = form
  const save = useWrite(
    (input: typeof values, options) =>
      api.post<Obstacle>(
        at.list,
        {
          title: input.title,
          ...(input.happened ? { happened: input.happened } : {}),
          hurts: input.hurts,
          isUnnamed: input.isUnnamed,
          stepId: input.stepId || null,
          principleId: input.principleId || null,
          ruleId: from.rule || null,
          ...(input.leaderId ? { leaderId: input.leaderId } : {}),
          bornIn: ['look-up', 'huddle'].includes(from.in) ? from.in : 'self',
          bornId: from.from || null,
          bornLink: from.back || null,
        },
        options,
      ),
    {
      stale,
      onDone: (made) => {
        form.done()
        const undo = () => void api.delete(at.one(made.id)).then(() => go('/obstacles'))
        toast({
          title: t('raise.done', { name: `\u2068${made.leader.name ?? ''}\u2069` }),
          text: t('raise.doneText'),
          action: { label: t('ui:undo'), onChoose: undo },
        })
        go(`/obstacles/${made.id}`, 'replace')
      },
    },
  )
  const proposed = leaders.data?.items.find(({ isProposed }) => isProposed)
  return (
    <Page
      title={t('raise.title')}
      lead={t('raise.lead')}
      back={{ to: from.back || '/obstacles', label: t(from.back ? 'raise.back' : 'board.title') }}
      who={t('raise.who')}
    >
      {leaders.data?.items.length === 0 && (
        <Message kind="wait" title={t('raise.nobody')}>
          {t('raise.nobodyText')}
        </Message>
      )}
      <Form onSubmit={() => void save.run(values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack gap={5} isNarrow>
          <TextField label={t('raise.what')} hint={t('raise.whatHint')} isRequired minLength={3} maxLength={160} {...form.field('title')} />
          <Alike words={values.title} onJoined={() => form.done()} />
          <RadioGroup
            label={t('raise.hurts')}
            name="hurts"
            isRequired
            isLined
            value={values.hurts}
            onChange={(hurts) => form.set('hurts', hurts)}
            options={(['customers', 'colleagues', 'both'] as const).map((value) => ({
              value,
              label: t(`hurts.${value}`),
              note: t(`hurts.${value}Note`),
            }))}
          />
          {saysMore ? (
            // Its texts may have to be read first; the page stays meanwhile.
            <Suspense fallback={<Loading lines={3} />}>
              <More form={form} />
            </Suspense>
          ) : (
            <Row>
              <Button kind="soft" onClick={() => setSaysMore(true)}>
                {t('raise.more')}
              </Button>
            </Row>
          )}
          <SelectField
            label={t('raise.leader')}
            hint={t('raise.leaderHint')}
            empty={proposed ? `${proposed.name ?? ''}, ${proposed.unit.name ?? ''}` : undefined}
            options={(leaders.data?.items ?? [])
              .filter(({ isProposed }) => !isProposed)
              .map(({ id, name, unit }) => ({ value: id, label: `${name ?? ''}, ${unit.name ?? ''}` }))}
            {...form.field('leaderId')}
          />
          <Checkbox label={t('raise.unnamed')} note={t('raise.unnamedNote')} {...form.check('isUnnamed')} />
        </Stack>
        <FormActions>
          <Button kind="filled" type="submit">
            {t('raise.send')}
          </Button>
          <ButtonLink to={from.back || '/obstacles'}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}

type RaiseForm = ReturnType<
  typeof useForm<{
    title: string
    happened: string
    hurts: string
    stepId: string
    principleId: string
    leaderId: string
    isUnnamed: boolean
  }>
>

function More({ form }: { form: RaiseForm }) {
  const t = useT('obstacles')
  const principles = usePrinciples()
  return (
    <>
      <TextArea
        label={t('raise.happened')}
        hint={t('raise.happenedHint')}
        isRequired={false}
        maxLength={2000}
        {...form.field('happened')}
      />
      <StepPicker label={t('raise.step')} hint={t('raise.stepHint')} {...form.field('stepId')} />
      {principles.items.length > 0 && (
        <PrinciplePicker
          label={t('raise.principle')}
          name="principleId"
          value={form.values.principleId}
          onChange={(principleId) => form.set('principleId', principleId)}
        />
      )}
    </>
  )
}

/** Open ones that say the same: joining is one tap, and counts for more than a second note. */
function Alike({ words, onJoined }: { words: string; onJoined: () => void }) {
  const t = useT('obstacles')
  const go = useGo()
  const similar = useSimilar(useDeferredValue(words))
  const support = useSupport(() => toast({ title: t('support.joined') }))
  const items = similar.data?.items ?? []
  const join = async (one: Similar) => {
    if (!(await support.run({ id: one.id, isMine: true }))) return
    onJoined()
    go(`/obstacles/${one.id}`)
  }
  return (
    <output className="alike">
      {items.length > 0 && (
        <>
          <strong>{t('alike.title', { count: items.length })}</strong>
          <ul>
            {items.map((one) => (
              <li key={one.id}>
                <span>
                  <Link to={`/obstacles/${one.id}`}>
                    <span dir="auto">{one.title}</span>
                  </Link>
                  <span className="margin-note">
                    <bdi>{one.unit.name}</bdi>, {t('alike.note', { count: one.supporters, day: one.day })}
                  </span>
                </span>
                <Button
                  isSmall
                  isBusy={support.isBusy}
                  offReason={one.iSupport ? t('alike.yours') : undefined}
                  onClick={() => void join(one)}
                >
                  {t('support.mineToo')}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </output>
  )
}
