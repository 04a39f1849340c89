// Makes Attune installable and opens its shell without a network. vite.config.ts fills in the two constants.
// Rules: /api is never touched, so that nothing personal lies in a cache; hashed files come from the cache for ever;
// the page itself comes from the network, and from the cache only when there is none.
const version = '{version}'
const files = ['{files}']
const cacheName = `attune-${version}`
// The server gives the page only to those who ask for HTML.
const page = () => new Request('/', { headers: { accept: 'text/html' }, credentials: 'omit' })

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(cacheName).then(async (cache) => {
      await cache.addAll(files)
      await cache.put('/', await fetch(page()))
      await self.skipWaiting()
    }),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name.startsWith('attune-') && name !== cacheName).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api')) return
  // A customer's survey is no page of the shell: without a network it must not open as one.
  if (url.pathname.startsWith('/s/') || url.pathname.startsWith('/stop/')) return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(async () => (await caches.match('/')) ?? Response.error()))
  } else if (url.pathname.startsWith('/assets/')) {
    event.respondWith(fromCacheFirst(request))
  } else if (files.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()))
  }
})

async function fromCacheFirst(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const reply = await fetch(request)
  if (reply.ok) {
    const cache = await caches.open(cacheName)
    await cache.put(request, reply.clone())
  }
  return reply
}
