// The signs of the text form, shortly. docs/guide/scenario-format.md says all of it.
import { useT } from '#ui/i18n.ts'

const signs = [
  'scene',
  'line',
  'you',
  'choice',
  'debrief',
  'standard',
  'effects',
  'condition',
  'theme',
  'rule',
  'on',
  'timer',
  'ending',
  'when',
  'note',
] as const

export function Help() {
  const t = useT('learning')
  return (
    <dl className="signs">
      {signs.map((sign) => (
        <div key={sign}>
          <dt>
            <code dir="ltr">{t(`scenarios.help.${sign}`)}</code>
          </dt>
          <dd>{t(`scenarios.help.${sign}Text`)}</dd>
        </div>
      ))}
    </dl>
  )
}
