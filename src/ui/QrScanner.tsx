// Reads a badge with the camera. Browsers that know BarcodeDetector do it themselves; for the others jsqr (46 kB) is
// loaded when the camera runs. Without a camera, or without leave to use it, the page offers to type the code.
import { IconCamera } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { useT } from './i18n.ts'
import './sign.css'

type Detector = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
type DetectorClass = (new (options: { formats: string[] }) => Detector) & {
  getSupportedFormats?: () => Promise<string[]>
}

const pauseMs = 120
/** jsqr looks at a picture of this many pixels across; more finds no more and costs a phone its battery. */
const lookPixels = 480

type Look = (video: HTMLVideoElement) => Promise<string | undefined>

async function chooseLook(): Promise<Look> {
  const Native = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats = await Native?.getSupportedFormats?.().catch((): string[] => [])
  if (Native && formats?.includes('qr_code')) {
    const detector = new Native({ formats: ['qr_code'] })
    return async (video) => (await detector.detect(video))[0]?.rawValue
  }
  const { default: jsQR } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return (video) => {
    const scale = Math.min(1, lookPixels / (video.videoWidth || lookPixels))
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    if (!pen || canvas.width === 0) return Promise.resolve(undefined)
    pen.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
    return Promise.resolve(jsQR(data, canvas.width, canvas.height, { inversionAttempts: 'dontInvert' })?.data)
  }
}

type State = 'off' | 'asking' | 'on' | 'refused' | 'missing'

/**
 * `onCode` is called with each new code that is read. `startsAtOnce`: on a shared device that waits for badges; a
 * person's own phone asks first. Children stand in the picture's lower edge (the mantra).
 */
export function QrScanner({
  onCode,
  startsAtOnce,
  isPaused,
  children,
}: {
  onCode: (code: string) => void
  startsAtOnce?: boolean
  isPaused?: boolean
  children?: ReactNode
}) {
  const t = useT('ui')
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<State>(startsAtOnce ? 'asking' : 'off')
  const tell = useEffectEvent(onCode)
  const isOn = (state === 'asking' || state === 'on') && !isPaused

  useEffect(() => {
    if (!isOn) return
    const screen = video.current
    let stream: MediaStream | undefined
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    let last = ''
    const run = async () => {
      // On plain http off this machine there is no mediaDevices at all.
      if (!navigator.mediaDevices?.getUserMedia) return setState('missing')
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
      } catch (error) {
        const isRefused = error instanceof DOMException && error.name === 'NotAllowedError'
        if (!isOver) setState(isRefused ? 'refused' : 'missing')
        return
      }
      if (isOver || !screen) return stream.getTracks().forEach((track) => track.stop())
      screen.srcObject = stream
      await screen.play().catch(() => undefined)
      setState('on')
      const look = await chooseLook()
      const again = async () => {
        if (isOver) return
        const code = screen.readyState >= 2 ? await look(screen).catch(() => undefined) : undefined
        if (code && code !== last && !isOver) {
          last = code
          tell(code)
        }
        timer = setTimeout(() => void again(), pauseMs)
      }
      void again()
    }
    void run()
    return () => {
      isOver = true
      clearTimeout(timer)
      stream?.getTracks().forEach((track) => track.stop())
      if (screen) screen.srcObject = null
    }
  }, [isOn])

  const words: Record<State, string> = {
    off: t('camera.off'),
    asking: t('camera.asking'),
    on: '',
    refused: t('camera.refused'),
    missing: t('camera.missing'),
  }
  return (
    <div className="camera">
      <video ref={video} muted playsInline hidden={state !== 'on'} aria-label={t('camera.label')} />
      {state !== 'on' && (
        <output className="camera-words">
          <p>{words[state]}</p>
          {(state === 'off' || state === 'refused') && (
            <Button icon={IconCamera} onClick={() => setState('asking')}>
              {t('camera.start')}
            </Button>
          )}
        </output>
      )}
      <svg className="camera-corners" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <path vectorEffect="non-scaling-stroke" d="M0 16V0H9M91 0h9v16M100 84v16h-9M9 100H0V84" />
      </svg>
      {children && <div className="camera-line">{children}</div>}
    </div>
  )
}
