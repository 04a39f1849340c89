// Decides what stands round a page: the shell, the plain frame, the way to the sign-in, or what to do instead.
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useMatch, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { useGo } from '../address.ts'
import { ButtonLink } from '../Button.tsx'
import { onSignedOut } from '../client.ts'
import { Loading } from '../Facts.tsx'
import { switchLanguage, useLanguage, useT } from '../i18n.ts'
import { Page } from '../Page.tsx'
import { PlainPage } from '../PlainPage.tsx'
import { asProblem } from '../problem.ts'
import { Catch, ProblemView } from '../ProblemView.tsx'
import type { PageRoute } from '../routes.ts'
import { SessionProvider, sessionPath, useSessionQuery } from '../session.tsx'
import type { Session } from '../session.tsx'
import { PlainFrame } from '../shell/PlainFrame.tsx'
import { Shell, surfaceAddress } from '../shell/Shell.tsx'
import { ToastHost } from '../shell/ToastHost.tsx'
import { PageListContext } from './page-list.ts'

const signInPath = '/sign-in'
/** Who came in with a start PIN chooses another one before anything else opens. */
const newPinPath = '/new-pin'

/** Round every page: who is here, in which language, and what to do when the session ends meanwhile. */
export function Frame({ pages }: { pages: PageRoute[] }) {
  const session = useSessionQuery()
  const client = useQueryClient()
  const { direction } = useLanguage()
  const spoken = session.data?.language
  useEffect(() => {
    if (spoken) void switchLanguage(spoken)
  }, [spoken])
  useEffect(() => onSignedOut(() => client.setQueryData([sessionPath], null)), [client])
  const isUnknown = useRouterState({ select: (state) => state.matches.length < 2 })
  return (
    <DirectionProvider direction={direction}>
      <PageListContext value={pages}>
        <SessionProvider session={session.data ?? null}>
          {/* Outside of the pages, because what is said outlives the page that said it; but not the person. */}
          <ToastHost key={session.data?.person.id} />
          {isUnknown ? <NotFound pages={pages} session={session.data ?? null} /> : <Outlet />}
        </SessionProvider>
      </PageListContext>
    </DirectionProvider>
  )
}

type Framed = { page: PageRoute; pages: PageRoute[]; Component: ComponentType }

/** The page and everything round it see the same session: the router may draw a page a moment before the root knows who came. */
export function PageFrame(props: Framed) {
  const query = useSessionQuery()
  return (
    <SessionProvider session={query.data ?? null}>
      <FramedPage {...props} query={query} />
    </SessionProvider>
  )
}

function FramedPage({ page, pages, Component, query }: Framed & { query: ReturnType<typeof useSessionQuery> }) {
  // Of the page that is drawn, not of the one that is on its way: the page must not begin anew under the next address.
  const path = useMatch({ strict: false, select: ({ pathname }) => pathname })
  const session = query.data
  const content = (
    <Catch at={path}>
      <Component key={path} />
    </Catch>
  )
  if (page.surface === 'public') return <PlainFrame>{content}</PlainFrame>
  if (query.isPending) return <Waiting />
  if (query.error && session === undefined) {
    return (
      <PlainFrame>
        <div className="plain">
          <ProblemView problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        </div>
      </PlainFrame>
    )
  }
  if (!session) return <ToPage path={signInPath} />
  if (session.mustChangeSecret && page.path !== newPinPath) return <ToPage path={newPinPath} />
  if (page.may && !session.operations.includes(page.may)) {
    return (
      <Shell pages={pages} surface={page.surface} path={page.path}>
        <Instead kind="notAllowed" />
      </Shell>
    )
  }
  if (page.frame === 'bare')
    return (
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>{content}</Suspense>
      </main>
    )
  if (page.frame === 'plain') return <PlainFrame>{content}</PlainFrame>
  const isHome = path === `/people/${session.person.id}`
  return (
    <Shell pages={pages} surface={isHome ? 'today' : page.surface} path={page.path}>
      {content}
    </Shell>
  )
}

/** Nothing for a quarter of a second, then the ground of the page (see Loading). */
function Waiting() {
  return (
    <div className="grid-page">
      <div className="page-head">
        <Loading />
      </div>
    </div>
  )
}

/** Somewhere else first; `?return=` keeps where the person wanted to go. */
function ToPage({ path }: { path: string }) {
  const go = useGo()
  const here = useRouterState({ select: ({ location }) => location.pathname + location.searchStr })
  // As it was at first: while the router is on its way, the address changes already.
  const [wanted] = useState(here)
  useEffect(() => {
    if (wanted.split('?', 1)[0] === path) return
    go(wanted === '/' || wanted === surfaceAddress('today') ? path : `${path}?return=${encodeURIComponent(wanted)}`, 'replace')
  }, [go, path, wanted])
  return <Waiting />
}

function Instead({ kind }: { kind: 'notFound' | 'notAllowed' }) {
  const t = useT('ui')
  const [title, text, home] =
    kind === 'notFound'
      ? [t('notFound.title'), t('notFound.text'), t('notFound.home')]
      : [t('notAllowed.title'), t('notAllowed.text'), t('notAllowed.home')]
  return (
    <Page title={title} lead={text}>
      <div className="row gap-3">
        <ButtonLink to="/" kind="filled">
          {home}
        </ButtonLink>
      </div>
    </Page>
  )
}

function NotFound({ pages, session }: { pages: PageRoute[]; session: Session | null }): ReactNode {
  const t = useT('ui')
  if (session) {
    return (
      <Shell pages={pages} surface={undefined} path={undefined}>
        <Instead kind="notFound" />
      </Shell>
    )
  }
  return (
    <PlainFrame>
      <PlainPage title={t('notFound.title')} lead={t('notFound.text')}>
        <div className="row gap-3">
          <ButtonLink to="/" kind="filled">
            {t('notFound.home')}
          </ButtonLink>
        </div>
      </PlainPage>
    </PlainFrame>
  )
}
