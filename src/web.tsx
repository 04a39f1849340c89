// The browser's beginning: gathers what every feature offers and starts. Nobody imports this file.
import { startApp } from '#ui/app/start.tsx'
import { registerMessages } from '#ui/i18n.ts'
import type { PageRoute } from '#ui/routes.ts'

registerMessages(import.meta.glob('/src/features/*/web/messages/*.json', { query: '?url', import: 'default', eager: true }))

// Eager: addresses, titles and slots are known at once. The pages themselves are lazy in each list.
const features = import.meta.glob<{ pages: PageRoute[] }>('/src/features/*/web/pages.tsx', { eager: true })

startApp(
  Object.values(features).flatMap(({ pages }) => pages),
  async (name) => (await import('./desk.tsx')).deskPage(name),
)
