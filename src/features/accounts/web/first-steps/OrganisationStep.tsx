import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { Combobox } from '#ui/Combobox.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { languages, useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import type { StepProps } from './step-props.ts'

const zones = (): string[] => Intl.supportedValuesOf('timeZone')
const readable = (zone: string): string => zone.replaceAll('_', ' ')
const fold = (text: string): string => readable(text).toLowerCase()
const zoneOption = (zone: string) => ({ value: zone, label: readable(zone) })

export function OrganisationStep({ form, problem, isBusy, onNext }: StepProps) {
  const t = useT('accounts')
  const { values, set } = form
  const toggle = (code: string, isOn: boolean) => {
    const chosen = languages.map((one) => one.code).filter((one) => (one === code ? isOn : values.languages.includes(one)))
    if (chosen.length === 0) return
    set('languages', chosen)
    if (!chosen.includes(values.defaultLanguage)) set('defaultLanguage', chosen[0] ?? 'en')
  }
  return (
    <Form onSubmit={onNext} problem={problem} isBusy={isBusy} t={t}>
      <TextField label={t('setUp.name')} hint={t('setUp.nameHint')} autoComplete="organization" isRequired {...form.field('name')} />
      <fieldset className="choices">
        <legend>{t('setUp.languages')}</legend>
        {languages.map(({ code, name }) => (
          <Checkbox
            key={code}
            label={<span lang={code}>{name}</span>}
            isOn={values.languages.includes(code)}
            onChange={(isOn) => toggle(code, isOn)}
          />
        ))}
      </fieldset>
      {values.languages.length > 1 && (
        <SelectField
          label={t('setUp.defaultLanguage')}
          hint={t('setUp.defaultLanguageHint')}
          options={languages.filter(({ code }) => values.languages.includes(code)).map(({ code, name }) => ({ value: code, label: name }))}
          {...form.field('defaultLanguage')}
        />
      )}
      <Combobox
        label={t('setUp.timeZone')}
        hint={t('setUp.timeZoneHint')}
        name="timeZone"
        isRequired
        value={values.timeZone ? zoneOption(values.timeZone) : null}
        onChange={(option) => set('timeZone', option?.value ?? '')}
        search={(text) =>
          Promise.resolve(
            zones()
              .filter((zone) => fold(zone).includes(fold(text)))
              .slice(0, 20)
              .map(zoneOption),
          )
        }
      />
      <FormActions>
        <Button kind="filled" type="submit">
          {t('ui:next')}
        </Button>
      </FormActions>
    </Form>
  )
}
