// The page's sheet, inline: one request for all of it. Values are those of ui/tokens.css; no font is loaded. No :has(): old phones answer too.
export const style = `:root{color-scheme:light dark;--page:#FAF7F0;--sheet:#FEFDFA;--well:#F3EFE6;--rule:#D6D1C4;--edge:#8A877D;--ink:#17211F;--ink2:#434B48;--ink3:#5F645F;--primary:#10595F;--on:#fff;--stop:#9E2E21}
@media(prefers-color-scheme:dark){:root{--page:#101817;--sheet:#1A2422;--well:#1F2A28;--rule:#3A4744;--edge:#7F8B87;--ink:#EDEBE4;--ink2:#C3C8C2;--ink3:#A3AAA4;--primary:#8FC7C5;--on:#072C30;--stop:#F0A196}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:400 1.0625rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
:lang(ar){line-height:1.75}
.w{max-width:34rem;margin:0 auto;padding:18px 20px 40px}
.top{display:flex;justify-content:space-between;align-items:center;gap:16px;flex-wrap:wrap;font-weight:600}
.org{display:flex;gap:10px;align-items:center}.org svg{width:30px;height:20px}
nav{display:flex;font-weight:400;font-size:.9375rem}nav a,nav b{min-height:44px;min-width:44px;padding:0 6px;display:grid;place-items:center}
a{color:var(--primary)}h1{font-size:1.875rem;line-height:1.18;margin:18px 0 0;letter-spacing:-.01em;text-wrap:balance}:lang(ar) h1{letter-spacing:0;line-height:1.4}
.lead{color:var(--ink2);margin:10px 0 0;text-wrap:pretty}.about{padding-bottom:24px;border-bottom:2px solid var(--ink)}
fieldset{border:0;margin:30px 0 0;padding:0;min-width:0}legend{padding:0;font-size:1.5rem;font-weight:600;line-height:1.24;text-wrap:pretty}
.n{display:block;font-size:.9375rem;font-weight:550;color:var(--ink3);margin-bottom:6px}
.row{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;margin:16px -14px 0;border-radius:8px;background:var(--sheet);box-shadow:inset 0 0 0 1.5px var(--edge)}
.row label,.list label{position:relative;cursor:pointer;display:block}
.row span{display:grid;place-items:center;height:68px;font-weight:550;font-variant-numeric:tabular-nums}
.row label+label span{border-inline-start:1px solid var(--rule)}
input[type=radio]{position:absolute;inset:0;opacity:0;margin:0;width:100%;height:100%;cursor:pointer}
.row input:checked+span{background:var(--primary);color:var(--on);border-color:transparent;border-radius:6px;box-shadow:0 0 0 3px var(--primary);font-weight:700;font-size:1.25rem;position:relative;z-index:1}
.row input:focus-visible+span,.list input:focus-visible+span,textarea:focus-visible,input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--primary);outline-offset:3px}
.row input:focus-visible+span{position:relative;z-index:2}
.ends{display:flex;justify-content:space-between;gap:16px;margin:10px 0 0;font-size:.9375rem;color:var(--ink2)}
.ends span+span{text-align:end}
.list{display:grid;gap:8px;margin-top:16px}
.list span{display:flex;align-items:center;gap:14px;min-height:56px;padding:6px 16px;background:var(--sheet);border-radius:8px;box-shadow:inset 0 0 0 1.5px var(--edge);font-weight:500}
.list span:before{content:"";width:22px;height:22px;border-radius:50%;box-shadow:inset 0 0 0 2px var(--edge);flex:none}
.list input:checked+span{box-shadow:inset 0 0 0 2.5px var(--primary)}.list input:checked+span:before{box-shadow:inset 0 0 0 7px var(--primary)}
.field{margin-top:30px}.field label{display:block;font-weight:600;font-size:1.25rem;line-height:1.3}.field small{font-size:.9375rem;color:var(--ink2);font-weight:400;display:block;margin-top:4px}
textarea,input[type=text]{display:block;width:100%;margin-top:10px;padding:14px 16px;border:0;border-radius:8px;background:var(--sheet);color:inherit;box-shadow:inset 0 0 0 1.5px var(--edge);font:inherit}
textarea{min-height:104px;resize:vertical}
button,.btn{display:grid;place-items:center;width:100%;min-height:56px;margin-top:24px;border:0;border-radius:8px;background:var(--primary);color:var(--on);font:inherit;font-weight:600;cursor:pointer;text-decoration:none}
.plain{background:none;color:var(--primary);text-decoration:underline;width:auto;min-height:44px;margin:8px 0 0;padding:0;font-weight:400;font-size:.8125rem}
.note{font-size:.8125rem;color:var(--ink3);margin:12px 0 0}.say{background:var(--well);border-radius:8px;padding:14px 16px;margin:20px 0 0;font-weight:550}
.stop{color:var(--stop)}.mantra{font-size:.8125rem;font-weight:600;color:var(--ink2);border-top:1px solid var(--rule);margin-top:28px;padding-top:14px;text-wrap:balance}
.trap{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`

/** Ticks are kept as they are made, so that whoever goes away has answered so far. Everything works without it. */
export const script = `(function(){var f=document.forms[0],t=0;if(!f||!navigator.sendBeacon)return;function save(){t=0;var d=new URLSearchParams;f.querySelectorAll("input:checked,input[type=hidden]").forEach(function(i){d.append(i.name,i.value)});d.append("draft","1");navigator.sendBeacon(f.action,d)}f.addEventListener("change",function(e){if(e.target.type!=="radio")return;clearTimeout(t);t=setTimeout(save,1200)});addEventListener("pagehide",function(){if(t){clearTimeout(t);save()}});f.addEventListener("submit",function(){clearTimeout(t);t=0})})()`
