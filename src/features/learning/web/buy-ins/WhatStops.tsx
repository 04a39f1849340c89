// "What stops me", in one tap: what others near me said already, or my own words.
import { useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { useForm } from '#ui/forms.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import type { BuyIn } from '../../contract/buy-ins.ts'
import type { Stopped } from './kept.ts'
import '../paths/paths.css'

const leastWords = 3
export function WhatStops({
  obstacles,
  stopped,
  onStop,
}: {
  obstacles: BuyIn['obstacles']
  stopped: Stopped | null
  onStop: (what: { obstacle: BuyIn['obstacles'][number] } | { title: string }) => Promise<void>
}) {
  const t = useT('learning')
  const form = useForm({ initial: { title: '' } })
  const [isBusy, setBusy] = useState(false)
  const tap = async (what: Parameters<typeof onStop>[0]) => {
    setBusy(true)
    await onStop(what)
    setBusy(false)
    if ('title' in what) form.begin({ title: '' })
  }
  const words = form.values.title.trim()
  return (
    <section aria-label={t('buyIn.stops')}>
      <Stack>
        <h3>{t('buyIn.stops')}</h3>
        <p className="small second">{t('buyIn.stopsNote')}</p>
        {stopped && (
          <Message
            kind={stopped.state === 'refused' ? 'wait' : stopped.state === 'waits' ? 'note' : 'good'}
            isNews
            title={t(`buyIn.${stopped.state}`)}
          >
            {stopped.obstacleId ? <Link to={`/obstacles/${stopped.obstacleId}`}>{t('buyIn.seeIt')}</Link> : <bdi>{stopped.title}</bdi>}
          </Message>
        )}
        {obstacles.length > 0 && (
          <>
            <p id="buy-in-known">{t('buyIn.known')}</p>
            <ul className="buy-in-obstacles" aria-labelledby="buy-in-known">
              {obstacles.map((obstacle) => (
                <li key={obstacle.id}>
                  <Button isWide isBusy={isBusy} onClick={() => void tap({ obstacle })}>
                    <bdi>{obstacle.title}</bdi>
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (words.length >= leastWords && !isBusy) void tap({ title: words })
          }}
        >
          <Stack gap={2}>
            <TextField label={t('buyIn.other')} hint={t('buyIn.otherHint')} isRequired maxLength={160} {...form.field('title')} />
            <div>
              <Button type="submit" isBusy={isBusy} offReason={words.length < leastWords ? t('buyIn.wordsFirst') : undefined}>
                {t('buyIn.raise')}
              </Button>
            </div>
          </Stack>
        </form>
      </Stack>
    </section>
  )
}
