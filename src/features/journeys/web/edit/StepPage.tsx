import { PrinciplePicker, usePrinciples } from '#features/language/web/parts.tsx'
import { useGo, useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { JourneyWording, StepWording } from '../../contract.ts'
import '../journeys.css'
import { at, stale, useWording } from '../queries.ts'
import { LanguageTabs, SaidField, useWritten } from './Languages.tsx'
import { Shapers } from './Shapers.tsx'

const channels = ['none', 'shop', 'phone', 'mail', 'chat', 'web', 'app', 'post', 'delivery'] as const
const emotions = ['upset', 'uneasy', 'calm', 'content', 'delighted'] as const
const grades = ['assumed', 'partly', 'researched'] as const
const fields = ['customer', 'front', 'back', 'support'] as const

/** One step, written: what the customer does, what we do in each lane, and whose work shapes it. */
export function StepPage() {
  const t = useT('journeys')
  const [journeyId, stepId] = [useParam('journeyId'), useParam('stepId')]
  const [{ stage }] = useSearchState({ stage: '' })
  const query = useWording(journeyId)
  return (
    <Page
      title={t(stepId === 'new' ? 'step.new' : 'step.title')}
      back={{ to: `/journeys/${journeyId}/edit`, label: t('edit.title') }}
      who={t('edit.who')}
    >
      <Reading query={query} t={t}>
        {(journey) => {
          const known = journey.stages.flatMap(({ steps }) => steps).find(({ id }) => id === stepId)
          if (!known && stepId !== 'new')
            return (
              <EmptyState
                level={2}
                title={t('step.gone')}
                text={t('step.goneText')}
                action={<ButtonLink to={`/journeys/${journeyId}/edit`}>{t('edit.title')}</ButtonLink>}
              />
            )
          return (
            <StepForm key={stepId} journey={journey} step={known ?? emptyStep(stage || (journey.stages[0]?.id ?? ''))} isNew={!known} />
          )
        }}
      </Reading>
    </Page>
  )
}

const emptyStep = (stageId: string): StepWording => ({
  id: '',
  stageId,
  channel: 'none',
  emotion: 'calm',
  evidence: 'assumed',
  principleId: null,
  texts: { name: {}, customer: {}, front: {}, back: {}, support: {} },
  shapers: [],
})

export type StepValues = {
  stageId: string
  channel: string
  emotion: string
  evidence: string
  principleId: string
  texts: StepWording['texts']
  shapers: StepWording['shapers']
}

function StepForm({ journey, step, isNew }: { journey: JourneyWording; step: StepWording; isNew: boolean }) {
  const t = useT('journeys')
  const go = useGo()
  const principles = usePrinciples()
  const { languages, defaultLanguage } = journey
  const language = useWritten(languages, defaultLanguage)
  const form = useForm<StepValues>({
    initial: {
      stageId: step.stageId,
      channel: step.channel,
      emotion: step.emotion,
      evidence: step.evidence,
      principleId: step.principleId ?? '',
      texts: step.texts,
      shapers: step.shapers,
    },
    draft: isNew ? `new-step-${journey.id}` : undefined,
  })
  const { values } = form
  const save = useWrite(
    ({ principleId, ...input }: StepValues, options) => {
      const body = { ...input, principleId: principleId || null }
      return isNew
        ? api.post<JourneyWording>(`${at.one(journey.id)}/steps`, body, options)
        : api.put<JourneyWording>(at.step(step.id), body, { ...options, ifMatch: `"${journey.version}"` })
    },
    {
      stale,
      onDone: () => {
        form.done()
        toast({ title: t('edit.saved') })
        go(`/journeys/${journey.id}/edit`)
      },
    },
  )
  const said = (field: keyof StepValues['texts']) => ({
    name: `texts/${field}`,
    said: values.texts[field],
    onSaid: (words: Partial<Record<string, string>>) => form.set('texts', { ...values.texts, [field]: words }),
    language,
    defaultLanguage,
  })
  return (
    <>
      <LanguageTabs languages={languages} current={language} />
      <Form onSubmit={() => void save.run(values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Section title={t('step.what')} hasMargin note={t('step.whatNote')}>
          <Stack isNarrow>
            <SaidField label={t('step.name')} hint={t('step.nameHint')} isRequired maxLength={120} {...said('name')} />
            {fields.map((field) => (
              <SaidField key={field} label={t(`step.${field}`)} hint={t(`step.${field}Hint`)} isLong maxLength={600} {...said(field)} />
            ))}
          </Stack>
        </Section>
        <Section title={t('step.facts')} hasMargin note={t('step.factsNote')}>
          <Stack isNarrow>
            <SelectField
              label={t('step.stage')}
              isRequired
              options={journey.stages.map(({ id, texts }) => ({ value: id, label: texts.name[defaultLanguage] ?? '–' }))}
              {...form.field('stageId')}
            />
            <SelectField
              label={t('step.channel')}
              options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
              {...form.field('channel')}
            />
            <SelectField
              label={t('step.emotion')}
              options={emotions.map((value) => ({ value, label: t(`emotion.${value}`) }))}
              {...form.field('emotion')}
            />
            <SelectField
              label={t('step.evidence')}
              hint={t('step.evidenceHint')}
              options={grades.map((value) => ({ value, label: t(`evidence.${value}`) }))}
              {...form.field('evidence')}
            />
            {principles.items.length > 0 && (
              <PrinciplePicker
                label={t('step.principle')}
                name="principleId"
                value={values.principleId}
                onChange={(principleId) => form.set('principleId', principleId)}
              />
            )}
          </Stack>
        </Section>
        <Section title={t('step.who')} hasMargin note={t('step.whoNote')}>
          <Shapers
            shapers={values.shapers}
            onShapers={(shapers) => form.set('shapers', shapers)}
            language={language}
            defaultLanguage={defaultLanguage}
          />
        </Section>
        <FormActions>
          <Button kind="filled" type="submit">
            {t('ui:save')}
          </Button>
          <ButtonLink to={`/journeys/${journey.id}/edit`}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
