import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Facts } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { toast } from '#ui/toast.ts'
import type { Study, StudyChange } from '../../../contract/studies.ts'
import { measures } from '../measures.ts'
import { pathOf, useStudyWrite } from '../queries.ts'
import { Step } from './Step.tsx'

/** The one outcome that decides, and up to five others that do not. */
export function OutcomeStep({ study, at, mayChange }: { study: Study; at: number; mayChange: boolean }) {
  const t = useT('impact')
  const title = (name: string) => t(`measure.${name}.title`)
  return (
    <Step study={study} name="outcome" at={at}>
      {mayChange ? (
        <Change key={JSON.stringify([study.outcome.measure, study.others, study.isWordingChanged])} study={study} />
      ) : (
        <Facts
          items={[
            { label: t('studies.outcome.main'), value: study.outcome.measure && title(study.outcome.measure) },
            { label: t('studies.outcome.others'), value: study.others.map(title).join(', ') || t('studies.outcome.noOthers') },
            { label: t('studies.outcome.wordingShort'), value: t(study.isWordingChanged ? 'studies.yes' : 'studies.no') },
          ]}
        />
      )}
    </Step>
  )
}

const mostOthers = 5

function Change({ study }: { study: Study }) {
  const t = useT('impact')
  const form = useForm({
    initial: { measure: study.outcome.measure ?? 'csat', others: [...study.others] as string[], isWordingChanged: study.isWordingChanged },
  })
  const { measure, others, isWordingChanged } = form.values
  const save = useStudyWrite<StudyChange, Study>(
    study,
    (change, options) => api.patch<Study>(pathOf(study), change, options),
    () => {
      form.done()
      toast({ title: t('studies.saved') })
    },
  )
  const chosen = others.filter((name) => name !== measure)
  return (
    <>
      <Form
        onSubmit={() => void save.run({ measure, others: chosen as StudyChange['others'], isWordingChanged })}
        problem={save.problem}
        isBusy={save.isBusy}
        t={t}
      >
        <SelectField
          label={t('studies.outcome.main')}
          hint={t.maybe(`measure.${measure}.about`)}
          options={measures.map((name) => ({ value: name, label: t(`measure.${name}.title`) }))}
          {...form.field('measure')}
        />
        <fieldset className="choices study-others">
          <legend>{t('studies.outcome.others')}</legend>
          <p className="margin-note">{t('studies.outcome.othersNote')}</p>
          {measures
            .filter((name) => name !== measure)
            .map((name) => (
              <Checkbox
                key={name}
                label={t(`measure.${name}.title`)}
                isOn={chosen.includes(name)}
                offReason={!chosen.includes(name) && chosen.length >= mostOthers ? t('studies.outcome.mostOthers') : undefined}
                onChange={(isOn) => form.set('others', isOn ? [...chosen, name] : chosen.filter((one) => one !== name))}
              />
            ))}
        </fieldset>
        <Checkbox label={t('studies.outcome.wording')} note={t('studies.outcome.wordingNote')} {...form.check('isWordingChanged')} />
        <FormActions>
          <Button type="submit">{t('ui:save')}</Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
