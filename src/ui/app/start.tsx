// Builds the router from the features' pages and shows the first one.
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { AnyRoute } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import type { ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { parseSearch, stringifySearch } from '../address.ts'
import '../tokens.css'
import '../fonts.css'
import '../base.css'
import '../print.css'
// One sheet for all parts: 13 kB on the wire, and no page waits for a second one.
import '../actions.css'
import '../facts.css'
import '../fields.css'
import '../layout.css'
import '../page.css'
import '../popups.css'
import '../sign.css'
import '../table.css'
import '../words.css'
import { loadNamespaces } from '../i18n.ts'
import { makeQueryClient } from '../queries.ts'
import { namespaceOf, surfaces } from '../routes.ts'
import type { PageRoute } from '../routes.ts'
import { readSession, sessionPath } from '../session.tsx'
import { Frame, PageFrame } from './Frame.tsx'
import { watchVersion } from './version.ts'

/** The pages that the house itself brings, where no feature has the address. */
const ownPages = (): PageRoute[] => [
  { path: '/', surface: 'today', titleKey: 'ui:surface.today', component: async () => (await import('./Home.tsx')).Home },
  ...surfaces
    .filter((surface) => surface !== 'today')
    .map((surface): PageRoute => ({
      path: `/${surface}`,
      surface,
      titleKey: `ui:surface.${surface}`,
      component: async () => (await import('./Contents.tsx')).Contents,
    })),
]

type FindPage = (name: string) => Promise<ComponentType>

function routeOf(page: PageRoute, pages: PageRoute[], root: AnyRoute, findPage: FindPage): AnyRoute {
  const { component } = page
  const held: { Component?: ComponentType } = {}
  return createRoute({
    getParentRoute: () => root,
    path: page.path,
    // Code and texts side by side: nobody waits for one after the other.
    loader: async () => {
      const [Component] = await Promise.all([
        typeof component === 'string' ? findPage(component) : component(),
        loadNamespaces('ui', namespaceOf(page.titleKey)),
      ])
      held.Component = Component
    },
    component: () => held.Component && <PageFrame page={page} pages={pages} Component={held.Component} />,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function startApp(given: PageRoute[], findPage: FindPage): void {
  const place = document.getElementById('root')
  if (!place) throw new Error('index.html has no #root')
  const pages = [...given, ...ownPages().filter(({ path }) => !given.some((page) => page.path === path))]
  const client = makeQueryClient()
  // Asked before anything is drawn: the answer comes while the page's code does.
  void client.prefetchQuery({ queryKey: [sessionPath], queryFn: readSession, staleTime: 60_000 })
  const root = createRootRoute({ component: () => <Frame pages={pages} /> })
  const router = createRouter({
    routeTree: root.addChildren(pages.map((page) => routeOf(page, pages, root, findPage))),
    parseSearch,
    stringifySearch,
    defaultPendingMs: 300,
    scrollRestoration: true,
    // ui/ProblemView catches; the router's own views would speak English only.
    disableGlobalCatchBoundary: true,
  })
  const show = () =>
    createRoot(place).render(
      <StrictMode>
        <QueryClientProvider client={client}>
          <Suspense fallback={null}>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
      </StrictMode>,
    )
  // Drawn once the page's code is there: React holds what comes after an empty first picture back for a quarter of a second. What fails is shown by the page.
  void router.load().then(show, show)
  watchVersion()
}
