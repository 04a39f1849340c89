// Builds the pages into dist/web. Vite's own JSX transform is enough; no plug-in but the two small ones below.
// `--mode gallery` builds the parts' sheet (src/ui/gallery) instead; it is never in the product.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
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

/** Message files are fetched as they are; without line breaks and indents. */
function tightMessages(): Plugin {
  return {
    name: 'attune-tight-messages',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.json')) file.source = JSON.stringify(JSON.parse(String(file.source)))
    },
  }
}

/** Writes sw.js: src/ui/service-worker.js with the files that index.html names and the shell's texts, and a version made from them. */
function serviceWorker(): Plugin {
  return {
    name: 'attune-service-worker',
    apply: 'build',
    // After everything else: chunks are still renamed and dropped while the bundle is made.
    writeBundle({ dir = '' }, bundle) {
      const html = readFileSync(path.join(dir, 'index.html'), 'utf8')
      const named = [...html.matchAll(/"(\/[\w./-]+\.(?:js|css|woff2|svg|webmanifest))"/g)].map(([, file]) => file)
      const texts = Object.values(bundle)
        .filter((file) => file.type === 'asset' && file.originalFileNames.some((name) => name.includes('ui/messages/')))
        .map(({ fileName }) => `/${fileName}`)
      const files = [...new Set([...named, ...texts])]
      const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
      const source = readFileSync(path.join(here, 'src/ui/service-worker.js'), 'utf8')
        .replace("'{version}'", JSON.stringify(version))
        .replace("['{files}']", JSON.stringify(files))
      writeFileSync(path.join(dir, 'sw.js'), source)
    },
  }
}

/** In development the sheet of parts stands at /gallery. */
function galleryAddress(): Plugin {
  return {
    name: 'attune-gallery-address',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _reply, next) => {
        if (/^\/gallery\/?(\?|$)/.test(request.url ?? '')) request.url = request.url?.replace(/^\/gallery\/?/, `/${gallery}`)
        next()
      })
    },
  }
}

/**
 * Few chunks instead of one per shared module: what the entry needs, the parts of pages, what lies over the page, and each
 * feature's small modules without markup. Its pages are left to Vite: a chunk per folder made the sign-in load dialogs.
 */
const groups = [
  {
    name: 'shell',
    priority: 9,
    test: /node_modules\/(react|react-dom|scheduler|@tanstack|use-sync-external-store)\/|\/src\/ui\/(app|shell)\/|\/src\/web\.tsx$|\/web\/pages\.tsx$/,
  },
  {
    name: 'parts',
    priority: 8,
    test: /\/src\/ui\/(Form|Field|Inputs|Choices|forms|Layout|Words|Moments|Facts|PlainPage|PinPad|Steps|Table|Lists|Tree|Combobox|FileDrop)\.tsx?$/,
  },
  { name: 'icons', priority: 7, test: /@tabler\/icons-react/, minShareCount: 3 },
  { name: 'over', priority: 6, test: /\/src\/ui\/(Dialog|ToastViewport)\.tsx$|node_modules\/@base-ui\// },
  {
    name: (id: string) => /\/src\/features\/([\w-]+)\/web\/[\w/-]+\.ts$/.exec(id)?.[1] ?? null,
    debugName: 'feature',
    priority: 5,
    minShareCount: 2,
  },
]

/** The shell lists every lazy file: names beside the hash would cost each first visit 1.5 kB. */
const fileNames = {
  chunkFileNames: ({ name }: { name: string }) => (name === 'shell' ? 'assets/shell-[hash].js' : 'assets/[hash:7].js'),
  assetFileNames: ({ names }: { names: string[] }) =>
    /\.(json|css)$/.test(names[0] ?? '') ? 'assets/[hash:7][extname]' : 'assets/[name]-[hash][extname]',
}

export default defineConfig(({ mode }) => {
  const isGallery = mode === 'gallery'
  return {
    root: here,
    oxc: { jsx: { runtime: 'automatic' } },
    plugins: [tightMessages(), galleryAddress(), ...(isGallery ? [] : [fontAddress(), serviceWorker()])],
    build: {
      outDir: path.join(here, isGallery ? 'dist/gallery' : 'dist/web'),
      emptyOutDir: true,
      // The CSP allows no data: fonts, and an inlined picture cannot be cached.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      target: ['chrome111', 'firefox114', 'safari16.4'],
      chunkSizeWarningLimit: 600,
      rolldownOptions: {
        ...(isGallery ? { input: path.join(here, gallery) } : { output: { codeSplitting: { groups }, ...fileNames } }),
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
