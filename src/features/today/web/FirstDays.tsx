// What a young organisation still needs, folded below the one next step; it goes by itself, or is hidden by who administers the house.
import { IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { TextButton } from '#ui/Button.tsx'
import { api, etagOf } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Link } from '#ui/Link.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { toast } from '#ui/toast.ts'
import type { Today } from '../contract.ts'
import { todayPath } from './today.ts'

const settings = '/api/organisation'

export function FirstDays({ today: { firstDays } }: { today: Today }) {
  const t = useT('today')
  const show = useWrite(
    async (showsFirstDays: boolean, options) =>
      api.patch(settings, { showsFirstDays }, { ...options, ifMatch: etagOf(await api.get<object>(settings)) }),
    { stale: [todayPath, settings], onDone: (_, isShown) => !isShown && sayHidden() },
  )
  const sayHidden = () =>
    toast({
      title: t('first.hidden'),
      text: t('first.hiddenText'),
      action: { label: t('ui:undo'), onChoose: () => void show.run(true) },
    })
  // A page that was kept by an older program has none.
  if (!firstDays) return null
  const { steps, mayHide } = firstDays
  return (
    <details className="today-days">
      <summary>
        {t('first.title')} <span>{t('first.done', { done: steps.filter(({ isDone }) => isDone).length, total: steps.length })}</span>
      </summary>
      <ol>
        {steps.map(({ kind, link, isDone }) => (
          <li key={kind} className={isDone ? 'today-day-done' : undefined}>
            <Icon of={isDone ? IconCircleCheck : IconCircle} />
            {isDone && <span className="spoken">{t('first.isDone')}</span>}
            {isDone ? t(`first.${kind}.title`) : <Link to={link}>{t(`first.${kind}.title`)}</Link>}
          </li>
        ))}
      </ol>
      {show.problem && <ProblemView problem={show.problem} t={t} />}
      {mayHide && <TextButton onClick={() => void show.run(false)}>{t('first.hide')}</TextButton>}
    </details>
  )
}
