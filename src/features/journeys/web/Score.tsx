import { useT } from '#ui/i18n.ts'
import { NumberText } from '#ui/Moments.tsx'
import type { Score as ScoreOf } from '../contract.ts'

/** What customers answered at a step: a share with its count, or the honest gap. */
export function Score({ score }: { score: ScoreOf }) {
  const t = useT('journeys')
  if (score.n === 0) return null
  return (
    <p className="step-score figures">
      {score.share === null ? (
        t('score.few', { count: score.n })
      ) : (
        <>
          <strong>
            <NumberText value={score.share} of="percent" />
          </strong>{' '}
          {t('score.content', { count: score.n })}
        </>
      )}
    </p>
  )
}
