// The parts on one sheet, in every state, for development and for test/ui/gallery.test.ts. Never part of the product.
// ?language=ar &theme=dark &direction=rtl &view=sign-in choose what is shown.
import { DirectionProvider } from '@base-ui/react/direction-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createMemoryHistory, createRootRoute, createRouter } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { parseSearch, stringifySearch } from '../address.ts'
import '../tokens.css'
import '../fonts.css'
import '../base.css'
import '../print.css'
import { loadNamespaces, registerMessages, switchLanguage, useLanguage } from '../i18n.ts'
import { setNow } from '../now.ts'
import { makeQueryClient } from '../queries.ts'
import { ToastHost } from '../shell/ToastHost.tsx'
import { setTheme } from '../theme.ts'
import type { Theme } from '../theme.ts'
import { CameraSheet } from './CameraSheet.tsx'
import { showForcedStates } from './forced-states.ts'
import { Gallery } from './Gallery.tsx'
import { SignInSheet } from './SignInSheet.tsx'
import { WriteSheet } from './WriteSheet.tsx'

registerMessages(import.meta.glob('/src/ui/gallery/messages/*.json', { query: '?url', import: 'default', eager: true }))
setNow(() => new Date('2026-03-08T14:32:00Z'))

const asked = new URLSearchParams(location.search)

const views: Record<string, () => ReactNode> = {
  gallery: () => <Gallery />,
  'sign-in': () => <SignInSheet />,
  write: () => <WriteSheet />,
  camera: () => <CameraSheet />,
}

function Root() {
  const { direction } = useLanguage()
  return (
    <DirectionProvider direction={direction}>
      {(views[asked.get('view') ?? ''] ?? views['gallery'])?.()}
      <ToastHost />
    </DirectionProvider>
  )
}

async function start() {
  await loadNamespaces('ui', 'gallery')
  await switchLanguage(asked.get('language') ?? 'en')
  const theme = asked.get('theme')
  if (theme) setTheme(theme as Theme)
  const direction = asked.get('direction')
  if (direction) document.documentElement.dir = direction
  // A router of its own: the addresses on the sheet lead nowhere.
  const router = createRouter({
    routeTree: createRootRoute({ component: Root, notFoundComponent: Root }),
    history: createMemoryHistory(),
    parseSearch,
    stringifySearch,
  })
  createRoot(document.getElementById('root') ?? document.body).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </StrictMode>,
  )
  showForcedStates()
}

void start()
