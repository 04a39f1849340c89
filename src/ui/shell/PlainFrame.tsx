// The frame of pages without a session, and of pages that want quiet: mark, language, light or dark. No navigation.
import { IconContrast, IconWorld } from '@tabler/icons-react'
import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { Loading } from '../Facts.tsx'
import { useHouse } from '../house.ts'
import { languages, switchLanguage, useLanguage, useT } from '../i18n.ts'
import { Icon } from '../Icon.tsx'
import type { IconType } from '../Icon.tsx'
import { useMaybeSession } from '../session.tsx'
import { setTheme, useTheme } from '../theme.ts'
import type { Theme } from '../theme.ts'
import '../sign.css'
import { MarkSign } from './Mark.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import './shell.css'

export function PlainFrame({ children }: { children: ReactNode }) {
  const t = useT('ui')
  const house = useHouse()?.name
  const organisation = useMaybeSession()?.organisation.name ?? house
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <div className="plain-place">
        <header className="plain-head">
          <span className="mark">
            <MarkSign /> <bdi>{organisation ?? 'Attune'}</bdi>
          </span>
          <span className="plain-tools">
            <LanguageChoice />
            <ThemeChoice />
          </span>
        </header>
        <OfflineBanner />
        <main id="main" tabIndex={-1}>
          <Suspense
            fallback={
              <div className="plain">
                <Loading />
              </div>
            }
          >
            {children}
          </Suspense>
        </main>
      </div>
    </>
  )
}

function NativeChoice({
  icon,
  label,
  value,
  options,
  onChange,
}: {
  icon: IconType
  label: string
  value: string
  options: { value: string; label: string; lang?: string }[]
  onChange: (value: string) => void
}) {
  return (
    <label className="native-choice">
      <Icon of={icon} />
      <span className="spoken">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

export function LanguageChoice() {
  const t = useT('ui')
  const { code } = useLanguage()
  return (
    <NativeChoice
      icon={IconWorld}
      label={t('language')}
      value={code}
      options={languages.map(({ code: value, name }) => ({ value, label: name, lang: value }))}
      onChange={(next) => void switchLanguage(next)}
    />
  )
}

export function ThemeChoice() {
  const t = useT('ui')
  const theme = useTheme()
  return (
    <NativeChoice
      icon={IconContrast}
      label={t('theme.label')}
      value={theme}
      options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={(next) => setTheme(next as Theme)}
    />
  )
}
