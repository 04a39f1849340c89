import { useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Secret } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { DateField, SelectField, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { NextStep } from '#ui/Words.tsx'
import type { NewApiToken } from '../../contract.ts'
import { at } from '../queries.ts'
import { keyRoles } from './role-names.ts'
import { ScopeField } from './ScopeField.tsx'

const tokensPage = '/access?part=tokens'

/** The key stands on this page once, and nowhere after it. */
export function MakeKeyPage() {
  const t = useT('accounts')
  const form = useForm({ initial: { name: '', role: '', until: '' } })
  const [unitId, setUnitId] = useState('')
  const [isUnit, setIsUnit] = useState(false)
  const make = useWrite((token: NewApiToken) => api.post<{ name: string; token: string }>(at.tokens, token), { stale: [at.tokens] })
  const back = { to: tokensPage, label: t('access.tokens') }
  if (make.data) {
    return (
      <Page
        title={t('tokens.madeTitle', { name: make.data.name })}
        back={back}
        next={
          <NextStep
            title={t('tokens.madeNext')}
            actions={
              <ButtonLink to={tokensPage} kind="filled">
                {t('tokens.madeDone')}
              </ButtonLink>
            }
          />
        }
      >
        <Stack>
          <Message kind="wait" title={t('tokens.onceTitle')} isNews>
            <p>{t('tokens.onceText')}</p>
          </Message>
          <Secret value={make.data.token} label={t('tokens.key')} />
          <p className="small second">{t('tokens.howTo')}</p>
          <Secret value={`Authorization: Bearer ${make.data.token}`} label={t('tokens.header')} />
        </Stack>
      </Page>
    )
  }
  const { name, role, until } = form.values
  return (
    <Page title={t('tokens.makeTitle')} lead={t('tokens.makeLead')} back={back}>
      <Form
        onSubmit={() => {
          void make.run({
            name,
            role: role as NewApiToken['role'],
            ...(isUnit ? { unitId } : {}),
            ...(until ? { expiresAt: `${until}T23:59:59Z` } : {}),
          })
        }}
        problem={make.problem}
        isBusy={make.isBusy}
        t={t}
      >
        <TextField label={t('tokens.name')} hint={t('tokens.nameHint')} maxLength={100} isRequired {...form.field('name')} />
        <SelectField
          label={t('roles.role')}
          hint={role ? t(`roleAbout.${role}`) : t('tokens.roleHint')}
          empty={t('tokens.roleEmpty')}
          isRequired
          options={keyRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
          {...form.field('role')}
        />
        <ScopeField isUnit={isUnit} onIsUnit={setIsUnit} unitId={unitId} onUnit={setUnitId} />
        <DateField
          label={t('tokens.until')}
          hint={t('tokens.untilHint')}
          isRequired={false}
          min={now().toISOString().slice(0, 10)}
          {...form.field('until')}
          name="expiresAt"
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('tokens.makeAction')}
          </Button>
          <ButtonLink to={tokensPage} kind="plain">
            {t('ui:cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </Page>
  )
}
