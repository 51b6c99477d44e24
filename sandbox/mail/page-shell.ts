import { renderShell } from '../page-shell';
import { type Locale, words } from './words';

const style = `
:root{color-scheme:light dark}
body{overflow-wrap:anywhere}
main{max-width:48rem}
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
@media (prefers-color-scheme:dark){
  a{color:#c9bbff}
  dt,.mails span{color:#c3bbd6}pre{background:#15121f}.mails a,iframe{border-color:#5d5378}
}`;

/** A whole page around trusted markup; `title` is escaped. */
export function renderPage(locale: Locale, title: string, content: string): string {
  return renderShell({ lang: locale, ...words[locale], style }, title, content);
}
