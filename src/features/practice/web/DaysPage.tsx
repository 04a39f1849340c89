// On which days one works: three minutes are of a full week, fewer days are fewer minutes.
import { useState } from 'react'
import { useGo } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useT } from '#ui/i18n.ts'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Settings } from '../contract.ts'

const path = '/api/practice-settings'

export function DaysPage() {
  const t = useT('practice')
  const query = useGet<Settings>(path)
  return (
    <Page title={t('days.title')} lead={t('days.lead')} back={{ to: '/practice', label: t('title') }} who={t('days.who')}>
      <Reading query={query} t={t}>
        {(settings) => <Days settings={settings} />}
      </Reading>
    </Page>
  )
}

function Days({ settings }: { settings: Settings }) {
  const t = useT('practice')
  const go = useGo()
  const { weekday: nameOf } = useFormats()
  const [days, setDays] = useState(settings.workingDays)
  const save = useWrite((workingDays: number[], options) => api.put<Settings>(path, { workingDays }, options), {
    stale: [path, '/api/practice', '/api/today'],
    onDone: () => {
      toast({ title: t('days.saved') })
      go('/practice')
    },
  })
  return (
    <Form onSubmit={() => void save.run(days)} problem={save.problem} isBusy={save.isBusy} t={t}>
      <fieldset className="choices">
        <legend>{t('days.which')}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <Checkbox
            key={weekday}
            label={nameOf(weekday)}
            isOn={days.includes(weekday)}
            onChange={(isOn) => setDays(isOn ? [...days, weekday].toSorted((a, b) => a - b) : days.filter((one) => one !== weekday))}
          />
        ))}
      </fieldset>
      <FormActions>
        <Button kind="filled" type="submit" isBusy={save.isBusy} offReason={days.length === 0 ? t('days.one') : undefined}>
          {t('ui:save')}
        </Button>
        <ButtonLink to="/practice">{t('ui:cancel')}</ButtonLink>
      </FormActions>
    </Form>
  )
}
