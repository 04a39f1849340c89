import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { useAnchor } from '#ui/Link.tsx'
import type { Principle } from '../../contract.ts'
import { principleIcon } from '../icons.ts'
import { usePrinciples } from '../parts.tsx'

/** The thumb index: every principle as a tab on the edge; the one that is open is pulled out. */
export function ThumbIndex({ currentId }: { currentId: string }) {
  const t = useT('language')
  const { items } = usePrinciples()
  return (
    <nav className="thumb-index" aria-label={t('principles.title')}>
      {items.map((principle) => (
        <Thumb key={principle.id} principle={principle} isCurrent={principle.id === currentId} />
      ))}
    </nav>
  )
}

function Thumb({ principle, isCurrent }: { principle: Principle; isCurrent: boolean }) {
  return (
    <a
      className={classNames('thumb', isCurrent && 'thumb-current')}
      data-principle={principle.colour}
      aria-current={isCurrent ? 'page' : undefined}
      {...useAnchor(`/principles/${principle.id}`)}
    >
      <Icon of={principleIcon(principle.icon)} />
      <span>{principle.name}</span>
    </a>
  )
}
