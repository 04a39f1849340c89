import { TextButton } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import type { T } from '#ui/i18n.ts'
import { Link } from '#ui/Link.tsx'
import { WhoSees } from '#ui/Words.tsx'

export const lockWords = (t: T, seconds: number): string =>
  seconds % 60 === 0 ? t('device.minutes', { count: seconds / 60 }) : t('device.seconds', { count: seconds })

/**
 * What this device will do after the sign-in. Where nobody has decided it yet, `onChange` lets the person say whether
 * others use it too.
 */
export function DeviceLine({
  isShared,
  lockSeconds,
  onChange,
}: {
  isShared: boolean
  lockSeconds: number
  onChange?: (isShared: boolean) => void
}) {
  const t = useT('accounts')
  return (
    <WhoSees isDevice>
      {isShared ? t('device.shared', { time: lockWords(t, lockSeconds) }) : t('device.own')}{' '}
      {onChange && (
        <>
          <TextButton onClick={() => onChange(!isShared)}>{t(isShared ? 'device.onlyMe' : 'device.others')}</TextButton>
          <br />
        </>
      )}
      <Link to="/forgot?way=pin" isAlone>
        {t('pin.forgot')}
      </Link>
    </WhoSees>
  )
}
