// After a lesson: know, can, will, three taps; and where something is missing, what stops me, in one. Kept on the phone first, like every answer.
import { RadioGroup } from '#ui/Choices.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import type { Word } from '../../contract/buy-ins.ts'
import { useBuyIn } from './kept.ts'
import { WhatStops } from './WhatStops.tsx'

const questions = ['knows', 'can', 'will'] as const
const words: Word[] = ['yes', 'partly', 'no']

export function BuyIn({ lessonId, title }: { lessonId: string; title: string }) {
  const t = useT('learning')
  const { said, obstacles, say, stop, stopped } = useBuyIn(lessonId, title)
  const isStopped = questions.some((one) => said[one] !== null && said[one] !== 'yes')
  return (
    <Section title={t('buyIn.title')} note={t('buyIn.note')}>
      <Stack gap={5}>
        {questions.map((one) => (
          <RadioGroup
            key={one}
            label={t(`buyIn.${one}`)}
            value={said[one] ?? ''}
            onChange={(word) => say({ [one]: word as Word })}
            options={words.map((value) => ({ value, label: t(`buyIn.word.${value}`) }))}
          />
        ))}
        {isStopped && <WhatStops obstacles={obstacles} stopped={stopped} onStop={stop} />}
      </Stack>
    </Section>
  )
}
