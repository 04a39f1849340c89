// Making an assessment: its words, what it asks, for whom, and what passing shows.
import { families } from '#engines/lesson/lesson.ts'
import { usePrinciples } from '#features/language/web/parts.tsx'
import { useParam } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { Checkbox, RadioGroup } from '#ui/Choices.tsx'
import { Form } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import type { Assessment, AssessmentInput, AssessmentRow } from '../../../contract/assessments.ts'
import { StateActions } from '../../StateActions.tsx'
import { useSave } from '../../written.ts'
import { ChosenItems } from './ChosenItems.tsx'
import './assessments.css'

const path = '/api/assessments'
const written = ['en', 'de', 'ar'] as const
const daysKept = ['90', '180', '365', '730']
const forEver = 'none'

export function NewAssessmentPage() {
  const t = useT('learning')
  return (
    <Page title={t('assessments.new')} back={{ to: '/assessments', label: t('assessments.title') }} who={t('assessments.who')}>
      <Editor />
    </Page>
  )
}

export function EditAssessmentPage() {
  const t = useT('learning')
  const id = useParam('assessmentId')
  const query = useGet<Assessment>(`${path}/${id}`)
  const { code } = useLanguage()
  const { organisation } = useSession()
  const titles = query.data?.texts
  const title = [code, organisation.defaultLanguage, ...written].map((one) => titles?.[one as 'en']?.title).find(Boolean)
  return (
    <Page
      title={title ?? t('assessments.one')}
      back={{ to: '/assessments', label: t('assessments.title') }}
      actions={query.data?.isStarted && <ButtonLink to={`/assessments/${id}/analysis`}>{t('analysis.title')}</ButtonLink>}
      who={t('assessments.who')}
    >
      <Reading query={query} t={t}>
        {(assessment) => <Editor key={assessment.version} assessment={assessment} />}
      </Reading>
    </Page>
  )
}

const startOf = (one: Assessment | undefined) => ({
  texts: Object.fromEntries(written.map((code) => [code, one?.texts[code] ?? { title: '', lead: '' }])) as Record<
    (typeof written)[number],
    { title: string; lead: string }
  >,
  level: String(one?.level ?? 1),
  mode: (one?.mode ?? 'drawn') as string,
  items: (one?.items ?? []).map(({ id, prompt }) => ({ id, prompt })),
  count: String(one?.count ?? 10),
  principleIds: one?.principleIds ?? [],
  families: (one?.families ?? []) as string[],
  passPercent: String(one?.passPercent ?? 80),
  validDays: one ? (one.validDays === null ? forEver : String(one.validDays)) : '365',
  hasBefore: one?.hasBefore ?? false,
})
type Values = ReturnType<typeof startOf>
const bodyOf = (values: Values, state: AssessmentRow['state']): AssessmentInput => ({
  state,
  texts: Object.fromEntries(Object.entries(values.texts).filter(([, { title }]) => title.trim() !== '')),
  level: Number(values.level),
  mode: values.mode as 'drawn',
  itemIds: values.items.map(({ id }) => id),
  count: Number(values.count),
  principleIds: values.principleIds,
  families: values.families as AssessmentInput['families'],
  passPercent: Number(values.passPercent),
  validDays: values.validDays === forEver ? null : Number(values.validDays),
  hasBefore: values.hasBefore,
})

function Editor({ assessment }: { assessment?: Assessment }) {
  const t = useT('learning')
  const { language: nameOf } = useFormats()
  const { organisation } = useSession()
  const mayChange = useMay('assessments.change')
  const { items: principles } = usePrinciples()
  const codes = written.filter((code) => organisation.languages.includes(code) || organisation.defaultLanguage === code)
  const form = useForm<Values>({
    initial: startOf(assessment),
    draft: assessment ? `assessment-${assessment.id}-${assessment.version}` : 'new-assessment',
  })
  const { values, set } = form
  const save = useSave({
    path,
    page: '/assessments',
    thing: assessment,
    body: (state) => bodyOf(values, state),
    stale: [path, '/api/own-assessments'],
    form,
    said: (saved) => t(`items.saved.${saved.state}`),
  })
  const some = (name: 'principleIds' | 'families', one: string, isOn: boolean) =>
    set(name, isOn ? [...values[name], one] : values[name].filter((other) => other !== one))
  const state = assessment?.state ?? 'draft'
  return (
    <>
      <Form onSubmit={() => void save.run('live')} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Section hasMargin title={t('assessments.words')}>
          <Stack isNarrow>
            {codes.map((code) => {
              const one = values.texts[code]
              const isOwn = code === organisation.defaultLanguage
              const put = (change: Partial<typeof one>) => set('texts', { ...values.texts, [code]: { ...one, ...change } })
              return (
                <div key={code} lang={code} className="assessment-words">
                  <TextField
                    label={t('assessments.nameIn', { language: nameOf(code) })}
                    isRequired={isOwn}
                    maxLength={120}
                    value={one.title}
                    onChange={(title) => put({ title })}
                  />
                  <TextField
                    label={t('assessments.leadIn', { language: nameOf(code) })}
                    isRequired={false}
                    maxLength={400}
                    value={one.lead}
                    onChange={(lead) => put({ lead })}
                  />
                </div>
              )
            })}
          </Stack>
        </Section>
        <Section hasMargin title={t('assessments.asks')}>
          <Stack isNarrow>
            <RadioGroup
              label={t('assessments.mode')}
              value={values.mode}
              onChange={(mode) => set('mode', mode)}
              options={(['drawn', 'fixed'] as const).map((value) => ({
                value,
                label: t(`assessments.modes.${value}`),
                note: t(`assessments.modeNotes.${value}`),
              }))}
            />
            {values.mode === 'drawn' ? (
              <>
                <SelectField
                  label={t('assessments.count')}
                  isRequired
                  isShort
                  {...form.field('count')}
                  options={[...new Set([3, 5, 6, 8, 10, 12, 15, 20, 30, 40, Number(values.count)])]
                    .toSorted((a, b) => a - b)
                    .map((number) => ({ value: String(number), label: t('assessments.questions', { number }) }))}
                />
                <fieldset className="choices">
                  <legend>{t('assessments.principles')}</legend>
                  {principles.map(({ id, name }) => (
                    <Checkbox
                      key={id}
                      label={name}
                      isOn={values.principleIds.includes(id)}
                      onChange={(isOn) => some('principleIds', id, isOn)}
                    />
                  ))}
                </fieldset>
                {assessment && <p className="small second">{t('assessments.bank', { number: assessment.bank })}</p>}
              </>
            ) : (
              <ChosenItems items={values.items} onChange={(items) => set('items', items)} />
            )}
          </Stack>
        </Section>
        <Section hasMargin title={t('assessments.forWhom')}>
          <Stack isNarrow>
            <fieldset className="choices">
              <legend>{t('assessments.families')}</legend>
              {families.map((family) => (
                <Checkbox
                  key={family}
                  label={t(`families.${family}`)}
                  isOn={values.families.includes(family)}
                  onChange={(isOn) => some('families', family, isOn)}
                />
              ))}
            </fieldset>
            <SelectField
              label={t('assessments.level')}
              isRequired
              {...form.field('level')}
              options={[1, 2, 3, 4].map((level) => ({ value: String(level), label: t(`items.levels.${level}`) }))}
            />
            <SelectField
              label={t('assessments.pass')}
              isRequired
              isShort
              {...form.field('passPercent')}
              options={[...new Set([50, 60, 70, 80, 90, 100, Number(values.passPercent)])]
                .toSorted((a, b) => a - b)
                .map((percent) => ({ value: String(percent), label: t('skills.percent', { percent }) }))}
            />
            <SelectField
              label={t('assessments.valid')}
              isRequired
              {...form.field('validDays')}
              options={[
                ...[...new Set([...daysKept, ...(values.validDays === forEver ? [] : [values.validDays])])].map((days) => ({
                  value: days,
                  label: t('assessments.days', { number: Number(days) }),
                })),
                { value: forEver, label: t('assessments.forEver') },
              ]}
            />
            <Checkbox label={t('assessments.before')} {...form.check('hasBefore')} />
          </Stack>
        </Section>
        {mayChange && (
          <StateActions state={state} isNew={!assessment} isBusy={save.isBusy} onSave={(next) => void save.run(next)} back="/assessments" />
        )}
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
