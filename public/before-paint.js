// Runs before the first paint: language and direction, light or dark, and the one font worth fetching early.
// Plain and small, because everything else waits for it. The keys are those of src/ui/storage.ts.
;(function () {
  var root = document.documentElement
  var known = ['en', 'de', 'ar']
  function kept(name) {
    try {
      return localStorage.getItem('attune.' + name)
    } catch (refused) {
      return null
    }
  }
  var wanted = [kept('language')].concat(navigator.languages || [navigator.language])
  for (var i = 0; i < wanted.length; i++) {
    var code = String(wanted[i] || '')
      .slice(0, 2)
      .toLowerCase()
    if (known.indexOf(code) >= 0) {
      root.lang = code
      root.dir = code === 'ar' ? 'rtl' : 'ltr'
      break
    }
  }
  var theme = kept('theme')
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
  var latin = document.currentScript && document.currentScript.dataset.latin
  // Arabic pages use the small plain cut for Latin words; the flared file would be wasted on them.
  if (latin && root.lang !== 'ar') {
    var link = document.createElement('link')
    link.rel = 'preload'
    link.as = 'font'
    link.type = 'font/woff2'
    link.crossOrigin = ''
    link.href = latin
    document.head.appendChild(link)
  }
})()
