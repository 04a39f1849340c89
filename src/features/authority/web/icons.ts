// The fixed set of icons that a situation can have, by Tabler's name. rules.ts holds the same names.
import {
  IconArrowBackUp,
  IconCalendarOff,
  IconClock,
  IconCreditCard,
  IconFileText,
  IconGift,
  IconHeartHandshake,
  IconHelp,
  IconKey,
  IconMapPinOff,
  IconMoodSad,
  IconPackageOff,
  IconPhone,
  IconReceipt,
  IconTool,
  IconTruck,
} from '@tabler/icons-react'
import type { IconType } from '#ui/Icon.tsx'

export const situationIcons: Record<string, IconType> = {
  'package-off': IconPackageOff,
  clock: IconClock,
  'map-pin-off': IconMapPinOff,
  receipt: IconReceipt,
  'arrow-back-up': IconArrowBackUp,
  phone: IconPhone,
  'mood-sad': IconMoodSad,
  'credit-card': IconCreditCard,
  key: IconKey,
  truck: IconTruck,
  tool: IconTool,
  gift: IconGift,
  'calendar-off': IconCalendarOff,
  'file-text': IconFileText,
  'heart-handshake': IconHeartHandshake,
  help: IconHelp,
}
export const situationIcon = (name: string): IconType => situationIcons[name] ?? IconHelp
