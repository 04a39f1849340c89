// The fixed set of icons that a principle can have, by Tabler's name. rules.ts holds the same names.
import {
  IconBulb,
  IconClock,
  IconCompass,
  IconEar,
  IconEye,
  IconFeather,
  IconFlag,
  IconHeartHandshake,
  IconKey,
  IconLink,
  IconMessageCircle,
  IconSeedling,
  IconShieldCheck,
  IconSpeakerphone,
  IconStar,
  IconUsers,
} from '@tabler/icons-react'
import type { IconType } from '#ui/Icon.tsx'
import type { Principle } from '../contract.ts'

export const principleIcons: Record<Principle['icon'], IconType> = {
  eye: IconEye,
  link: IconLink,
  feather: IconFeather,
  speakerphone: IconSpeakerphone,
  flag: IconFlag,
  seedling: IconSeedling,
  'heart-handshake': IconHeartHandshake,
  ear: IconEar,
  bulb: IconBulb,
  clock: IconClock,
  key: IconKey,
  'shield-check': IconShieldCheck,
  users: IconUsers,
  'message-circle': IconMessageCircle,
  compass: IconCompass,
  star: IconStar,
}

/** A name that is not in the set shows a star, never nothing. */
export const principleIcon = (name: string): IconType => principleIcons[name as Principle['icon']] ?? IconStar
