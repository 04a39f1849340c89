import { useGo, useParam, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import type { WriteOptions } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Behaviour } from '../../contract.ts'
import { flatTexts, LanguageFields, textsOf, useContentLanguages, type Values } from '../LanguageFields.tsx'
import { PrinciplePicker } from '../parts.tsx'
import { at, useBehaviour, useJobRoles } from '../queries.ts'

const fields = ['name', 'poor', 'good', 'great'] as const
const listOf = (behaviour: Behaviour): string => `/behaviours${behaviour.jobRole ? `?role=${behaviour.jobRole.id}` : ''}`

export function AddBehaviourPage() {
  const t = useT('language')
  const go = useGo()
  const [{ role, principle }] = useSearchState({ role: '', principle: '' })
  return (
    <Page
      title={t('behaviour.add')}
      lead={t('behaviour.lead')}
      back={{ to: '/behaviours', label: t('behaviours.title') }}
      who={t('behaviours.who')}
    >
      <BehaviourForm
        draft="add-behaviour"
        initial={{ principleId: principle, jobRoleId: role, level: '1' }}
        write={(body, options) => api.post<Behaviour>(at.behaviours, body, options)}
        onDone={(behaviour) => {
          toast({ title: t('saved') })
          go(listOf(behaviour))
        }}
      />
    </Page>
  )
}

export function ChangeBehaviourPage() {
  const t = useT('language')
  const go = useGo()
  const id = useParam('behaviourId')
  const behaviour = useBehaviour(id)
  return (
    <Page
      title={t('behaviour.change')}
      lead={behaviour.data && <bdi>{behaviour.data.name}</bdi>}
      back={{ to: behaviour.data ? listOf(behaviour.data) : '/behaviours', label: t('behaviours.title') }}
      who={t('behaviours.who')}
    >
      <Reading query={behaviour} t={t}>
        {(data) => (
          <>
            <BehaviourForm
              key={data.version}
              draft={`behaviour ${id}`}
              initial={{ principleId: data.principleId, jobRoleId: data.jobRole?.id ?? '', level: String(data.level) }}
              texts={data.texts}
              write={(body, options) => api.put<Behaviour>(`${at.behaviours}/${id}`, body, { ...options, ifMatch: `"${data.version}"` })}
              onDone={(saved) => {
                toast({ title: t('saved') })
                go(listOf(saved))
              }}
            />
            <Retirement behaviour={data} />
          </>
        )}
      </Reading>
    </Page>
  )
}

function Retirement({ behaviour }: { behaviour: Behaviour }) {
  const t = useT('language')
  const path = `${at.behaviours}/${behaviour.id}/retirements`
  const stale = [at.behaviours, at.principles]
  const ifMatch = `"${behaviour.version}"`
  const retire = useWrite((_: object, options) => api.post(path, undefined, { ...options, ifMatch }), { stale })
  const bringBack = useWrite((_: object, options) => api.delete(path, { ...options, ifMatch }), { stale })
  const problem = retire.problem ?? bringBack.problem
  return (
    <Section
      title={t(behaviour.isRetired ? 'behaviour.isRetired' : 'behaviour.inUse')}
      hasMargin
      note={t(behaviour.isRetired ? 'behaviour.isRetiredNote' : 'behaviour.inUseNote')}
    >
      <Stack>
        {problem && <ProblemView problem={problem} t={t} />}
        {behaviour.isRetired ? (
          <Button isBusy={bringBack.isBusy} onClick={() => void bringBack.run({})}>
            {t('retirement.bringBack')}
          </Button>
        ) : (
          <Button isBusy={retire.isBusy} onClick={() => void retire.run({})}>
            {t('retirement.retire')}
          </Button>
        )}
      </Stack>
    </Section>
  )
}

function BehaviourForm({
  initial,
  texts,
  write,
  onDone,
  draft,
}: {
  initial: { principleId: string; jobRoleId: string; level: string }
  texts?: Behaviour['texts']
  write: (body: object, options: WriteOptions) => Promise<Behaviour>
  onDone: (behaviour: Behaviour) => void
  draft: string
}) {
  const t = useT('language')
  const languages = useContentLanguages()
  const roles = useJobRoles()
  const form = useForm<Values>({ draft, initial: { ...initial, ...flatTexts(languages, fields, texts) } })
  const save = useWrite(
    (values: Values, options) => {
      const { principleId, jobRoleId, level } = values as typeof initial
      return write({ principleId, jobRoleId: jobRoleId || null, level: Number(level), texts: textsOf(values, languages, fields) }, options)
    },
    {
      stale: [at.behaviours, at.principles],
      onDone: (saved) => {
        form.done()
        onDone(saved)
      },
    },
  )
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack>
          <PrinciplePicker label={t('behaviour.principle')} isRequired {...form.field('principleId')} />
          <Stack isNarrow>
            <SelectField
              label={t('jobRole')}
              empty={t('everybody')}
              options={(roles.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              {...form.field('jobRoleId')}
            />
            <SelectField
              label={t('behaviour.level')}
              options={[1, 2, 3, 4].map((level) => ({ value: String(level), label: t(`levels.${level}`) }))}
              {...form.field('level')}
            />
          </Stack>
        </Stack>
        <LanguageFields
          form={form}
          fields={[
            { key: 'name', label: t('behaviour.name'), hint: t('behaviour.nameHint'), maxLength: 120 },
            { key: 'poor', label: t('anchors.poor'), maxLength: 400, isArea: true },
            { key: 'good', label: t('anchors.good'), maxLength: 400, isArea: true },
            { key: 'great', label: t('anchors.great'), maxLength: 400, isArea: true },
          ]}
        />
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('ui:save')}
          </Button>
          <ButtonLink to="/behaviours">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
