// The verdict as a light: the shape and the word say it, the colour only helps.
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import { useT } from '#ui/i18n.ts'
import type { IconType } from '#ui/Icon.tsx'
import { Tag } from '#ui/Words.tsx'
import type { Answer } from '../../contract/studies.ts'

export const lights: Record<Answer['verdict'], { meaning: 'good' | 'wait' | 'note'; icon: IconType }> = {
  estimate: { meaning: 'good', icon: IconCircleCheck },
  caution: { meaning: 'wait', icon: IconAlertTriangle },
  refuse: { meaning: 'note', icon: IconHelpCircle },
}

export function Light({ verdict }: { verdict: Answer['verdict'] }) {
  const t = useT('impact')
  const { meaning, icon } = lights[verdict]
  return (
    <Tag meaning={meaning} icon={icon}>
      {t(`studies.verdict.${verdict}`)}
    </Tag>
  )
}
