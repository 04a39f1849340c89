import { IconDeviceMobile, IconKey } from '@tabler/icons-react'
import { lazy } from 'react'
import type { PageRoute } from '#ui/routes.ts'
import { useSession } from '#ui/session.tsx'
import { registerAccountEntry, registerSlot } from '#ui/slots.tsx'
import { StepUp } from './own/StepUp.tsx'

const guard = () => import('./own/SharedDeviceGuard.tsx')
registerSlot(
  'person-page',
  lazy(() => import('./way-in/WayIn.tsx').then(({ WayIn }) => ({ default: WayIn }))),
  20,
  'accounts.read',
)
// Not lazy: a write may be refused before its code is there, and would not be asked for again.
registerSlot('shell', StepUp, 10)
const Guard = lazy(() => guard().then(({ SharedDeviceGuard }) => ({ default: SharedDeviceGuard })))
const Lock = lazy(() => guard().then(({ LockButton }) => ({ default: LockButton })))
// Nobody's own phone fetches what only shared devices need.
registerSlot('shell', () => useSession().sharedDevice && <Guard />, 20)
registerSlot('shell-tools', () => useSession().sharedDevice && <Lock />, 10)
registerAccountEntry({ to: '/sessions', labelKey: 'ui:account.sessions', icon: IconDeviceMobile, order: 10 })
registerAccountEntry({ to: '/password', labelKey: 'ui:account.secret', icon: IconKey, order: 20 })

const codePage = async () => (await import('./sign-in/CodePage.tsx')).CodePage
const sheetsPage = async () => (await import('./way-in/SheetsPage.tsx')).SheetsPage

export const pages: PageRoute[] = [
  {
    path: '/sign-in',
    surface: 'public',
    titleKey: 'accounts:signIn.title',
    component: async () => (await import('./sign-in/SignInPage.tsx')).SignInPage,
  },
  {
    path: '/badge',
    surface: 'public',
    titleKey: 'accounts:badge.title',
    component: async () => (await import('./sign-in/BadgePage.tsx')).BadgePage,
  },
  {
    path: '/b',
    surface: 'public',
    titleKey: 'accounts:badge.title',
    component: async () => (await import('./sign-in/BadgeLinkPage.tsx')).BadgeLinkPage,
  },
  {
    path: '/forgot',
    surface: 'public',
    titleKey: 'accounts:forgot.title',
    component: async () => (await import('./sign-in/ForgotPage.tsx')).ForgotPage,
  },
  { path: '/invitation', surface: 'public', titleKey: 'accounts:code.invitationTitle', component: codePage },
  { path: '/reset', surface: 'public', titleKey: 'accounts:code.resetTitle', component: codePage },
  {
    path: '/welcome',
    surface: 'public',
    titleKey: 'accounts:welcome.title',
    component: async () => (await import('./first-steps/WelcomePage.tsx')).WelcomePage,
  },
  {
    path: '/set-up',
    surface: 'public',
    titleKey: 'accounts:setUp.organisationTitle',
    component: async () => (await import('./first-steps/SetUpPage.tsx')).SetUpPage,
  },

  {
    path: '/new-pin',
    surface: 'today',
    frame: 'plain',
    titleKey: 'accounts:newPin.title',
    component: async () => (await import('./own/NewPinPage.tsx')).NewPinPage,
  },
  {
    path: '/sessions',
    surface: 'today',
    titleKey: 'accounts:sessions.title',
    component: async () => (await import('./own/SessionsPage.tsx')).SessionsPage,
  },
  {
    path: '/password',
    surface: 'today',
    titleKey: 'accounts:secret.title',
    component: async () => (await import('./own/SecretPage.tsx')).SecretPage,
  },

  {
    path: '/access',
    surface: 'admin',
    titleKey: 'accounts:access.title',
    may: 'role-grants.read',
    nav: { order: 50, aboutKey: 'accounts:access.about' },
    component: 'accounts/access/AccessPage',
  },
  {
    path: '/access/give-role',
    surface: 'admin',
    titleKey: 'accounts:roles.giveTitle',
    may: 'role-grants.change',
    component: 'accounts/access/GiveRolePage',
  },
  {
    path: '/access/make-key',
    surface: 'admin',
    titleKey: 'accounts:tokens.makeTitle',
    may: 'api-tokens.change',
    component: 'accounts/access/MakeKeyPage',
  },
  {
    path: '/badges',
    surface: 'admin',
    titleKey: 'accounts:sheets.title',
    may: 'badges.issue',
    nav: { order: 40, shortKey: 'accounts:sheets.short', aboutKey: 'accounts:sheets.about' },
    component: sheetsPage,
  },
  // The same for those who lead a team and administer nothing.
  {
    path: '/team/badges',
    surface: 'team',
    titleKey: 'accounts:sheets.title',
    may: 'badges.issue',
    nav: { order: 80, shortKey: 'accounts:sheets.short', aboutKey: 'accounts:sheets.about' },
    component: sheetsPage,
  },
  {
    path: '/team/devices',
    surface: 'team',
    titleKey: 'accounts:devices.title',
    may: 'devices.read',
    nav: { order: 90, shortKey: 'accounts:devices.short', aboutKey: 'accounts:devices.about' },
    component: 'accounts/access/DevicesPage',
  },
  {
    path: '/people/$personId/badge',
    surface: 'team',
    titleKey: 'accounts:issue.title',
    may: 'badges.issue',
    component: 'accounts/way-in/BadgeIssuePage',
  },
  {
    path: '/people/$personId/new-code',
    surface: 'team',
    titleKey: 'accounts:newCode.title',
    may: 'resets.make',
    component: 'accounts/way-in/NewCodePage',
  },
]
