import type { ComponentType } from 'react'
import { classNames } from './class-names.ts'

export type IconType = ComponentType<{
  className?: string
  stroke?: number | string
  size?: number | string
  'aria-hidden'?: boolean | 'true' | 'false'
}>

/** An icon of Tabler's outline set, always beside a word. `turns` mirrors it where people read from the right. */
export function Icon({ of: Glyph, size, turns }: { of: IconType; size?: 'small' | 'big'; turns?: boolean }) {
  return <Glyph className={classNames('icon', size && `icon-${size}`, turns && 'icon-turns')} stroke={1.75} aria-hidden />
}
