// A title, and a scenario that can be played at once: the author changes it from there.
import { channels, type Channel } from '#engines/scenario/scenario.ts'
import { useLevelName } from '#features/evidence/web/parts.tsx'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api, newOwnId } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { languages, useLanguage, useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import type { StudioScenario } from '../../../contract/scenarios.ts'
import { keyOf, templateOf } from './template.ts'

const themes = ['person', 'promise', 'own', 'clear', 'easy', 'better'] as const

export function NewScenarioPage() {
  const t = useT('learning')
  const levelName = useLevelName()
  const go = useGo()
  const { code } = useLanguage()
  const { organisation } = useSession()
  const form = useForm({ initial: { title: '', language: code, channel: 'phone', level: '1', theme: 'person' }, draft: 'scenario new' })
  const save = useWrite(
    ({ title, language, channel, level, theme }: typeof form.values, options) => {
      const beginning = { title: title.trim(), level: Number(level), theme, channel: channel as Channel }
      const key = keyOf(title, newOwnId().slice(-8))
      const text = templateOf(beginning, key, (name) => t(`scenarios.template.${name}`))
      return api.post<StudioScenario>('/api/scenarios', { language, text }, options)
    },
    {
      stale: ['/api/scenarios'],
      onDone: ({ id }) => {
        form.done()
        go(`/scenarios/${id}`)
      },
    },
  )
  return (
    <Page
      title={t('scenarios.new.title')}
      lead={t('scenarios.new.lead')}
      back={{ to: '/scenarios', label: t('scenarios.studio.title') }}
      who={t('scenarios.studio.who')}
    >
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <TextField label={t('scenarios.new.name')} hint={t('scenarios.new.nameHint')} isRequired maxLength={120} {...form.field('title')} />
        <SelectField
          label={t('scenarios.channelLabel')}
          isRequired
          options={channels.map((value) => ({ value, label: t(`scenarios.channel.${value}`) }))}
          {...form.field('channel')}
        />
        <SelectField
          label={t('scenarios.studio.level')}
          isRequired
          options={[1, 2, 3, 4].map((level) => ({ value: String(level), label: levelName(level) }))}
          {...form.field('level')}
        />
        <SelectField
          label={t('scenarios.new.theme')}
          isRequired
          options={themes.map((value) => ({ value, label: t(`scenarios.theme.${value}`) }))}
          {...form.field('theme')}
        />
        <SelectField
          label={t('scenarios.new.language')}
          hint={t('scenarios.new.languageHint')}
          isRequired
          options={languages
            .filter((one) => organisation.languages.includes(one.code))
            .map((one) => ({ value: one.code, label: one.name }))}
          {...form.field('language')}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('scenarios.new.begin')}
          </Button>
          <ButtonLink to="/scenarios">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}
