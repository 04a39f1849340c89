import { useState } from 'react'
import { PersonPicker } from '#features/people/web/parts.tsx'
import type { PersonChoice } from '#features/people/web/parts.tsx'
import { useGo, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { NewRoleGrant, RoleGrant } from '../../contract.ts'
import { at, usePerson } from '../queries.ts'
import { givenRoles } from './role-names.ts'
import { ScopeField } from './ScopeField.tsx'

/** `?person=` when somebody comes from a person's page, and goes back there. */
export function GiveRolePage() {
  const t = useT('accounts')
  const go = useGo()
  const [{ person: personId }] = useSearchState({ person: '' })
  const known = usePerson(personId || null)
  const [chosen, setChosen] = useState<PersonChoice | null>()
  const [role, setRole] = useState('')
  const [unitId, setUnitId] = useState('')
  const [isUnit, setIsUnit] = useState(false)
  const person = chosen === undefined && known.data ? { value: known.data.id, label: known.data.displayName } : (chosen ?? null)
  const isAwaited = personId !== '' && !known.data && !known.problem
  const back = personId ? `/people/${personId}` : '/access'
  const give = useWrite((grant: NewRoleGrant) => api.post<RoleGrant>(at.grants, grant), {
    stale: [at.grants, at.session, ...(personId ? [at.account(personId)] : [])],
    onDone: (grant) => {
      toast({ title: t('roles.given', { role: t(`role.${grant.role}`), name: grant.person.name }) })
      go(back)
    },
  })
  const send = () => {
    if (!person) return
    void give.run({
      personId: person.value,
      role: role as NewRoleGrant['role'],
      ...(isUnit ? { unitId } : {}),
    })
  }
  return (
    <Page
      title={t('roles.giveTitle')}
      lead={t('roles.giveLead')}
      back={{ to: back, label: t(personId ? 'roles.backToPerson' : 'access.title') }}
    >
      <Form onSubmit={send} problem={give.problem} isBusy={give.isBusy || isAwaited} t={t}>
        {/* Waits for the name, so that the field begins with it. */}
        {!isAwaited && (
          <PersonPicker key={known.data?.id} label={t('roles.person')} name="personId" isRequired value={person} onChange={setChosen} />
        )}
        <RadioGroup
          label={t('roles.role')}
          name="role"
          isLined
          isRequired
          value={role}
          onChange={setRole}
          options={givenRoles.map((value) => ({ value, label: t(`role.${value}`), note: t(`roleAbout.${value}`) }))}
        />
        <ScopeField isUnit={isUnit} onIsUnit={setIsUnit} unitId={unitId} onUnit={setUnitId} />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('roles.giveAction')}
          </Button>
          <ButtonLink to={back} kind="plain">
            {t('ui:cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </Page>
  )
}
