import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, SelectField } from '#ui/Inputs.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { toast } from '#ui/toast.ts'
import type { Study, StudyChange } from '../../../contract/studies.ts'
import { mondayOf, periodsIn, sundayOf } from '../days.ts'
import { pathOf, useStudyWrite } from '../queries.ts'
import { Step } from './Step.tsx'

/** From when to when is looked, and in steps of how many weeks. */
export function WindowStep({ study, at, mayChange }: { study: Study; at: number; mayChange: boolean }) {
  const t = useT('impact')
  const { day } = useFormats()
  const { firstDay, lastDay, weeksEach } = study
  return (
    <Step study={study} name="window" at={at}>
      {mayChange ? (
        <Change key={[firstDay, lastDay, weeksEach].join()} study={study} />
      ) : (
        <Facts
          items={[
            { label: t('studies.column.window'), value: firstDay && lastDay && t('rows.days', { from: day(firstDay), to: day(lastDay) }) },
            { label: t('studies.window.each'), value: t(`studies.window.weeks.${weeksEach}`) },
          ]}
        />
      )}
    </Step>
  )
}

function Change({ study }: { study: Study }) {
  const t = useT('impact')
  const { day } = useFormats()
  const form = useForm({
    initial: { firstDay: study.firstDay ?? '', lastDay: study.lastDay ?? '', weeksEach: String(study.weeksEach) },
  })
  const { values } = form
  const save = useStudyWrite<StudyChange, Study>(
    study,
    (change, options) => api.patch<Study>(pathOf(study), change, options),
    () => {
      form.done()
      toast({ title: t('studies.saved') })
    },
  )
  const firstDay = mondayOf(values.firstDay)
  const lastDay = sundayOf(values.lastDay)
  const weeksEach = Number(values.weeksEach) as 1 | 2 | 4
  const periods = firstDay && lastDay ? periodsIn(firstDay, lastDay, weeksEach) : 0
  return (
    <>
      <Form onSubmit={() => void save.run({ firstDay, lastDay, weeksEach })} problem={save.problem} isBusy={save.isBusy} t={t}>
        <DateField
          label={t('studies.window.first')}
          hint={
            firstDay && firstDay !== values.firstDay
              ? t('studies.window.fromMonday', { day: day(firstDay) })
              : t('studies.window.firstHint')
          }
          isRequired
          {...form.field('firstDay')}
        />
        <DateField
          label={t('studies.window.last')}
          hint={lastDay && lastDay !== values.lastDay ? t('studies.window.toSunday', { day: day(lastDay) }) : t('studies.window.lastHint')}
          isRequired
          {...form.field('lastDay')}
        />
        <SelectField
          label={t('studies.window.each')}
          hint={periods > 0 ? t('studies.window.periods', { count: periods }) : t('studies.window.eachHint')}
          options={['1', '2', '4'].map((value) => ({ value, label: t(`studies.window.weeks.${value}`) }))}
          {...form.field('weeksEach')}
        />
        <FormActions>
          <Button type="submit">{t('ui:save')}</Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
