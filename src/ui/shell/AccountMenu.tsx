// The person's own menu: own page, what features add, language, light or dark, sign out.
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useGo } from '../address.ts'
import { api } from '../client.ts'
import { languages, switchLanguage, useLanguage, useT, useTexts } from '../i18n.ts'
import './shell.css'
import { Menu } from '../Menu.tsx'
import type { MenuEntry } from '../Menu.tsx'
import { namespaceOf } from '../routes.ts'
import { keepOwnLanguage, sessionPath, useSession, useSessionChange } from '../session.tsx'
import { accountEntries } from '../slots.tsx'
import { setTheme, useTheme } from '../theme.ts'
import type { Theme } from '../theme.ts'

export function AccountMenu() {
  const t = useT('ui')
  const { person, operations } = useSession()
  const { code } = useLanguage()
  const theme = useTheme()
  const go = useGo()
  const change = useSessionChange()
  const signOut = async () => {
    // A lost answer must not keep somebody else's page on a shared device: forget here in any case.
    await api.delete(sessionPath).catch(() => undefined)
    await change('signed-out')
    go('/sign-in', 'replace')
  }
  const entries = accountEntries(operations)
  useTexts(entries.map(({ labelKey }) => namespaceOf(labelKey)))
  const own: MenuEntry[] = entries.map(({ to, labelKey, icon }) => ({ key: to, to, label: t(labelKey), icon }))
  return (
    <Menu
      label={t('account.label', { name: person.displayName })}
      trigger={(props) => (
        <button {...props} className="account">
          <span aria-hidden="true">{person.initials}</span>
          <span className="spoken">{t('account.label', { name: person.displayName })}</span>
        </button>
      )}
      entries={[
        { key: 'me', label: t('account.me'), note: person.displayName, icon: IconUser, to: `/people/${person.id}` },
        ...own,
        { key: 'line-1', isLine: true },
        {
          key: 'language',
          label: t('language'),
          choice: code,
          options: languages.map(({ code: value, name }) => ({ value, label: name, lang: value })),
          onChange: (next) => {
            void switchLanguage(next)
            // The next device should know it too; if this fails, this one still does.
            keepOwnLanguage(person.id, next).catch(() => undefined)
          },
        },
        { key: 'line-2', isLine: true },
        {
          key: 'theme',
          label: t('theme.label'),
          choice: theme,
          options: (['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) })),
          onChange: (next) => setTheme(next as Theme),
        },
        { key: 'line-3', isLine: true },
        { key: 'out', label: t('account.signOut'), icon: IconLogout, onChoose: () => void signOut() },
      ]}
    />
  )
}
