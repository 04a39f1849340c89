// Runs before the first paint: language and direction, light or dark, and the one font worth fetching early.
// Plain and small, because everything else waits for it. The keys are those of src/ui/storage.ts.
{
  const root = document.documentElement
  const known = ['en', 'de', 'ar']
  const kept = (name) => {
    try {
      return localStorage.getItem(`attune.${name}`)
    } catch {
      return null
    }
  }
  const wanted = [kept('language'), ...navigator.languages].map((code) => (code ?? '').slice(0, 2).toLowerCase())
  root.lang = wanted.find((code) => known.includes(code)) ?? 'en'
  root.dir = root.lang === 'ar' ? 'rtl' : 'ltr'
  const theme = kept('theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  const latin = document.currentScript?.dataset.latin
  // Arabic pages use the small plain cut for Latin words; the flared file would be wasted on them.
  if (latin && root.lang !== 'ar') {
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: '', href: latin }),
    )
  }
}
