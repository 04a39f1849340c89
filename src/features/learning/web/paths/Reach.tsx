// Whom the rule would reach, as it stands on the screen: before it is saved, and before it goes live.
import { useEffect, useState } from 'react'
import { api } from '#ui/client.ts'
import { Leaders } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack, Well } from '#ui/Layout.tsx'
import { NumberText } from '#ui/Moments.tsx'
import type { PathReach } from '../../contract/paths.ts'
import { AsPerson } from './AsPerson.tsx'
import { ruleOf, type Values } from './values.ts'

const waitMs = 300
const mostShown = 12
export function Reach({ values }: { values: Values }) {
  const t = useT('learning')
  const rule = JSON.stringify(ruleOf(values))
  const [known, setKnown] = useState<PathReach | null>(null)
  useEffect(() => {
    let isOver = false
    const timer = setTimeout(() => {
      api.post<PathReach>('/api/path-previews', JSON.parse(rule)).then(
        (reach) => !isOver && setKnown(reach),
        () => !isOver && setKnown(null),
      )
    }, waitMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [rule])
  return (
    <Well>
      <Stack gap={5}>
        <section aria-label={t('paths.reach.title')}>
          <Stack gap={3}>
            <h2 className="path-reach-title">{t('paths.reach.title')}</h2>
            <p aria-live="polite">
              {known && (
                <>
                  <strong className="path-reach-count">
                    <NumberText value={known.people} />
                  </strong>{' '}
                  {t('paths.reach.people', { count: known.people })}
                  {known.people > 0 && ` ${t('paths.reach.leaders', { count: known.leaders })}`}
                </>
              )}
            </p>
            {known && known.people === 0 && <p className="small">{t('paths.reach.nobody')}</p>}
            {known && known.units.length > 0 && (
              <Leaders
                items={known.units
                  .slice(0, mostShown)
                  .map(({ name, people }) => ({ name: name ? <bdi>{name}</bdi> : t('paths.reach.noUnit'), end: people }))}
              />
            )}
            {known && known.units.length > mostShown && (
              <p className="small second">{t('paths.reach.more', { count: known.units.length - mostShown })}</p>
            )}
          </Stack>
        </section>
        <AsPerson values={values} />
      </Stack>
    </Well>
  )
}
