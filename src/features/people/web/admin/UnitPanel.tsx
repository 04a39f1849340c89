import { IconPencil, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Unit } from '../../contract.ts'
import { UnitPicker } from '../parts.tsx'
import { at, useSites } from '../queries.ts'

const stale = [at.units, at.people]

export function UnitPanel({ unit, actions, onClosed }: { unit: Unit; actions: ReactNode; onClosed: () => void }) {
  const t = useT('people')
  const [isChanging, setChanging] = useState(false)
  const [isClosing, setClosing] = useState(false)
  const sites = useSites()
  const close = useWrite((_: null, options) => api.delete(`/api/units/${unit.id}`, options), {
    stale,
    onDone: () => {
      toast({ title: t('units.closed', { name: unit.name }) })
      onClosed()
    },
  })
  if (isChanging) return <ChangeUnit unit={unit} onDone={() => setChanging(false)} />
  const isEmpty = unit.peopleBelow === 0
  return (
    <Section title={<bdi>{unit.name}</bdi>}>
      <Stack>
        <Facts
          items={[
            { label: t('units.here'), value: t('units.people', { count: unit.people }) },
            { label: t('units.below'), value: t('units.people', { count: unit.peopleBelow }) },
            {
              label: t('units.leaders'),
              value:
                unit.leaders.length > 0
                  ? unit.leaders.map((leader, i) => (
                      <span key={leader.id}>
                        {i > 0 && ', '}
                        <Link to={`/people/${leader.id}`}>
                          <bdi>{leader.name}</bdi>
                        </Link>
                      </span>
                    ))
                  : t('units.noLeader'),
            },
            { label: t('units.code'), value: unit.code && <bdi dir="ltr">{unit.code}</bdi> },
            { label: t('site'), value: sites.data?.items.find(({ id }) => id === unit.siteId)?.name },
          ]}
        />
        {close.problem && <ProblemView problem={close.problem} t={t} />}
        <Row align="start">
          <ButtonLink to={`/people?unit=${unit.id}`}>{t('units.showPeople')}</ButtonLink>
          {actions}
          <Button icon={IconPencil} onClick={() => setChanging(true)}>
            {t('units.change')}
          </Button>
          <Button icon={IconTrash} offReason={isEmpty ? undefined : t('units.notEmpty')} onClick={() => setClosing(true)}>
            {t('units.close')}
          </Button>
        </Row>
      </Stack>
      <ConfirmDialog
        isOpen={isClosing}
        onClose={() => setClosing(false)}
        onConfirm={() => {
          setClosing(false)
          void close.run(null)
        }}
        title={t('units.closeAsk', { name: unit.name })}
        text={t('units.closeText')}
        action={t('units.close')}
      />
    </Section>
  )
}

function UnitFields({
  form,
  without,
}: {
  form: ReturnType<typeof useForm<{ name: string; parentId: string; code: string; siteId: string }>>
  without?: string
}) {
  const t = useT('people')
  const sites = useSites()
  return (
    <Stack isNarrow>
      <TextField label={t('units.name')} isRequired {...form.field('name')} />
      <UnitPicker
        label={t('units.parent')}
        hint={without ? t('units.parentHint') : undefined}
        empty={t('units.top')}
        name="parentId"
        without={without}
        value={form.values.parentId}
        onChange={(parentId) => form.set('parentId', parentId)}
      />
      <TextField label={t('units.code')} hint={t('units.codeHint')} direction="ltr" isRequired={false} {...form.field('code')} />
      <SelectField
        label={t('site')}
        empty={t('none')}
        isRequired={false}
        options={(sites.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('siteId')}
      />
    </Stack>
  )
}

type Values = { name: string; parentId: string; code: string; siteId: string }
const bodyOf = ({ name, parentId, code, siteId }: Values) => ({
  name,
  parentId: parentId || null,
  code: code || null,
  siteId: siteId || null,
})

function ChangeUnit({ unit, onDone }: { unit: Unit; onDone: () => void }) {
  const t = useT('people')
  const form = useForm<Values>({
    initial: { name: unit.name, parentId: unit.parentId ?? '', code: unit.code ?? '', siteId: unit.siteId ?? '' },
  })
  const save = useWrite(
    (values: Values, options) => api.patch<Unit>(`/api/units/${unit.id}`, bodyOf(values), { ...options, ifMatch: `"${unit.version}"` }),
    {
      stale,
      onDone: () => {
        form.done()
        toast({ title: t('saved') })
        onDone()
      },
    },
  )
  return (
    <Section title={t('units.changeTitle', { name: unit.name })}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <UnitFields form={form} without={unit.id} />
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('ui:save')}
          </Button>
          <Button onClick={onDone}>{t('ui:cancel')}</Button>
        </FormActions>
      </Form>
    </Section>
  )
}

export function NewUnit({ parent, onDone, onCancel }: { parent: Unit | null; onDone: (id: string) => void; onCancel?: () => void }) {
  const t = useT('people')
  const form = useForm<Values>({ initial: { name: '', parentId: parent?.id ?? '', code: '', siteId: '' } })
  const save = useWrite((values: Values, options) => api.post<Unit>('/api/units', bodyOf(values), options), {
    stale,
    onDone: (unit) => {
      form.done()
      toast({ title: t('units.added', { name: unit.name }) })
      onDone(unit.id)
    },
  })
  return (
    <Section title={parent ? t('units.addTitle', { name: parent.name }) : t('units.add')}>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <UnitFields form={form} />
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('units.add')}
          </Button>
          {onCancel && <Button onClick={onCancel}>{t('ui:cancel')}</Button>}
        </FormActions>
      </Form>
    </Section>
  )
}
