// What holds for all languages of a lesson: level, principle, kinds of work, when it is looked at again.
import { families, type Family } from '#engines/lesson/lesson.ts'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Lesson } from '../../../contract/lessons.ts'
import { Retire } from '../../reviews/Retire.tsx'

export const levels = ['1', '2', '3', '4'] as const

/** None chosen: for everyone. */
export function FamilyChoice({ value, onChange }: { value: readonly Family[]; onChange: (value: Family[]) => void }) {
  const t = useT('learning')
  return (
    <fieldset className="choices">
      <legend>{t('lessons.about.families')}</legend>
      <p className="choice-note">{t('lessons.about.familiesHint')}</p>
      {families.map((family) => (
        <Checkbox
          key={family}
          label={t(`families.${family}`)}
          isOn={value.includes(family)}
          onChange={(isOn) => onChange(families.filter((one) => (one === family ? isOn : value.includes(one))))}
        />
      ))}
    </fieldset>
  )
}

export function About({ lesson, title }: { lesson: Lesson; title: string }) {
  const t = useT('learning')
  const form = useForm({
    initial: {
      level: String(lesson.level),
      principleId: lesson.principleId ?? '',
      families: lesson.families,
      reviewOn: lesson.reviewOn ?? '',
    },
  })
  const write = useWrite(
    (change: object, options) => api.patch<Lesson>(`/api/lessons/${lesson.id}`, change, { ...options, ifMatch: `"${lesson.version}"` }),
    {
      stale: ['/api/lessons', '/api/my-lessons', '/api/principles'],
      onDone: () => {
        form.done()
        toast({ title: t('lessons.about.saved') })
      },
    },
  )
  const { level, principleId, families: chosen, reviewOn } = form.values
  return (
    <Stack gap={6}>
      {lesson.isReviewDue && (
        <Message kind="wait" title={t('lessons.about.due')}>
          <p>{t('lessons.about.dueText')}</p>
        </Message>
      )}
      <Form
        onSubmit={() =>
          void write.run({ level: Number(level), principleId: principleId || null, families: chosen, reviewOn: reviewOn || null })
        }
        problem={write.problem}
        isBusy={write.isBusy}
        t={t}
      >
        <SelectField
          label={t('lessons.about.level')}
          isRequired
          {...form.field('level')}
          options={levels.map((one) => ({ value: one, label: `${one}. ${t(`lessons.level.${one}`)}` }))}
        />
        <PrinciplePicker
          label={t('lessons.about.principle')}
          hint={t('lessons.about.principleHint')}
          value={principleId}
          onChange={(id) => form.set('principleId', id)}
        />
        <FamilyChoice value={chosen} onChange={(next) => form.set('families', next)} />
        <DateField
          label={t('lessons.about.reviewOn')}
          hint={t('lessons.about.reviewOnHint')}
          isRequired={false}
          {...form.field('reviewOn')}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('ui:save')}
          </Button>
        </FormActions>
      </Form>
      <Retire
        title={title}
        isRetired={lesson.isRetired}
        paths={lesson.paths}
        isBusy={write.isBusy}
        onRetire={(isRetired) => write.run({ isRetired })}
      />
      <LeaveGuard form={form} />
    </Stack>
  )
}
