import { type Locale, words } from './words';

const style = `
*,*::before,*::after{box-sizing:border-box}
body{margin:0;min-height:100vh;background:#f3f1f7;color:#1f1a2e;line-height:1.6;
  font-family:system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif}
header{padding:.6rem 1rem;background:#3b2a66;color:#fff;font-size:.875rem;text-align:center}
header strong{margin-inline-end:.5em;letter-spacing:.06em}
main{max-width:26rem;margin:1.5rem auto;padding:1.5rem 1.25rem;background:#fff;border-radius:1rem;
  box-shadow:0 1px 3px #1f1a2e22,0 8px 24px #1f1a2e14}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.3}
h2{margin:1.75rem 0 .75rem;font-size:1rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}
button,input{font:inherit;width:100%;min-height:3rem;border-radius:.625rem}
input{padding:.5rem .75rem;border:1px solid #756d8a;background:#fff;color:inherit}
input[aria-invalid=true]{border:2px solid #b3261e}
label{display:block;margin-top:.75rem;font-weight:600}
button{padding:.5rem 1rem;border:1px solid #4b3690;background:#4b3690;color:#fff;font-weight:600;cursor:pointer}
button:hover{background:#37266d}
button.account{display:flex;flex-wrap:wrap;align-items:center;gap:0 .75rem;background:#fff;color:inherit;
  border-color:#b9b2cc;text-align:start}
button.account:hover{background:#f3f1f7;border-color:#4b3690}
button.quiet{background:none;border-color:transparent;color:#4b3690;text-decoration:underline}
button.quiet:hover{background:#f3f1f7}
:focus-visible{outline:3px solid #4b3690;outline-offset:2px}
.email{overflow-wrap:anywhere;font-weight:400;font-size:.875rem;color:#5a5270}
.tag{padding:0 .5rem;border-radius:1rem;background:#e4ddf5;color:#3b2a66;font-size:.75rem}
.hint{margin:.25rem 0 0;font-size:.875rem;color:#5a5270}
.problem{margin:.25rem 0 0;color:#b3261e;font-weight:600}
.actions{display:grid;gap:.5rem;margin-top:1.25rem}
code{overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){
  body{background:#15121f;color:#eeeaf7}main{background:#221d31;box-shadow:none}
  input{background:#15121f;border-color:#9a91b3}
  button.account{background:#221d31;border-color:#5d5378}button.account:hover{background:#2e2742;border-color:#b9a8f5}
  button.quiet{color:#c9bbff}button.quiet:hover{background:#2e2742}
  .email,.hint{color:#c3bbd6}.tag{background:#43376b;color:#f1ecff}
  .problem{color:#ffb4ab}input[aria-invalid=true]{border-color:#ffb4ab}:focus-visible{outline-color:#c9bbff}
}`;

/** A whole page around trusted markup; `title` is escaped here. */
export function renderPage(locale: Locale, title: string, content: string): string {
  const text = words[locale];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} – ${text.sandbox}</title>
<style>${style}</style>
</head>
<body>
<header><strong>${text.sandbox}</strong> ${text.warning}</header>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>`;
}

/** Text made safe for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
