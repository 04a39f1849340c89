// Patience, trust, cost, time: quiet, in words and figures; the dots only repeat it.
import type { State } from '#engines/scenario/scenario.ts'
import { useT } from '#ui/i18n.ts'
import { NumberText } from '#ui/Moments.tsx'
import { useStateNames } from './words.ts'

/** More dots than this say less than the figure. */
const mostDots = 10

type Shown = Pick<State, 'key' | 'label' | 'kind' | 'most'>
export function Meters({ scenario, state }: { scenario: { states: readonly Shown[] }; state: readonly number[] }) {
  const t = useT('learning')
  const nameOf = useStateNames()
  return (
    <dl className="meters" aria-label={t('scenarios.player.states')}>
      {scenario.states.map((one, index) => (
        <div key={one.key}>
          <dt>
            <bdi>{nameOf(one)}</bdi>
          </dt>
          <dd>
            {one.kind === 'meter' && one.most <= mostDots && (
              <span className="meter-dots" aria-hidden="true">
                {Array.from({ length: one.most }, (_, dot) => (
                  <span key={dot} className={dot < (state[index] ?? 0) ? 'meter-dot meter-dot-on' : 'meter-dot'} />
                ))}
              </span>
            )}
            <span className="figures">
              {one.kind === 'meter' ? (
                t('scenarios.player.of', { value: state[index] ?? 0, most: one.most })
              ) : (
                <NumberText value={state[index] ?? 0} />
              )}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
