// One tap deeper: statistics and tables that not everybody needs.
import type { ReactNode } from 'react'
import { Stack } from '#ui/Layout.tsx'

export function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="study-more">
      <summary>{title}</summary>
      <Stack>{children}</Stack>
    </details>
  )
}
