// One thing to raise, in the room: a sentence and whom it hurts. It goes out at once, and can be taken back.
import { StepPicker } from '#features/journeys/web/parts.tsx'
import { usePrinciples } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Huddle } from '../contract.ts'
import { at, stale } from './queries.ts'

export function RaiseForm({ huddle }: { huddle: Huddle }) {
  const t = useT('huddles')
  // What the customer's words were traced to is most often what is talked about next.
  const cause = huddle.quotes.find(({ about }) => about === 'cause')
  const empty = { title: '', hurts: 'customers', isUnnamed: false, stepId: cause?.stepId ?? '', principleId: huddle.principleId ?? '' }
  const { items: principles } = usePrinciples()
  const form = useForm({ initial: empty, draft: `huddle-${huddle.id}` })
  const known = new Set(huddle.raisedHere.map(({ id }) => id))
  const takeBack = useWrite((id: string, options) => api.delete(`/api/obstacles/${id}`, options), {
    stale: [...stale, '/api/obstacles'],
    onDone: () => toast({ title: t('raise.takenBack') }),
  })
  const save = useWrite(
    (values: typeof empty, options) =>
      api.post<Huddle>(
        `${at.one(huddle.id)}/obstacles`,
        {
          ...values,
          stepId: values.stepId || null,
          // Left as it is, it is the huddle's own, also where it was retired meanwhile.
          principleId: values.principleId === empty.principleId ? undefined : values.principleId || null,
        },
        options,
      ),
    {
      stale: [...stale, '/api/obstacles', '/api/followups'],
      onDone: (after) => {
        form.done()
        form.set('title', '')
        const made = after.raisedHere.find(({ id }) => !known.has(id))
        toast({
          title: t('raise.done'),
          text: t('raise.doneText'),
          ...(made ? { action: { label: t('ui:undo'), onChoose: () => void takeBack.run(made.id) } } : {}),
        })
      },
    },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <div className="huddle-form">
        <TextField label={t('raise.what')} isRequired minLength={3} maxLength={160} {...form.field('title')} />
        <SelectField
          label={t('raise.hurts')}
          options={(['customers', 'colleagues', 'both'] as const).map((value) => ({ value, label: t(`raise.${value}`) }))}
          {...form.field('hurts')}
        />
        <StepPicker label={t('raise.step')} {...form.field('stepId')} />
        {principles.length > 0 && (
          <SelectField
            label={t('raise.principle')}
            isRequired={false}
            empty={t('raise.noPrinciple')}
            options={principles.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.field('principleId')}
          />
        )}
        <Checkbox label={t('raise.unnamed')} {...form.check('isUnnamed')} />
      </div>
      <FormActions>
        <Button type="submit">{t('raise.send')}</Button>
      </FormActions>
    </Form>
  )
}
