import { UnitPicker } from '#features/people/web/parts.tsx'
import { useGo, useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea, TextField } from '#ui/Inputs.tsx'
import { Section } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Study } from '../../contract/studies.ts'
import { measures } from './measures.ts'
import { path } from './queries.ts'

/** Two ways to begin: from what Attune measures, or with a file of one's own. */
export function NewStudy() {
  const t = useT('impact')
  const mayWrite = useMay('studies.write')
  const go = useGo()
  const [{ source }, set] = useSearchState({ source: 'signals' })
  const form = useForm({ initial: { title: '', question: '', unitId: '', measure: 'csat' }, draft: 'new-study' })
  const { title, question, unitId, measure } = form.values
  const add = useWrite(
    (isFile: boolean, options) =>
      api.post<Study>(
        path,
        isFile ? { source: 'file', title, question } : { source: 'signals', title, question, unitId, measure },
        options,
      ),
    {
      stale: [path],
      onDone: (study) => {
        form.done()
        go(`/studies/${study.id}`)
      },
    },
  )
  const isFile = source === 'file'
  return (
    <Page
      title={t('studies.new.title')}
      lead={t('studies.new.lead')}
      back={{ to: '/studies', label: t('studies.title') }}
      who={t('studies.who')}
    >
      {mayWrite ? (
        <Section hasMargin title={t('studies.new.about')} note={t('studies.new.aboutNote')}>
          <Form onSubmit={() => void add.run(isFile)} problem={add.problem} isBusy={add.isBusy} t={t}>
            <RadioGroup
              label={t('studies.new.way')}
              isLined
              value={isFile ? 'file' : 'signals'}
              onChange={(value) => set({ source: value })}
              options={(['signals', 'file'] as const).map((value) => ({
                value,
                label: t(`studies.new.${value}`),
                note: t(`studies.new.${value}Note`),
              }))}
            />
            <TextField label={t('studies.new.name')} hint={t('studies.new.nameHint')} maxLength={120} isRequired {...form.field('title')} />
            <TextArea
              label={t('studies.new.question')}
              hint={t('studies.new.questionHint')}
              maxLength={500}
              isRequired={false}
              {...form.field('question')}
            />
            {!isFile && (
              <>
                <UnitPicker label={t('studies.new.unit')} hint={t('studies.new.unitHint')} isRequired {...form.field('unitId')} />
                <SelectField
                  label={t('studies.new.measure')}
                  hint={t('studies.new.measureHint')}
                  isRequired
                  options={measures.map((name) => ({ value: name, label: t(`measure.${name}.title`) }))}
                  {...form.field('measure')}
                />
              </>
            )}
            <FormActions>
              <Button kind="filled" type="submit">
                {t(isFile ? 'studies.new.goFile' : 'studies.new.goPlan')}
              </Button>
            </FormActions>
          </Form>
          <LeaveGuard form={form} />
        </Section>
      ) : (
        <EmptyState level={2} title={t('ui:notAllowed.title')} text={t('ui:notAllowed.text')} />
      )}
    </Page>
  )
}
