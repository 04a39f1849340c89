import { useState } from 'react'
import { useParam } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Example, PrinciplePage } from '../../contract.ts'
import { flatTexts, LanguageFields, textsOf, useContentLanguages, type Values } from '../LanguageFields.tsx'
import { PrincipleChip } from '../parts.tsx'
import { at, useJobRoles, usePrinciple } from '../queries.ts'

const fields = ['looksLike', 'doesNot'] as const

/** What a principle looks like, and does not, in each job. */
export function ExamplesPage() {
  const t = useT('language')
  const id = useParam('principleId')
  const principle = usePrinciple(id)
  return (
    <Page
      title={t('examples.title')}
      lead={principle.data && <PrincipleChip principle={principle.data} />}
      back={{ to: `/principles/${id}`, label: principle.data?.name ?? t('principle.title') }}
      who={t('principles.who')}
    >
      <Section title={t('principle.examples')} hasMargin note={t('examples.note')}>
        <Reading query={principle} t={t}>
          {(data) => <Examples principle={data} />}
        </Reading>
      </Section>
    </Page>
  )
}

function Examples({ principle }: { principle: PrinciplePage }) {
  const t = useT('language')
  const [open, setOpen] = useState<string | null>(null)
  const [removing, setRemoving] = useState<Example | null>(null)
  const remove = useWrite((example: Example, options) => api.delete(`${at.examples}/${example.id}`, options), {
    stale: [at.principles],
    onDone: () => setRemoving(null),
  })
  const chosen = principle.examples.find(({ id }) => id === open)
  const close = () => setOpen(null)
  return (
    <Stack>
      {remove.problem && <ProblemView problem={remove.problem} t={t} />}
      <Table
        caption={t('principle.examples')}
        rows={principle.examples}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('principle.noExamples')} text={t('principle.noExamplesText')} />}
        columns={[
          { key: 'role', label: t('jobRole'), cell: ({ jobRole }) => <bdi>{jobRole?.name ?? t('everybody')}</bdi> },
          { key: 'looks', label: t('principle.looksLike'), cell: ({ looksLike }) => <bdi>{looksLike}</bdi> },
          { key: 'not', label: t('principle.doesNot'), cell: ({ doesNot }) => <bdi>{doesNot}</bdi> },
          {
            key: 'do',
            label: t('change'),
            isLabelSpoken: true,
            cell: (example) => (
              <Row at="end">
                <Button kind="plain" isSmall onClick={() => setOpen(example.id)}>
                  {t('change')}
                </Button>
                <Button kind="plain" isSmall onClick={() => setRemoving(example)}>
                  {t('remove')}
                </Button>
              </Row>
            ),
          },
        ]}
      />
      {chosen ? (
        <ExampleForm key={`${chosen.id} ${chosen.version}`} principleId={principle.id} example={chosen} onDone={close} />
      ) : open === 'new' ? (
        <ExampleForm principleId={principle.id} onDone={close} />
      ) : (
        <Button kind="filled" onClick={() => setOpen('new')}>
          {t('examples.add')}
        </Button>
      )}
      <ConfirmDialog
        title={t('examples.ask')}
        text={removing?.looksLike ?? ''}
        action={t('remove')}
        isOpen={removing !== null}
        isBusy={remove.isBusy}
        onConfirm={() => removing && void remove.run(removing)}
        onClose={() => setRemoving(null)}
      />
    </Stack>
  )
}

function ExampleForm({ principleId, example, onDone }: { principleId: string; example?: Example; onDone: () => void }) {
  const t = useT('language')
  const languages = useContentLanguages()
  const roles = useJobRoles()
  const form = useForm<Values>({
    draft: `example ${example?.id ?? principleId}`,
    initial: { jobRoleId: example?.jobRole?.id ?? '', ...flatTexts(languages, fields, example?.texts) },
  })
  const save = useWrite(
    (values: Values, options) => {
      const body = { jobRoleId: values['jobRoleId'] || null, texts: textsOf(values, languages, fields) }
      return example
        ? api.put(`${at.examples}/${example.id}`, body, { ...options, ifMatch: `"${example.version}"` })
        : api.post(`${at.principle(principleId)}/examples`, body, options)
    },
    {
      stale: [at.principles],
      onDone: () => {
        form.done()
        toast({ title: t('saved') })
        onDone()
      },
    },
  )
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <Stack isNarrow>
          <SelectField
            label={t('jobRole')}
            empty={t('everybody')}
            options={(roles.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            {...form.field('jobRoleId')}
          />
        </Stack>
        <LanguageFields
          level={3}
          form={form}
          fields={[
            { key: 'looksLike', label: t('principle.looksLike'), hint: t('examples.looksHint'), maxLength: 400, isArea: true },
            { key: 'doesNot', label: t('principle.doesNot'), hint: t('examples.notHint'), maxLength: 400, isArea: true },
          ]}
        />
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('ui:save')}
          </Button>
          <Button
            onClick={() => {
              form.begin(form.values)
              onDone()
            }}
          >
            {t('ui:cancel')}
          </Button>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
