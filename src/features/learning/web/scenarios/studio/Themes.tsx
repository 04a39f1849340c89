// Which principle each theme of the text means, put right here once for all scenarios.
import { PrincipleChip, usePrinciples } from '#features/language/web/parts.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import type { StudioScenario } from '../../../contract/scenarios.ts'

export function Themes({ data }: { data: StudioScenario }) {
  const t = useT('learning')
  const { items } = usePrinciples()
  const save = useWrite(
    (change: { theme: string; principleId: string | null }, options) => api.put('/api/scenario-themes', change, options),
    {
      stale: ['/api/scenarios'],
    },
  )
  if (data.themes.length === 0) return null
  return (
    <Section title={t('scenarios.themes.title')} note={t('scenarios.themes.note')}>
      {save.problem && <ProblemView problem={save.problem} t={t} />}
      <ul className="themes">
        {data.themes.map(({ theme, principle, isGuess }) => (
          <li key={theme}>
            <code dir="ltr">{theme}</code>
            {principle ? <PrincipleChip principle={principle} isPlain /> : <span className="second">{t('scenarios.themes.none')}</span>}
            <SelectField
              label={t('scenarios.themes.means', { theme })}
              isLabelSpoken
              isRequired
              value={isGuess ? '' : (principle?.id ?? '')}
              empty={principle ? t('scenarios.themes.guessed', { name: principle.name }) : t('scenarios.themes.choose')}
              onChange={(principleId) => void save.run({ theme, principleId: principleId || null })}
              options={items.map(({ id, name }) => ({ value: id, label: name ?? '' }))}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
