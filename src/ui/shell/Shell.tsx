// The frame round every page of a signed-in person: at a desk a top bar with the surfaces and the mantra as running
// head; on a phone a short head, and the surfaces at the lower edge.
import { IconChartDots, IconCompass, IconSettings, IconSun, IconUsers } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import type { ReactNode } from 'react'
import { Loading } from '../Facts.tsx'
import { useT } from '../i18n.ts'
import { Icon } from '../Icon.tsx'
import type { IconType } from '../Icon.tsx'
import { useAnchor } from '../Link.tsx'
import { contentsOf, surfaces } from '../routes.ts'
import type { PageRoute, Surface } from '../routes.ts'
import { useSession } from '../session.tsx'
import { Slot } from '../slots.tsx'
import '../table.css'
import { AccountMenu } from './AccountMenu.tsx'
import { MarkSign } from './Mark.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import './shell.css'

const PagesRow = lazy(async () => ({ default: (await import('../PagesRow.tsx')).PagesRow }))

const surfaceIcons: Record<Surface, IconType> = {
  today: IconSun,
  team: IconUsers,
  studio: IconCompass,
  evidence: IconChartDots,
  admin: IconSettings,
}

export const surfaceAddress = (surface: Surface): string => `/${surface}`

/** The surfaces with something to open in them; Today is everybody's. */
function useSurfaces(pages: PageRoute[]): Surface[] {
  const session = useSession()
  return surfaces.filter(
    (surface) => surface === 'today' || (session.surfaces.includes(surface) && contentsOf(pages, surface, session.operations).length > 0),
  )
}

export function Shell({
  pages,
  surface,
  path,
  children,
}: {
  pages: PageRoute[]
  /** The surface of the open page. */
  surface: Surface | undefined
  /** The pattern of the open page ('/people/$personId'). */
  path: string | undefined
  children: ReactNode
}) {
  const t = useT('ui')
  const session = useSession()
  const shown = useSurfaces(pages)
  const contents = surface ? contentsOf(pages, surface, session.operations) : []
  const { mantra, name } = session.organisation
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="grid-page">
        <div className="top-row">
          <HomeLink name={name} />
          <nav className="top-nav" aria-label={t('nav.main')}>
            <ul>
              {shown.map((one) => (
                <li key={one}>
                  <NavLink to={surfaceAddress(one)} isCurrent={one === surface}>
                    {t(`surface.${one}`)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="top-end">
            <Slot name="shell-tools" operations={session.operations} props={{}} />
            <AccountMenu />
          </div>
        </div>
        <div className="running-head-place">
          <div className="running-head">
            {mantra ? (
              <p className="mantra">
                <bdi>{mantra}</bdi>
              </p>
            ) : (
              <span />
            )}
            {surface && <p className="folio">{t(`surface.${surface}`)}</p>}
          </div>
        </div>
        {mantra && path === surfaceAddress('today') && (
          <p className="mantra running-head running-head-phone">
            <bdi>{mantra}</bdi>
          </p>
        )}
        {/* The start page names the pages of its surface itself: no second list above it, and none of their texts in its first load. */}
        {contents.length > 1 && path !== surfaceAddress('today') && (
          <Suspense fallback={<ContentsPlace />}>
            <PagesRow pages={contents} path={path} label={t(`surface.${surface ?? 'today'}`)} />
          </Suspense>
        )}
        <OfflineBanner />
      </header>
      <main id="main" tabIndex={-1} className={shown.length > 1 ? 'shell-nav-space' : undefined}>
        <Suspense
          fallback={
            <div className="grid-page">
              <div className="page-head">
                <Loading />
              </div>
            </div>
          }
        >
          {children}
        </Suspense>
      </main>
      {shown.length > 1 && (
        <nav className="bottom-nav" aria-label={t('nav.main')}>
          <ul>
            {shown.map((one) => (
              <li key={one}>
                <BottomLink to={surfaceAddress(one)} icon={surfaceIcons[one]} isCurrent={one === surface}>
                  {t(`surface.${one}`)}
                </BottomLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Slot name="shell" operations={session.operations} props={{}} />
    </div>
  )
}

function HomeLink({ name }: { name: string }) {
  return (
    <a className="mark" {...useAnchor(surfaceAddress('today'))}>
      <MarkSign /> <bdi>{name}</bdi>
    </a>
  )
}

function NavLink({ to, isCurrent, children }: { to: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <a className="tab" aria-current={isCurrent ? 'page' : undefined} {...useAnchor(to)}>
      {children}
    </a>
  )
}

function BottomLink({ to, icon, isCurrent, children }: { to: string; icon: IconType; isCurrent: boolean; children: ReactNode }) {
  return (
    <a aria-current={isCurrent ? 'page' : undefined} {...useAnchor(to)}>
      <Icon of={icon} />
      {children}
    </a>
  )
}

/** As high as the pages' names will be, so that nothing below jumps when they come. */
function ContentsPlace() {
  return (
    <div className="top-pages" aria-hidden="true">
      <ul>
        <li className="tab">{'\u00a0'}</li>
      </ul>
    </div>
  )
}
