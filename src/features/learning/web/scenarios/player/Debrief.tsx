// After the ending: how it went, then by principle, then step by step with what else was possible, the standard, and the rule of "May I?".
import { IconFileText } from '@tabler/icons-react'
import { type Indexed, openChoices, type Position, type Taken } from '#engines/scenario/play.ts'
import type { Debrief as Told } from '#engines/scenario/scenario.ts'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { meaningIcons } from '#ui/Message.tsx'
import type { Playable } from '../../../contract/scenarios.ts'
import { Lines } from './Conversation.tsx'
import { Meters } from './Meters.tsx'
import { meaningOf } from './words.ts'

interface Step {
  key: string
  title: string | null
  text: string
  told: Told | null
  others: { text: string; told: Told }[]
}
function stepsOf(indexed: Indexed, taken: readonly Taken[], silence: string): Step[] {
  return taken.flatMap(({ move, before }, index) => {
    const scene = indexed.scenes.get(before.at)
    if (!scene || move.kind === 'on') return []
    const chosen = move.kind === 'choice' ? scene.choices[move.index] : undefined
    const others = openChoices(indexed, before)
      .filter((one) => move.kind !== 'choice' || one.index !== move.index)
      .map(({ choice }) => ({ text: choice.text, told: choice }))
    return [{ key: `${index}`, title: scene.title, text: chosen?.text ?? silence, told: chosen ?? null, others }]
  })
}

export function Debrief({
  indexed,
  position,
  taken,
  themes,
  language,
}: {
  indexed: Indexed
  position: Position
  taken: readonly Taken[]
  themes: Playable['themes']
  language: string
}) {
  const t = useT('learning')
  const ending = indexed.endings.get(position.at)
  if (!ending) return null
  const steps = stepsOf(indexed, taken, t('scenarios.player.saidNothing'))
  return (
    <>
      <section className="ending-sheet" aria-label={t('scenarios.debrief.title')}>
        <Stack gap={3}>
          <p className="ending-quality">
            <Icon of={meaningIcons[meaningOf[ending.quality]]} />
            {t(`scenarios.quality.${ending.quality}`)}
          </p>
          {ending.title !== null && (
            <h2 className="ending-title" lang={language}>
              <bdi>{ending.title}</bdi>
            </h2>
          )}
          <Lines lines={ending.lines} indexed={indexed} state={position.state} language={language} />
          <div className="debrief-words">
            <Why told={ending} language={language} />
          </div>
          <Meters scenario={indexed.scenario} state={position.state} />
        </Stack>
      </section>
      <ByPrinciple
        steps={[...steps, { key: 'ending', title: null, text: ending.title ?? '', told: ending, others: [] }]}
        themes={themes}
        language={language}
      />
      <Section title={t('scenarios.debrief.steps')} note={t('scenarios.debrief.stepsNote')}>
        <ol className="steps-taken">
          {steps.map(({ key, title, text, told, others }) => (
            <li key={key}>
              {title !== null && (
                <p className="small second">
                  <bdi lang={language}>{title}</bdi>
                </p>
              )}
              <h3>
                <bdi lang={language}>{text}</bdi>
              </h3>
              {told && <Why told={told} language={language} />}
              {others.length > 0 && (
                <details>
                  <summary>{t('scenarios.debrief.others', { count: others.length })}</summary>
                  <ul>
                    {others.map((other) => (
                      <li key={other.text}>
                        <p>
                          <strong>
                            <bdi lang={language}>{other.text}</bdi>
                          </strong>
                        </p>
                        <Why told={other.told} language={language} />
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

/** Why it works or not; what good looks like here; what one may decide alone. */
export function Why({ told, language }: { told: Pick<Told, 'words' | 'standard' | 'rule'>; language: string }) {
  const t = useT('learning')
  return (
    <>
      {told.words !== null && (
        <p>
          <bdi lang={language}>{told.words}</bdi>
        </p>
      )}
      {told.standard !== null && (
        <p className="standard">
          <strong>{t('scenarios.debrief.standard')}</strong> <bdi lang={language}>{told.standard}</bdi>
        </p>
      )}
      {told.rule !== null && (
        <p className="rule-link">
          <Icon of={IconFileText} size="small" />
          <Link to={`/may-i?q=${encodeURIComponent(told.rule)}`}>{t('scenarios.debrief.rule', { words: told.rule })}</Link>
        </p>
      )}
    </>
  )
}

function ByPrinciple({ steps, themes, language }: { steps: readonly Step[]; themes: Playable['themes']; language: string }) {
  const t = useT('learning')
  // Two themes may mean one principle.
  const principles = [...new Map(themes.map(({ principle }) => [principle.id, principle])).values()].toSorted(
    (a, b) => a.position - b.position,
  )
  const touched = principles
    .map((principle) => {
      const keys = new Set(themes.filter((one) => one.principle.id === principle.id).map(({ theme }) => theme))
      const of = (side: 'kept' | 'broken') => steps.filter(({ told }) => told?.[side].some((key) => keys.has(key)))
      return { principle, kept: of('kept'), broken: of('broken') }
    })
    .filter(({ kept, broken }) => kept.length + broken.length > 0)
  if (touched.length === 0) return null
  return (
    <Section title={t('scenarios.debrief.principles')}>
      <ul className="by-principle">
        {touched.map(({ principle, kept, broken }) => (
          <li key={principle.id}>
            <PrincipleChip principle={principle} />
            <Side title={t('scenarios.debrief.kept')} steps={kept} language={language} />
            <Side title={t('scenarios.debrief.broken')} steps={broken} language={language} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Side({ title, steps, language }: { title: string; steps: readonly Step[]; language: string }) {
  const named = steps.filter(({ text }) => text !== '')
  if (named.length === 0) return null
  return (
    <div>
      <p className="small second">{title}</p>
      <ul>
        {named.map(({ key, text }) => (
          <li key={key} lang={language}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </div>
  )
}
