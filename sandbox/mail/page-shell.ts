import { type Locale, words } from './words';

const style = `
*,*::before,*::after{box-sizing:border-box}
:root{color-scheme:light dark}
body{margin:0;min-height:100vh;background:#f3f1f7;color:#1f1a2e;line-height:1.6;overflow-wrap:anywhere;
  font-family:system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif}
header{padding:.6rem 1rem;background:#3b2a66;color:#fff;font-size:.875rem;text-align:center}
header strong{margin-inline-end:.5em;letter-spacing:.06em}
main{max-width:48rem;margin:1.5rem auto;padding:1.5rem 1.25rem;background:#fff;border-radius:1rem}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.3}
h2{margin:1.75rem 0 .5rem;font-size:1rem}
a{color:#4b3690}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0}
dt{color:#5a5270}dd{margin:0}
pre{white-space:pre-wrap;margin:0;padding:1rem;border-radius:.625rem;background:#f3f1f7;font-size:.875rem}
iframe{width:100%;height:80vh;border:1px solid #b9b2cc;border-radius:.625rem;background:#fff}
details{margin-top:1.75rem}summary{cursor:pointer;min-height:1.75rem}
.mails{list-style:none;margin:0;padding:0}
.mails a{display:grid;padding:.75rem 0;border-top:1px solid #b9b2cc;color:inherit;text-decoration:none}
.mails a:hover strong{text-decoration:underline}
.mails span{font-size:.875rem;color:#5a5270}
:focus-visible{outline:3px solid #4b3690;outline-offset:2px}
@media (prefers-color-scheme:dark){
  body{background:#15121f;color:#eeeaf7}main{background:#221d31}a{color:#c9bbff}
  dt,.mails span{color:#c3bbd6}pre{background:#15121f}.mails a,iframe{border-color:#5d5378}
  :focus-visible{outline-color:#c9bbff}
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
