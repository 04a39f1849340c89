// Shows :hover, :active and :focus without a hand on the mouse: each rule gets a twin that applies inside of
// [data-show="hover"]. The CSSOM is used because the CSP allows no style element.
const states = { hover: ':hover', active: ':active', focus: ':focus-visible', focusWithin: ':focus-within' } as const
const focusable = ':is(a, button, input, select, textarea, [tabindex="0"])'

function twin(selector: string): string | undefined {
  for (const [name, pseudo] of Object.entries(states)) {
    if (!selector.includes(pseudo)) continue
    const plain = selector.replaceAll(pseudo, '').trim()
    const state = name === 'focusWithin' ? 'focus' : name
    return `[data-show~="${state}"] ${plain === '' ? focusable : plain}`
  }
  return undefined
}

function addTwins(rules: CSSRuleList, add: (text: string, at: number) => void): void {
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at]
    if (rule instanceof CSSStyleRule) {
      const selectors = rule.selectorText.split(/,(?![^(]*\))/).map((one) => twin(one.trim()))
      const known = selectors.filter((one) => one !== undefined)
      if (known.length > 0) add(`${known.join(', ')} { ${rule.style.cssText} }`, at + 1)
    } else if (rule instanceof CSSGroupingRule) {
      addTwins(rule.cssRules, (text, index) => rule.insertRule(text, index))
    }
  }
}

export function showForcedStates(): void {
  for (const sheet of Array.from(document.styleSheets)) addTwins(sheet.cssRules, (text, at) => sheet.insertRule(text, at))
}
