// One's own messages: what would be in the next one, when and where it comes, and one switch that stops all.
import { useEffect, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { RadioGroup, Switch } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText, useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { Messages, MessageSettings } from '../contract.ts'
import { DigestPreview } from './DigestPreview.tsx'

const path = '/api/messages'

export function MessagesPage() {
  const t = useT('practice')
  const query = useGet<Messages>(path)
  return (
    <Page title={t('messages.title')} lead={t('messages.lead')} who={t('messages.who')}>
      <Reading query={query} t={t}>
        {(messages) => <Own messages={messages} />}
      </Reading>
    </Page>
  )
}

function Own({ messages }: { messages: Messages }) {
  const t = useT('practice')
  const { hasUnread, everyWeeks, isOn, next, hours, settings } = messages
  // What was so when the page was opened; opening it is the reading.
  const [wasRare] = useState(everyWeeks > 1)
  useEffect(() => {
    if (hasUnread) void api.post('/api/message-readings').catch(() => undefined)
  }, [hasUnread])
  return (
    <>
      <Section title={t(messages.hasCome ? 'messages.come' : 'messages.now')} note={t('messages.nowNote')} hasMargin>
        <Stack isNarrow>
          <DigestPreview items={messages.items} />
          <p>
            {!isOn ? (
              t('messages.nextOff')
            ) : next === null ? (
              t('messages.nextNever')
            ) : (
              <>
                {t(settings.channel === 'mail' ? 'messages.nextMail' : 'messages.nextHere')}{' '}
                <DateText value={next} as="weekday" zone={hours.timeZone} />, <DateText value={next} as="time" zone={hours.timeZone} />
              </>
            )}
          </p>
          {wasRare && (
            <Message kind="note" title={t('messages.rare')}>
              <p>{t('messages.rareText')}</p>
            </Message>
          )}
        </Stack>
      </Section>
      <OneSwitch isOn={isOn} />
      {isOn && <When key={JSON.stringify(settings)} messages={messages} />}
    </>
  )
}

function OneSwitch({ isOn }: { isOn: boolean }) {
  const t = useT('practice')
  // At once as it was put; the server's word comes after.
  const [wanted, setWanted] = useState<boolean | null>(null)
  const set = useWrite((mayCome: boolean, options) => api.put<Messages>('/api/message-switch', { isOn: mayCome }, options), {
    stale: [path],
    onDone: (_, mayCome) =>
      toast({
        title: t(mayCome ? 'messages.on' : 'messages.off'),
        action: { label: t('ui:undo'), onChoose: () => put(!mayCome) },
      }),
  })
  const put = (mayCome: boolean) => {
    setWanted(mayCome)
    void set.run(mayCome).then((done) => {
      if (!done) setWanted(null)
    })
  }
  return (
    <Section title={t('messages.switch')} hasMargin>
      <Stack isNarrow>
        {set.problem && <ProblemView problem={set.problem} t={t} />}
        <Switch label={t('messages.switchLabel')} note={t('messages.switchNote')} isOn={wanted ?? isOn} onChange={put} />
      </Stack>
    </Section>
  )
}

function When({ messages: { settings, mail, hours } }: { messages: Messages }) {
  const t = useT('practice')
  const { weekday: nameOf } = useFormats()
  const { person } = useSession()
  const form = useForm({ initial: { channel: settings.channel, weekday: String(settings.weekday), fromTime: settings.fromTime } })
  const save = useWrite(
    ({ channel, weekday, fromTime }: typeof form.values, options) =>
      api.put<Messages>('/api/message-settings', { channel, weekday: Number(weekday), fromTime }, options),
    {
      stale: [path],
      onDone: () => {
        form.done()
        toast({ title: t('messages.saved') })
      },
    },
  )
  const span = (from: string, until: string) => t('messages.span', { from, until })
  return (
    <Section title={t('messages.when')} note={t('messages.whenNote')} hasMargin>
      <Stack isNarrow>
        <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
          <RadioGroup
            label={t('messages.channel')}
            name="channel"
            isLined
            value={form.values.channel}
            onChange={(channel) => form.set('channel', channel as MessageSettings['channel'])}
            options={[
              {
                value: 'mail',
                label: t('messages.mail'),
                note: mail.address === null ? undefined : <bdi dir="ltr">{mail.address}</bdi>,
                offReason: mail.whyNot === null ? undefined : t(`messages.noMail.${mail.whyNot}`),
              },
              { value: 'attune', label: t('messages.attune'), note: t('messages.attuneNote') },
            ]}
          />
          <Row>
            <SelectField
              label={t('messages.weekday')}
              options={hours.workingDays.toSorted((a, b) => a - b).map((day) => ({ value: String(day), label: nameOf(day) }))}
              {...form.field('weekday')}
            />
            <TextField label={t('messages.fromTime')} kind="time" isShort isRequired {...form.field('fromTime')} />
          </Row>
          <FormActions>
            <Button kind="filled" type="submit" isBusy={save.isBusy}>
              {t('ui:save')}
            </Button>
          </FormActions>
        </Form>
        <LeaveGuard form={form} />
        <Facts
          items={[
            ...hours.quiet.map(({ from, until, whose }) => ({ label: t(`messages.quiet.${whose}`), value: span(from, until) })),
            { label: t('messages.works'), value: hours.works && span(hours.works.from, hours.works.until) },
          ]}
        />
        <p>
          <Link to={`/people/${person.id}/settings`}>{t('messages.hoursLink')}</Link>
        </p>
      </Stack>
    </Section>
  )
}
