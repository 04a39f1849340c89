// What each theme of the pack means here: before it comes in a choice that goes along, later one that is kept at once.
import { PrincipleChip, usePrinciples } from '#features/language/web/parts.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Tag } from '#ui/Words.tsx'
import type { PackView } from '../../contract/packs.ts'
import './packs.css'

export function Themes({
  pack,
  meant,
  onChange,
}: {
  pack: PackView
  /** Ids of principles, in the order of the themes; '' where nothing fits. */
  meant: readonly string[]
  onChange: (theme: string, principleId: string) => void
}) {
  const t = useT('learning')
  const { items } = usePrinciples()
  const mayInstall = useMay('packs.install')
  const maySay = useMay('scenarios.write')
  const isHere = pack.installed !== null
  const save = useWrite((change: { theme: string; principleId: string }, options) => api.put('/api/scenario-themes', change, options), {
    stale: ['/api/packs', '/api/scenarios'],
  })
  const change = (theme: string, principleId: string) => {
    onChange(theme, principleId)
    if (isHere && principleId) void save.run({ theme, principleId })
  }
  return (
    <Section hasMargin title={t('packs.themes')} note={t(isHere ? 'packs.themesHere' : 'packs.themesNote')}>
      {save.problem && <ProblemView problem={save.problem} t={t} />}
      {items.length === 0 && (
        <Message kind="wait" title={t('packs.noPrinciples')}>
          <p>
            <Link to="/principles/add">{t('packs.addPrinciple')}</Link>
          </p>
        </Message>
      )}
      <ul className="pack-themes">
        {pack.themes.map(({ theme, words, isGuess, principle }, i) => {
          const isOpen = isHere ? maySay : mayInstall
          return (
            <li key={theme}>
              <p dir="auto">{words}</p>
              {isOpen ? (
                <SelectField
                  label={t('packs.means', { theme })}
                  isLabelSpoken
                  isRequired
                  value={meant[i] ?? ''}
                  empty={t('packs.choose')}
                  onChange={(id) => change(theme, id)}
                  options={items.map(({ id, name }) => ({ value: id, label: name ?? '' }))}
                />
              ) : (
                principle && <PrincipleChip principle={principle} isPlain />
              )}
              <span>{isGuess && principle !== null && meant[i] === principle.id && <Tag>{t('families.guess')}</Tag>}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
