// Dates, times and numbers as the person's language writes them.
import type { ReactNode } from 'react'
import { useLanguage } from './i18n.ts'
import { now } from './now.ts'
import { formatNumber } from './translate.ts'

const styles = {
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  'day-short': { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  moment: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>

const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value)

/** A calendar day has no zone: it must not move to the evening before, west of Greenwich. */
const read = (value: string): { date: Date; zone: string | undefined } =>
  isDay(value) ? { date: new Date(`${value}T12:00:00Z`), zone: 'UTC' } : { date: new Date(value), zone: undefined }

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

export function relativeTime(locale: string, value: string, from: Date): string {
  const seconds = (read(value).date.getTime() - from.getTime()) / 1000
  const [unit, length] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ['minute', 60]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / length), unit)
}

/** `value`: an ISO day or moment. `as="ago"` says "3 days ago", with the exact moment for whoever asks. */
export function DateText({ value, as = 'day', zone }: { value: string; as?: keyof typeof styles | 'ago'; zone?: string }) {
  const { locale } = useLanguage()
  const { date, zone: dayZone } = read(value)
  const write = (style: keyof typeof styles) =>
    new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: zone ?? dayZone }).format(date)
  return (
    <time dateTime={value} title={as === 'ago' ? write(isDay(value) ? 'day' : 'moment') : undefined}>
      {as === 'ago' ? relativeTime(locale, value, now()) : write(as)}
    </time>
  )
}

/** `of`: a currency code for money, 'percent' for a share of 0 to 1. */
export function NumberText({ value, of, digits }: { value: number; of?: string; digits?: number }) {
  const { locale } = useLanguage()
  const style: Intl.NumberFormatOptions =
    of === 'percent' ? { style: 'percent' } : of ? { style: 'currency', currency: of, currencyDisplay: 'code' } : {}
  return (
    <span className="figures">
      {new Intl.NumberFormat(locale, {
        ...style,
        ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
      }).format(value)}
    </span>
  )
}

export function useFormats() {
  const { locale } = useLanguage()
  return {
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
    day: (value: string) => {
      const { date, zone } = read(value)
      return new Intl.DateTimeFormat(locale, { ...styles.day, timeZone: zone }).format(date)
    },
    /** 1 is Monday. */
    weekday: (number: number) =>
      new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number))),
    list: (items: string[]) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    /** The name of a language in the person's own ("German"). */
    language: (code: string) => new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code,
    bytes: (count: number) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: count < 1_000_000 ? 'kilobyte' : 'megabyte',
        maximumFractionDigits: count < 1_000_000 ? 0 : 1,
      }).format(count / (count < 1_000_000 ? 1000 : 1_000_000)),
  }
}

/** A number as the language writes it; anything else as it is. For parts that take either. */
export function Figure({ of }: { of: ReactNode }) {
  const { code } = useLanguage()
  return typeof of === 'number' ? formatNumber(code, of) : of
}
