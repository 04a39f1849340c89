// Writing a rule: on one side the fields, on the other the sentences that the rule makes of itself, and what its test cases say, while one writes.
import { useGo, useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Remedy, Rule, Situation } from '../../contract.ts'
import { definitionFrom, emptyValues, type RuleValues, valuesFrom } from './rule-values.ts'
import { RuleFields } from './RuleFields.tsx'

export function NewRulePage() {
  const t = useT('authority')
  return (
    <Page title={t('edit.title')} lead={t('edit.lead')} back={{ to: '/rules', label: t('rules.title') }} who={t('edit.who')}>
      <Edit />
    </Page>
  )
}

export function EditRulePage() {
  const t = useT('authority')
  const ruleId = useParam('ruleId')
  const query = useGet<Rule>(`/api/rules/${ruleId}`)
  return (
    <Page title={t('edit.title')} lead={t('edit.lead')} back={{ to: `/rules/${ruleId}`, label: t('rule.title') }} who={t('edit.who')}>
      <Reading query={query} t={t}>
        {(rule) => <Edit key={rule.version} rule={rule} />}
      </Reading>
    </Page>
  )
}

function Edit({ rule }: { rule?: Rule }) {
  const t = useT('authority')
  const go = useGo()
  const situations = useGet<{ items: Situation[] }>('/api/situations')
  const remedies = useGet<{ items: Remedy[] }>('/api/remedies')
  const roles = useGet<{ items: { id: string; name: string }[] }>('/api/job-roles')
  const units = useGet<{ items: { id: string; name: string; parentId: string | null }[] }>('/api/units')
  const from = rule && (rule.draft ?? rule.current ?? rule.history[0])
  const form = useForm<RuleValues>({
    initial: from ? valuesFrom(from.definition) : emptyValues(),
    draft: rule ? `rule ${rule.id} ${rule.version}` : 'rule new',
  })
  const save = useWrite(
    async (values: RuleValues, options) => {
      const definition = definitionFrom(values)
      return rule
        ? api.put<Rule>(`/api/rules/${rule.id}/draft`, { definition }, { ...options, ifMatch: `"${rule.version}"` })
        : api.post<Rule>('/api/rules', { definition }, options)
    },
    {
      stale: ['/api/rules'],
      onDone: ({ id }) => {
        form.done()
        toast({ title: t('edit.done') })
        go(`/rules/${id}`)
      },
    },
  )
  if (!situations.data || !remedies.data || !roles.data || !units.data)
    return <Reading query={[situations, remedies, roles, units].find(({ data }) => !data) ?? situations} t={t} />
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} isWide t={t}>
        <RuleFields
          form={form}
          situations={situations.data.items}
          remedies={remedies.data.items}
          roles={roles.data.items}
          units={units.data.items}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('edit.save')}
          </Button>
          <ButtonLink to={rule ? `/rules/${rule.id}` : '/rules'}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
