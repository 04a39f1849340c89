// Keeps a wallboard up to date without a reload: fetches its part again, turns its slides, and says so when there is no connection.
// The address of a screen stands behind the #, where no server and no log sees it; it is handed in once and then forgotten here.
const updateMs = 5_000
const slideMs = 12_000

const token = location.hash.slice(1)
if (token) {
  history.replaceState(null, '', location.pathname)
  void fetch('/api/wallboard-sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  }).then((reply) => reply.ok && location.reload())
} else if (document.getElementById('board')) {
  keepUp(document.getElementById('board'))
} else {
  setTimeout(() => location.reload(), 60_000)
}

function keepUp(board) {
  const offline = document.getElementById('offline')
  let shown = board.innerHTML
  let at = 0
  const turn = () => {
    const slides = [...board.children]
    slides.forEach((slide, i) => slide.toggleAttribute('data-shown', i === at % slides.length))
  }
  const update = async () => {
    try {
      const reply = await fetch('/wallboard/board', { cache: 'no-store' })
      if (reply.status === 404) return location.reload()
      if (!reply.ok) throw new Error(String(reply.status))
      const part = await reply.text()
      if (part !== shown) {
        // A template, because what is parsed in it runs nothing.
        const template = document.createElement('template')
        template.innerHTML = part
        board.replaceChildren(template.content)
        shown = part
        turn()
      }
      offline.hidden = true
    } catch {
      offline.hidden = false
    }
    setTimeout(() => void update(), updateMs)
  }
  board.classList.add('turning')
  turn()
  setTimeout(() => void update(), updateMs)
  setInterval(() => {
    at += 1
    turn()
  }, slideMs)
}
