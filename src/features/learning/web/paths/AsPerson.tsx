// The path looked at as somebody: whether it reaches them, why or why not, and by when.
import { useEffect, useState } from 'react'
import { type PersonChoice, PersonPicker } from '#features/people/web/parts.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Tag } from '#ui/Words.tsx'
import type { PersonReach } from '../../contract/paths.ts'
import { ruleOf, type Values } from './values.ts'
import { useWhoOf } from './why.ts'

const waitMs = 300
export function AsPerson({ values }: { values: Values }) {
  const t = useT('learning')
  const [person, setPerson] = useState<PersonChoice | null>(null)
  const [found, setFound] = useState<{ body: string; reach: PersonReach } | null>(null)
  const whoOf = useWhoOf()
  const body = person
    ? JSON.stringify({
        ...ruleOf(values),
        personId: person.value,
        endsOn: values.endsOn || null,
        dueDays: Number(values.dueDays),
        leaderDueDays: Number(values.leaderDueDays),
      })
    : null
  useEffect(() => {
    if (body === null) return
    let isOver = false
    const timer = setTimeout(() => {
      api.post<PersonReach>('/api/path-person-previews', JSON.parse(body)).then(
        (reach) => !isOver && setFound({ body, reach }),
        () => undefined,
      )
    }, waitMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [body])
  // Of the rule as it stands now: never an answer to what stood there before.
  const seen = found?.body === body ? found?.reach : null
  return (
    <section aria-label={t('paths.as.title')}>
      <Stack gap={3}>
        <h2 className="path-reach-title">{t('paths.as.title')}</h2>
        <PersonPicker label={t('paths.as.person')} hint={t('paths.as.hint')} value={person} onChange={setPerson} />
        <div aria-live="polite">
          {seen && (
            <Stack gap={2}>
              <p>
                <Tag meaning={seen.isReached ? 'good' : 'wait'}>{t(seen.isReached ? 'paths.as.gets' : 'paths.as.getsNot')}</Tag>
              </p>
              {seen.isReached ? (
                <p>
                  {t('paths.why.sentence', { path: values.title || t('paths.one'), who: whoOf(seen.because) })}{' '}
                  {seen.dueOn && (
                    <>
                      {t('paths.as.due')} <DateText value={seen.dueOn} as="day-short" />.
                    </>
                  )}
                </p>
              ) : (
                <ul className="path-missing">
                  {seen.missing.map((one) => (
                    <li key={one}>
                      {t(`paths.as.missing.${one}`, {
                        unit: seen.person.unit ?? t('paths.reach.noUnit'),
                        role: seen.person.jobRole ?? t('paths.as.noRole'),
                      })}
                    </li>
                  ))}
                </ul>
              )}
            </Stack>
          )}
        </div>
      </Stack>
    </section>
  )
}
