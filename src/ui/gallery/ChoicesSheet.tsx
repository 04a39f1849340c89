import { useState } from 'react'
import { Checkbox, RadioGroup, Switch } from '../Choices.tsx'
import { useT } from '../i18n.ts'
import { Grid, Section } from '../Layout.tsx'
import { State } from './State.tsx'

export function ChoicesSheet() {
  const t = useT('gallery')
  const [isOn, setOn] = useState(true)
  const [one, setOne] = useState('mail')
  return (
    <Section title={t('choices.title')} hasMargin>
      <Grid columns={3} gap={5}>
        <State of="rest">
          <Checkbox label={t('choices.check')} note={t('choices.checkNote')} isOn={isOn} onChange={setOn} />
          <Checkbox label={t('choices.check')} isOn={!isOn} onChange={(next) => setOn(!next)} />
          <Checkbox label={t('choices.mixed')} isOn={false} isMixed onChange={() => undefined} />
        </State>
        <State of="focus">
          <Checkbox label={t('choices.check')} isOn={isOn} onChange={setOn} />
        </State>
        <State of="error">
          <Checkbox label={t('choices.check')} isOn={false} error={t('ui:field.mustBeOn')} onChange={setOn} />
        </State>
        <State of="off">
          <Checkbox label={t('choices.check')} isOn offReason={t('fields.offReason')} onChange={setOn} />
        </State>
        <State of="rest">
          <Switch label={t('choices.switch')} note={t('choices.switchNote')} isOn={isOn} onChange={setOn} />
          <Switch label={t('choices.switch')} isOn={!isOn} onChange={(next) => setOn(!next)} />
        </State>
        <State of="off">
          <Switch label={t('choices.switch')} isOn={false} offReason={t('fields.offReason')} onChange={setOn} />
        </State>
        <State of="rest">
          <RadioGroup
            label={t('choices.radio')}
            value={one}
            onChange={setOne}
            options={[
              { value: 'mail', label: t('choices.mail') },
              { value: 'card', label: t('choices.card') },
              { value: 'none', label: t('choices.none'), offReason: t('choices.noneOff') },
            ]}
          />
        </State>
        <State of="rest">
          <RadioGroup
            label={t('choices.radio')}
            value={one}
            onChange={setOne}
            isLined
            options={[
              { value: 'mail', label: t('choices.mail'), note: t('choices.mailNote') },
              { value: 'card', label: t('choices.card'), note: t('choices.cardNote') },
            ]}
          />
        </State>
      </Grid>
    </Section>
  )
}
