import { renderShell } from '../page-shell';
import { type Locale, words } from './words';

const style = `
main{max-width:26rem;box-shadow:0 1px 3px #1f1a2e22,0 8px 24px #1f1a2e14}
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
.email{overflow-wrap:anywhere;font-weight:400;font-size:.875rem;color:#5a5270}
.tag{padding:0 .5rem;border-radius:1rem;background:#e4ddf5;color:#3b2a66;font-size:.75rem}
.hint{margin:.25rem 0 0;font-size:.875rem;color:#5a5270}
.problem{margin:.25rem 0 0;color:#b3261e;font-weight:600}
.actions{display:grid;gap:.5rem;margin-top:1.25rem}
code{overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){
  main{box-shadow:none}
  input{background:#15121f;border-color:#9a91b3}
  button.account{background:#221d31;border-color:#5d5378}button.account:hover{background:#2e2742;border-color:#b9a8f5}
  button.quiet{color:#c9bbff}button.quiet:hover{background:#2e2742}
  .email,.hint{color:#c3bbd6}.tag{background:#43376b;color:#f1ecff}
  .problem{color:#ffb4ab}input[aria-invalid=true]{border-color:#ffb4ab}
}`;

/** A whole page around trusted markup; `title` is escaped. */
export function renderPage(locale: Locale, title: string, content: string): string {
  return renderShell({ lang: locale, ...words[locale], style }, title, content);
}
