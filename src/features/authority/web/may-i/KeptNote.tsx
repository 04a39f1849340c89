import { useT } from '#ui/i18n.ts'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'

/** Says from when the rules are that answer without a network. */
export function KeptNote({ at }: { at: string }) {
  const t = useT('authority')
  return (
    <Message kind="note" title={t('mayI.kept')}>
      <p>
        <DateText value={at} as="moment" />
      </p>
    </Message>
  )
}
