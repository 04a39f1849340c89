// One path: for whom, which steps, until when; and whom it reaches, before it goes live.
import { useState } from 'react'
import { useGo, useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox, RadioGroup } from '#ui/Choices.tsx'
import { api, etagOf } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { DateField, TextField } from '#ui/Inputs.tsx'
import { Columns, Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { Tag } from '#ui/Words.tsx'
import type { Path } from '../../contract/paths.ts'
import { Reach } from './Reach.tsx'
import { RuleFields, StepFields } from './RuleFields.tsx'
import { blank, bodyOf, type Values, valuesOf } from './values.ts'

export function PathPage() {
  const t = useT('learning')
  const pathId = useParam('pathId')
  const { code } = useLanguage()
  const query = useGet<Path>(pathId === 'new' ? null : `/api/paths/${pathId}`, { language: code })
  if (pathId === 'new') return <Editor key="new" path={null} />
  return query.data ? (
    <Editor key={`${query.data.id} ${query.data.version}`} path={query.data} />
  ) : (
    <Page title={t('paths.one')} back={{ to: '/paths', label: t('paths.title') }}>
      <Reading query={query} t={t} />
    </Page>
  )
}

function Editor({ path }: { path: Path | null }) {
  const t = useT('learning')
  const go = useGo()
  const mayWrite = useMay('paths.write')
  const form = useForm<Values>({ initial: path ? valuesOf(path) : blank() })
  const stale = ['/api/paths', '/api/coverage']
  const [asks, setAsks] = useState<'start' | 'stop' | 'delete' | null>(null)
  const save = useWrite(
    (values: Values, options) =>
      path
        ? api.put<Path>(`/api/paths/${path.id}`, bodyOf(values), { ...options, ifMatch: etagOf(path) })
        : api.post<Path>('/api/paths', bodyOf(values), options),
    {
      stale,
      onDone(saved) {
        form.done()
        toast({ title: t('paths.saved') })
        if (!path) go(`/paths/${saved.id}`, 'replace')
      },
    },
  )
  const turn = useWrite((noun: 'starts' | 'stops', options) => api.post<Path>(`/api/paths/${path!.id}/${noun}`, undefined, options), {
    stale,
    onDone: (_, noun) => toast({ title: t(noun === 'starts' ? 'paths.started' : 'paths.stopped') }),
  })
  const remove = useWrite((_: null, options) => api.delete(`/api/paths/${path!.id}`, options), { stale, onDone: () => go('/paths') })
  const problem = save.problem ?? turn.problem ?? remove.problem
  const { values } = form
  const isChanged = path !== null && JSON.stringify(values) !== JSON.stringify(valuesOf(path))
  const state = path?.state ?? 'draft'
  return (
    <Page
      title={path ? path.title : t('paths.add')}
      lead={
        path ? (
          <Tag meaning={state === 'live' ? 'good' : state === 'draft' ? 'wait' : undefined}>
            {t(path.isSweeping ? 'paths.sweeping' : `paths.state.${state}`)}
          </Tag>
        ) : (
          t('paths.newLead')
        )
      }
      back={{ to: '/paths', label: t('paths.title') }}
      who={t('paths.whoSees')}
    >
      <Columns margin={<Reach values={values} />} side="end">
        <Form onSubmit={() => void save.run(values)} problem={problem} isBusy={save.isBusy} t={t}>
          <Stack gap={6}>
            <TextField
              label={t('paths.field.title')}
              hint={t('paths.field.titleHint')}
              isRequired
              maxLength={120}
              {...form.field('title')}
            />
            <Section title={t('paths.forWhom')} note={t('paths.forWhomNote')}>
              <Stack>
                <RadioGroup
                  label={t('paths.field.who')}
                  value={values.who}
                  onChange={(who) => form.set('who', who as Values['who'])}
                  options={(['everyone', 'leaders', 'teams'] as const).map((value) => ({ value, label: t(`paths.whoIs.${value}`) }))}
                />
                <Checkbox label={t('paths.field.new')} note={t('paths.field.newNote')} {...form.check('newPeopleOnly')} />
                <RuleFields values={values} set={form.set} />
              </Stack>
            </Section>
            <Section title={t('paths.field.steps')} note={t('paths.stepsNote')}>
              <StepFields values={values} set={form.set} known={path?.steps ?? []} />
            </Section>
            <Section title={t('paths.when')} note={t('paths.whenNote')}>
              <Stack>
                <DateField label={t('paths.field.startsOn')} isRequired {...form.field('startsOn')} />
                <DateField label={t('paths.field.endsOn')} isRequired={false} {...form.field('endsOn')} />
                <TextField kind="number" isShort label={t('paths.field.dueDays')} isRequired {...form.field('dueDays')} />
                <TextField
                  kind="number"
                  isShort
                  label={t('paths.field.leaderDueDays')}
                  hint={t('paths.field.leaderHint')}
                  isRequired
                  {...form.field('leaderDueDays')}
                />
              </Stack>
            </Section>
            {mayWrite && (
              <FormActions>
                <Button kind={path && state === 'draft' && !isChanged ? 'line' : 'filled'} type="submit" isBusy={save.isBusy}>
                  {t('ui:save')}
                </Button>
                {path && state !== 'live' && (
                  <Button
                    kind={isChanged ? 'line' : 'filled'}
                    offReason={isChanged ? t('paths.saveFirst') : undefined}
                    onClick={() => setAsks('start')}
                  >
                    {t('paths.start')}
                  </Button>
                )}
                {path && state === 'live' && (
                  <>
                    <ButtonLink to={`/coverage?pathId=${path.id}`}>{t('paths.coverage.title')}</ButtonLink>
                    <Button kind="stop" onClick={() => setAsks('stop')}>
                      {t('paths.stop')}
                    </Button>
                  </>
                )}
                {path && state === 'draft' && (
                  <Button kind="plain" onClick={() => setAsks('delete')}>
                    {t('paths.delete')}
                  </Button>
                )}
              </FormActions>
            )}
          </Stack>
        </Form>
      </Columns>
      {turn.problem && <ProblemView problem={turn.problem} t={t} />}
      <LeaveGuard form={form} />
      <ConfirmDialog
        isOpen={asks !== null}
        title={asks ? t(`paths.ask.${asks}`) : ''}
        text={asks ? t(`paths.askText.${asks}`) : ''}
        action={asks ? t(`paths.${asks}`) : ''}
        isStop={asks !== 'start'}
        onClose={() => setAsks(null)}
        onConfirm={() => {
          setAsks(null)
          void (asks === 'delete' ? remove.run(null) : turn.run(asks === 'start' ? 'starts' : 'stops'))
        }}
      />
    </Page>
  )
}
