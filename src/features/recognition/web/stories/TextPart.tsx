// The words, to be read; written anew only on purpose, because everybody named is asked again.
import { useState } from 'react'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { People } from './People.tsx'
import type { PartProps } from './PreparePage.tsx'
import { useText } from './queries.ts'
import { Told } from './StoryPage.tsx'

const channels = ['phone', 'counter', 'chat', 'mail', 'door', 'desk'] as const

export function TextPart({ story, onChanged }: PartProps) {
  const t = useT('recognition')
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <Anew story={story} onChanged={onChanged} onClose={() => setOpen(false)} />
  return (
    <Stack>
      <Told story={story} />
      {story.may.write && (
        <div>
          <Button isSmall onClick={() => setOpen(true)}>
            {t('stories.text.change')}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Anew({ story, onChanged, onClose }: PartProps & { onClose: () => void }) {
  const t = useT('recognition')
  const { title, happened, hard, did, felt, principleId, level, channel } = story
  const form = useForm({
    initial: {
      title: title ?? '',
      happened,
      hard,
      did,
      felt,
      principleId,
      channel,
      level: String(level),
      people: story.people.flatMap(({ id, name }) => (name ? [{ id, name }] : [])),
    },
  })
  const { values, set } = form
  const save = useText(story, (now) => {
    form.done()
    onChanged(now)
    onClose()
  })
  const send = () => {
    const { people, ...words } = values
    void save.run({
      ...words,
      level: Number(values.level),
      channel: values.channel,
      personIds: people.map(({ id }) => id),
    })
  }
  return (
    <Form onSubmit={send} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextField label={t('stories.tell.storyTitle')} isRequired maxLength={120} {...form.field('title')} />
        <TextArea label={t('stories.tell.happened')} isRequired rows={5} maxLength={2000} {...form.field('happened')} />
        <TextArea label={t('stories.tell.hard')} isRequired={false} maxLength={2000} {...form.field('hard')} />
        <TextArea label={t('stories.tell.did')} isRequired={false} rows={4} maxLength={2000} {...form.field('did')} />
        <TextArea label={t('stories.tell.felt')} isRequired={false} maxLength={2000} {...form.field('felt')} />
        <PrinciplePicker
          label={t('stories.tell.principle')}
          name="principleId"
          isRequired
          value={values.principleId}
          onChange={(id) => set('principleId', id)}
        />
        <People value={values.people} onChange={(people) => set('people', people)} hint={t('stories.tell.peopleHint')} />
        <SelectField
          label={t('stories.text.channel')}
          {...form.field('channel')}
          options={channels.map((one) => ({ value: one, label: t(`stories.channel.${one}`) }))}
          isShort
        />
        <SelectField
          label={t('stories.text.level')}
          {...form.field('level')}
          options={['1', '2', '3', '4'].map((one) => ({ value: one, label: t(`stories.level.${one}`) }))}
          isShort
        />
      </Stack>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy}>
          {t('ui:save')}
        </Button>
        <Button onClick={onClose}>{t('ui:cancel')}</Button>
      </FormActions>
      <LeaveGuard form={form} />
    </Form>
  )
}
