import { useHouse } from '#ui/house.ts'
import { useT } from '#ui/i18n.ts'
import { MantraPanel } from '#ui/PlainPage.tsx'

/** The deep ground beside a sign-in, with the mantra of the house where this browser knows it. */
export function HousePanel({ mantra }: { mantra?: string | null }) {
  const t = useT('accounts')
  const house = useHouse()
  return <MantraPanel mantra={mantra ?? house?.mantra ?? t('aside')} />
}
