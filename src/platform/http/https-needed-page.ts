// What a browser sees on plain http from another machine. Phones refuse the session cookie, the camera and offline use there, so Attune says it.
const words = {
  en: {
    dir: 'ltr',
    title: 'This address needs https',
    why: 'Over plain http, anyone on the way could read what you type, and phones switch off the camera and offline use. So Attune does not sign anybody in here.',
    people: 'Ask your administrator for the https address.',
    admin: 'For the administrator, one of these is enough:',
    steps: [
      'Set TLS_CERT and TLS_KEY to your certificate and key, and start again.',
      'Put a proxy with a certificate in front, set PUBLIC_URL=https://your.address (and TRUST_PROXY=true), and start again.',
      'To try it out, open http://127.0.0.1 on the machine itself, or reach it by an SSH tunnel.',
    ],
  },
  de: {
    dir: 'ltr',
    title: 'Diese Adresse braucht https',
    why: 'Über einfaches http könnte jeder auf dem Weg mitlesen, und Telefone schalten Kamera und Offline-Nutzung ab. Darum meldet Attune hier niemanden an.',
    people: 'Frag deine Administration nach der https-Adresse.',
    admin: 'Für die Administration: eines davon genügt.',
    steps: [
      'TLS_CERT und TLS_KEY auf Zertifikat und Schlüssel setzen und neu starten.',
      'Einen Proxy mit Zertifikat davorstellen, PUBLIC_URL=https://deine.adresse (und TRUST_PROXY=true) setzen und neu starten.',
      'Zum Ausprobieren http://127.0.0.1 auf der Maschine selbst öffnen oder einen SSH-Tunnel nutzen.',
    ],
  },
  ar: {
    dir: 'rtl',
    title: 'هذا العنوان يحتاج إلى https',
    why: 'عبر http العادي يستطيع أي شخص في الطريق قراءة ما تكتبه، وتُوقف الهواتف الكاميرا والعمل دون اتصال. لذلك لا يسجّل Attune دخول أحد هنا.',
    people: 'اطلب من المسؤول عنوان https.',
    admin: 'للمسؤول، يكفي واحد مما يلي:',
    steps: [
      'اضبط TLS_CERT وTLS_KEY على الشهادة والمفتاح ثم أعد التشغيل.',
      'ضع خادمًا وسيطًا بشهادة في المقدمة واضبط PUBLIC_URL=https://your.address (وTRUST_PROXY=true) ثم أعد التشغيل.',
      'للتجربة افتح http://127.0.0.1 على الجهاز نفسه أو استخدم نفق SSH.',
    ],
  },
} as const

const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export function httpsNeededPage(host: string, acceptLanguage: string): string {
  const language = (/\b(en|de|ar)\b/.exec(acceptLanguage.toLowerCase())?.[1] ?? 'en') as keyof typeof words
  const say = words[language]
  return `<!doctype html><html lang="${language}" dir="${say.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title}</title><link rel="stylesheet" href="/plain.css"></head><body><main><h1>${say.title}</h1><p><bdi>${escape(host)}</bdi></p><p>${say.why}</p><p><strong>${say.people}</strong></p>
<h2>${say.admin}</h2><ol>${say.steps.map((step) => `<li>${step}</li>`).join('')}</ol></main></body></html>`
}
