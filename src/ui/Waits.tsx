// What was noted on this phone and not received yet (queue.ts), on the page where it will stand.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Button } from './Button.tsx'
import { List } from './Facts.tsx'
import { useT } from './i18n.ts'
import type { T } from './i18n.ts'
import { Section } from './Layout.tsx'
import { DateText } from './Moments.tsx'
import { staleNow } from './queries.ts'
import { dropWaiting, putBack, useWaiting } from './queue.ts'
import type { Waiting } from './queue.ts'
import { useSession } from './session.tsx'
import { toast } from './toast.ts'

/** Of what goes to these addresses. `stale`: what is read anew once something was received; `t`: its feature's texts, for why it was not taken. */
export function Waits({ paths, stale, t }: { paths: readonly string[]; stale: string[]; t: T }) {
  const ui = useT('ui')
  const client = useQueryClient()
  const { person } = useSession()
  const items = useWaiting(person.id).filter(({ path }) => paths.includes(path))
  const count = items.length
  const before = useRef(count)
  useEffect(() => {
    if (count < before.current) void staleNow(client, stale)
    before.current = count
  }, [client, count, stale])
  const remove = (item: Waiting) => {
    dropWaiting(person.id, item.id)
    toast({ title: ui('waits.removed'), action: { label: ui('undo'), onChoose: () => putBack(person.id, item) } })
  }
  return <WaitingList items={items} t={t} onRemove={remove} />
}

/** Nothing while nothing waits. */
export function WaitingList({ items, t, onRemove }: { items: readonly Waiting[]; t: T; onRemove: (item: Waiting) => void }) {
  const ui = useT('ui')
  if (items.length === 0) return null
  const why = (slug: string) => t.maybe(`problems.${slug}`) ?? ui.maybe(`problems.${slug}`) ?? slug
  return (
    <Section title={ui('waits.title')} note={ui('waits.note')}>
      <List
        label={ui('waits.title')}
        items={items.map((item) => ({
          key: item.id,
          title: <bdi>{item.title}</bdi>,
          note: (
            <>
              <DateText value={item.at} as="moment" />
              {item.refused && (
                <>
                  <br />
                  {ui('waits.refused', { why: why(item.refused) })}
                </>
              )}
            </>
          ),
          end: (
            <Button isSmall kind="plain" onClick={() => onRemove(item)}>
              {ui('remove')}
            </Button>
          ),
        }))}
      />
    </Section>
  )
}
