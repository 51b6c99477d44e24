interface Shell {
  readonly lang: 'ja' | 'en';
  readonly sandbox: string;
  readonly warning: string;
  /** Rules of the page's own, after those of every page. */
  readonly style: string;
}

const commonStyle = `
*,*::before,*::after{box-sizing:border-box}
body{margin:0;min-height:100vh;background:#f3f1f7;color:#1f1a2e;line-height:1.6;
  font-family:system-ui,"Hiragino Sans","Noto Sans JP","Noto Sans CJK JP",sans-serif}
header{padding:.6rem 1rem;background:#3b2a66;color:#fff;font-size:.875rem;text-align:center}
header strong{margin-inline-end:.5em;letter-spacing:.06em}
main{margin:1.5rem auto;padding:1.5rem 1.25rem;background:#fff;border-radius:1rem}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.3}
:focus-visible{outline:3px solid #4b3690;outline-offset:2px}
@media (prefers-color-scheme:dark){
  body{background:#15121f;color:#eeeaf7}main{background:#221d31}:focus-visible{outline-color:#c9bbff}
}`;

/** A whole page of a twin around trusted markup; `title` is escaped here. */
export function renderShell(
  { lang, sandbox, warning, style }: Shell,
  title: string,
  content: string,
): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)} – ${sandbox}</title>
<style>${commonStyle}${style}</style>
</head>
<body>
<header><strong>${sandbox}</strong> ${warning}</header>
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
