// Builds the pages into dist/web. Vite's own JSX transform is enough; no plug-in but the two small ones below.
// `--mode gallery` builds the parts' sheet (src/ui/gallery) instead; it is never in the product.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const here = import.meta.dirname
const gallery = 'src/ui/gallery/index.html'

/** The font's address in index.html's data-latin is not one that Vite knows; it gets the hashed name here. */
function fontAddress(): Plugin {
  const source = '/src/ui/fonts/commissioner-latin.woff2'
  return {
    name: 'attune-font-address',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const file = Object.values(bundle ?? {}).find(({ fileName }) => /commissioner-latin-(?!extended)[^/]*\.woff2$/.test(fileName))
        return file ? html.replace(source, `/${file.fileName}`) : html
      },
    },
  }
}

/** Writes sw.js: src/ui/service-worker.js with the list of what the first page needs, and a version made from it. */
function serviceWorker(): Plugin {
  return {
    name: 'attune-service-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry)
      if (entry?.type !== 'chunk') return
      const styles = [...(entry.viteMetadata?.importedCss ?? [])]
      const fonts = Object.keys(bundle).filter((name) => /commissioner-latin-(?!extended)[^/]*\.woff2$/.test(name))
      const shell = [entry.fileName, ...entry.imports, ...styles, ...fonts].map((name) => `/${name}`)
      const steady = ['/before-paint.js', '/manifest.webmanifest', '/icons/icon.svg']
      const version = createHash('sha256').update(shell.join()).digest('hex').slice(0, 12)
      const source = readFileSync(path.join(here, 'src/ui/service-worker.js'), 'utf8')
        .replace("'{version}'", JSON.stringify(version))
        .replace("['{files}']", JSON.stringify([...shell, ...steady]))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

export default defineConfig(({ mode }) => {
  const isGallery = mode === 'gallery'
  return {
    root: here,
    oxc: { jsx: { runtime: 'automatic' } },
    plugins: isGallery ? [] : [fontAddress(), serviceWorker()],
    build: {
      outDir: path.join(here, isGallery ? 'dist/gallery' : 'dist/web'),
      emptyOutDir: true,
      // The CSP allows no data: fonts, and an inlined picture cannot be cached.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: ['chrome111', 'firefox114', 'safari16.4'],
      chunkSizeWarningLimit: 600,
      rolldownOptions: {
        ...(isGallery ? { input: path.join(here, gallery) } : {}),
        onLog(level, log, tell) {
          // "use client" means nothing without a server that renders React.
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') tell(level, log)
        },
      },
    },
    server: {
      // API_URL is set by scripts/dev.mjs, which starts the server and this together.
      proxy: Object.fromEntries(['/api', '/problems'].map((at) => [at, { target: process.env['API_URL'] ?? 'http://127.0.0.1:3000' }])),
    },
  }
})
