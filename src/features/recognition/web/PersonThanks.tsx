import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { usePages } from '#ui/queries.ts'
import { useMay, useSession } from '#ui/session.tsx'
import { WhoSees } from '#ui/Words.tsx'
import type { Thanks } from '../contract.ts'
import { SayThanks, ThanksCard } from './parts.tsx'
import { at } from './queries.ts'

const shown = 3

/** On the person's page: what colleagues thanked them for in public, and the way to thank them. */
export function PersonThanks({ personId }: { personId: string }) {
  const t = useT('recognition')
  const { person } = useSession()
  const mayGive = useMay('thanks.give')
  const thanks = usePages<Thanks>(at.list, { personId, limit: String(shown) })
  const isMe = person.id === personId
  // With the works council's switch the list is the person's alone; saying thanks stays open to all.
  if (!mayGive && thanks.items.length === 0) return null
  return (
    <Section
      title={t('person.title')}
      hasMargin
      note={t('person.note')}
      actions={mayGive && !isMe && <SayThanks isSmall kind="line" to={`?person=${personId}`} />}
    >
      <Stack gap={5}>
        {thanks.items.length === 0 && <p>{t(thanks.problem ? 'person.onlyPerson' : isMe ? 'person.noneMine' : 'person.none')}</p>}
        {thanks.items.map((one) => (
          <ThanksCard key={one.id} thanks={one} />
        ))}
        {thanks.items.length > 0 && <WhoSees>{t('person.who')}</WhoSees>}
      </Stack>
    </Section>
  )
}
