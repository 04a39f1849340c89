// Time pressure: seconds in words and a bar. It waits while the page is out of sight, and stops for good when somebody wants it to (WCAG 2.2.1).
import { IconPlayerPause } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Spoken } from '#ui/Layout.tsx'

export function Clock({ seconds, onOver, onStop }: { seconds: number; onOver: () => void; onStop: () => void }) {
  const t = useT('learning')
  const [left, setLeft] = useState(seconds)
  const over = useRef(onOver)
  // Read out a few times only: a voice that counts drowns what the customer says.
  const saidAt = [seconds, 10, 5]
  useEffect(() => {
    over.current = onOver
  })
  useEffect(() => {
    if (left === 0) {
      over.current()
      return
    }
    const timer = setTimeout(() => {
      if (!document.hidden) setLeft(left - 1)
      else document.addEventListener('visibilitychange', () => setLeft((before) => Math.max(before - 1, 0)), { once: true })
    }, 1000)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <div className="clock">
      <p role="timer" aria-live="off">
        {t('scenarios.player.left', { count: left })}
      </p>
      <Spoken>
        <output>{saidAt.includes(left) ? t('scenarios.player.left', { count: left }) : ''}</output>
      </Spoken>
      <progress aria-hidden="true" max={seconds} value={left} />
      <Button kind="plain" isSmall icon={IconPlayerPause} onClick={onStop}>
        {t('scenarios.player.stopClock')}
      </Button>
    </div>
  )
}
