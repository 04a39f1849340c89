// A lesson begins with what it is called and whom it is for; everything else is written afterwards, and nothing of it is final.
import { families, type Family } from '#engines/lesson/lesson.ts'
import { PrinciplePicker } from '#features/language/web/parts.tsx'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useLanguage, useT, useTexts } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Page } from '#ui/Page.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import type { Lesson } from '../../../contract/lessons.ts'
import { FamilyChoice, levels } from './About.tsx'

export function NewLessonPage() {
  const t = useT('learning')
  useTexts(['language'])
  const { code } = useLanguage()
  const { organisation } = useSession()
  const go = useGo()
  const form = useForm({
    initial: {
      title: '',
      language: organisation.languages.includes(code) ? code : organisation.defaultLanguage,
      level: '1',
      principleId: '',
      families: [] as Family[],
    },
    draft: 'new-lesson',
  })
  const save = useWrite(
    ({ level, principleId, ...rest }: typeof form.values, options) =>
      api.post<Lesson>('/api/lessons', { ...rest, level: Number(level), principleId: principleId || null }, options),
    {
      stale: ['/api/lessons'],
      onDone: ({ id }) => {
        const { language } = form.values
        form.done()
        go(`/lessons/${id}?language=${language}`)
      },
    },
  )
  return (
    <Page
      title={t('lessons.new.title')}
      lead={t('lessons.new.lead')}
      back={{ to: '/lessons', label: t('lessons.studio.title') }}
      who={t('lessons.studio.who')}
    >
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <TextField label={t('lessons.edit.title')} hint={t('lessons.edit.titleHint')} isRequired maxLength={120} {...form.field('title')} />
        <SelectField
          label={t('lessons.new.language')}
          isRequired
          {...form.field('language')}
          options={organisation.languages.map((value) => ({ value, label: t(`lessons.language.${value}`) }))}
        />
        <SelectField
          label={t('lessons.about.level')}
          isRequired
          {...form.field('level')}
          options={levels.map((one) => ({ value: one, label: `${one}. ${t(`lessons.level.${one}`)}` }))}
        />
        <PrinciplePicker
          label={t('lessons.about.principle')}
          hint={t('lessons.about.principleHint')}
          value={form.values.principleId}
          onChange={(id) => form.set('principleId', id)}
        />
        <FamilyChoice
          value={families.filter((one) => form.values.families.includes(one))}
          onChange={(next) => form.set('families', next)}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('lessons.new.begin')}
          </Button>
          <ButtonLink to="/lessons">{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </Page>
  )
}
