import { Button, ButtonLink } from '#ui/Button.tsx'
import { classNames } from '#ui/class-names.ts'
import type { WriteOptions } from '#ui/client.ts'
import { Form, FormActions } from '#ui/Form.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { useWrite } from '#ui/queries.ts'
import { principleColours } from '#ui/Words.tsx'
import type { Principle } from '../../contract.ts'
import { principleIcon, principleIcons } from '../icons.ts'
import { flatTexts, LanguageFields, textsOf, useContentLanguages, type Values } from '../LanguageFields.tsx'
import { at } from '../queries.ts'
import './principles.css'

const fields = ['name', 'meaning'] as const

/** Name and meaning in each language, colour and icon. */
export function PrincipleForm({
  principle,
  taken,
  write,
  onDone,
  cancelTo,
  draft,
}: {
  principle?: Principle
  /** Colours and icons of the other live ones, to choose something else by default. */
  taken: Principle[]
  write: (body: object, options: WriteOptions) => Promise<Principle>
  onDone: (principle: Principle) => void
  cancelTo: string
  draft: string
}) {
  const t = useT('language')
  const languages = useContentLanguages()
  const free = principleColours.find((colour) => !taken.some((one) => one.colour === colour)) ?? 'sky'
  const freeIcon = Object.keys(principleIcons).find((icon) => !taken.some((one) => one.icon === icon)) ?? 'eye'
  const form = useForm<Values>({
    draft,
    initial: { colour: principle?.colour ?? free, icon: principle?.icon ?? freeIcon, ...flatTexts(languages, fields, principle?.texts) },
  })
  const save = useWrite(
    (values: Values, options) =>
      write({ colour: values['colour'], icon: values['icon'], texts: textsOf(values, languages, fields) }, options),
    {
      stale: [at.principles],
      onDone: (saved) => {
        form.done()
        onDone(saved)
      },
    },
  )
  const colour = form.values['colour'] ?? free
  return (
    <>
      <Form onSubmit={() => void save.run(form.values)} problem={save.problem} isBusy={save.isBusy} t={t}>
        <LanguageFields
          form={form}
          fields={[
            { key: 'name', label: t('principleForm.name'), hint: t('principleForm.nameHint'), maxLength: 60 },
            { key: 'meaning', label: t('principleForm.meaning'), hint: t('principleForm.meaningHint'), maxLength: 300, isArea: true },
          ]}
        />
        <Section hasMargin title={t('principleForm.look')} note={t('principleForm.lookNote')}>
          <Stack>
            <fieldset className="choices">
              <legend>{t('principleForm.colour')}</legend>
              <div className="look-tiles">
                {principleColours.map((one) => (
                  <label key={one} className="look-tile" data-principle={one}>
                    <input type="radio" name="colour" value={one} checked={one === colour} onChange={() => form.set('colour', one)} />
                    <span className="look-tile-tab" />
                    <span>{t(`colours.${one}`)}</span>
                  </label>
                ))}
              </div>
            </fieldset>
            <fieldset className="choices">
              <legend>{t('principleForm.icon')}</legend>
              <div className="look-tiles" data-principle={colour}>
                {Object.keys(principleIcons).map((one) => (
                  <label key={one} className={classNames('look-tile', 'look-tile-icon')}>
                    <input
                      type="radio"
                      name="icon"
                      value={one}
                      checked={one === form.values['icon']}
                      onChange={() => form.set('icon', one)}
                    />
                    <span className="look-tile-tab">
                      <Icon of={principleIcon(one)} />
                    </span>
                    <span>{t(`icons.${one}`)}</span>
                  </label>
                ))}
              </div>
            </fieldset>
          </Stack>
        </Section>
        <FormActions>
          <Button kind="filled" type="submit" isBusy={save.isBusy}>
            {t('ui:save')}
          </Button>
          <ButtonLink to={cancelTo}>{t('ui:cancel')}</ButtonLink>
        </FormActions>
      </Form>
      <LeaveGuard form={form} />
    </>
  )
}
