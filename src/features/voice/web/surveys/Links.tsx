import { IconPrinter } from '@tabler/icons-react'
import { StepPicker } from '#features/journeys/web/parts.tsx'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Secret } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { Survey, SurveyLink } from '../../contract.ts'
import '../voice.css'

const path = '/api/survey-links'

/** One address for each place where customers pass; as a QR code on a card, or copied. */
export function Links({ survey }: { survey: Survey }) {
  const t = useT('voice')
  const links = useGet<{ items: SurveyLink[] }>(path, { surveyId: survey.id })
  const mayChange = useMay('survey-links.change')
  return (
    <Stack gap={5}>
      <Reading query={links} t={t}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('link.none')} text={t('link.noneText')} />
          ) : (
            <>
              {items.map((link) => (
                <LinkEntry key={link.id} link={link} mayChange={mayChange} />
              ))}
            </>
          )
        }
      </Reading>
      {mayChange && survey.state !== 'closed' && <NewLink survey={survey} />}
    </Stack>
  )
}

function LinkEntry({ link, mayChange }: { link: SurveyLink; mayChange: boolean }) {
  const t = useT('voice')
  const print = useWrite(async () => saveFile(await api.getForFile(`${path}/${link.id}/card`)))
  const close = useWrite((_: null, options) => api.delete(`${path}/${link.id}`, options), {
    stale: [path],
    onDone: () => toast({ title: t('link.closedDone') }),
  })
  const problem = print.problem ?? close.problem
  return (
    <article className="survey-link">
      {link.path !== null && !link.isClosed && (
        <img className="survey-qr" src={`${path}/${link.id}/qr`} alt={t('link.qr', { label: link.label })} />
      )}
      <Stack gap={2}>
        <h3>
          <bdi>{link.label}</bdi>
        </h3>
        <p className="small second">
          <bdi>{[link.unit.name, link.step?.name].filter(Boolean).join(', ')}</bdi>
          {' · '}
          {t('survey.answers', { count: link.answers })}
        </p>
        {problem && <ProblemView problem={problem} t={t} />}
        {link.isClosed ? (
          <Row>
            <Tag meaning="note">{t('link.isClosed')}</Tag>
          </Row>
        ) : link.path === null ? (
          <p>{t('link.keyChanged')}</p>
        ) : (
          <>
            <Secret value={`${location.origin}${link.path}`} label={t('link.address')} />
            <Row>
              <Button isSmall icon={IconPrinter} isBusy={print.isBusy} onClick={() => void print.run(undefined)}>
                {t('link.print')}
              </Button>
              {mayChange && (
                <Button isSmall isBusy={close.isBusy} onClick={() => void close.run(null)}>
                  {t('link.close')}
                </Button>
              )}
            </Row>
          </>
        )}
      </Stack>
    </article>
  )
}

function NewLink({ survey }: { survey: Survey }) {
  const t = useT('voice')
  const initial = { label: '', unitId: '', stepId: '' }
  const form = useForm({ initial })
  const save = useWrite(
    (values: typeof initial, options) =>
      api.post(path, { surveyId: survey.id, label: values.label, unitId: values.unitId, stepId: values.stepId || null }, options),
    {
      stale: [path],
      onDone: () => {
        form.begin(initial)
        toast({ title: t('link.done') })
      },
    },
  )
  return (
    <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <Stack isNarrow>
        <TextField label={t('link.label')} hint={t('link.labelHint')} isRequired {...form.field('label')} />
        <UnitPicker label={t('unit')} hint={t('link.unitHint')} isRequired {...form.field('unitId')} />
        <StepPicker label={t('step')} hint={t('link.stepHint')} {...form.field('stepId')} />
      </Stack>
      <FormActions>
        <Button type="submit" isBusy={save.isBusy}>
          {t('link.make')}
        </Button>
      </FormActions>
    </Form>
  )
}
