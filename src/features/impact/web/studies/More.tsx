// One tap deeper: statistics and tables that not everybody needs.
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Icon } from '#ui/Icon.tsx'
import { Stack } from '#ui/Layout.tsx'

export function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="study-more">
      <summary>
        <Icon of={IconChevronDown} size="small" />
        {title}
      </summary>
      <Stack>{children}</Stack>
    </details>
  )
}
