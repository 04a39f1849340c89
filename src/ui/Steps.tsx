import { IconCheck } from '@tabler/icons-react'
import { useT } from './i18n.ts'
import { Icon } from './Icon.tsx'
import { Figure } from './Moments.tsx'
import './sign.css'

/** Where the person stands on a way of a few steps. The step itself belongs in the URL, so that back works. */
export function Steps({ steps, current }: { steps: { key: string; title: string }[]; current: string }) {
  const t = useT('ui')
  const at = steps.findIndex(({ key }) => key === current)
  return (
    <ol className="steps" aria-label={t('steps.at', { at: at + 1, count: steps.length })}>
      {steps.map(({ key, title }, index) => (
        <li key={key} className={index < at ? 'steps-done' : undefined} aria-current={index === at ? 'step' : undefined}>
          <span className="steps-mark" aria-hidden="true">
            {index < at ? <Icon of={IconCheck} size="small" /> : <Figure of={index + 1} />}
          </span>
          <span className="steps-words">
            {title}
            {index < at && <span className="spoken"> {t('steps.done')}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
