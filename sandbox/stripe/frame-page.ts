import { htmlPage, type Page } from './html-page';

/** The Payment Element's inside; the frame's own script fills in words, theme and behaviour. */
export function paymentFramePage(): Page {
  const body = `<form id="payment" autocomplete="on" novalidate hidden>
<div class="tabs" id="methods" role="tablist" hidden>${['card', 'konbini', 'paypay'].map(tab).join('')}</div>
<div id="card-panel" hidden>
${field('number', 'inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234"')}
<div class="pair">
${field('expiry', 'inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"')}
${field('cvc', 'inputmode="numeric" autocomplete="cc-csc" placeholder="CVC"')}
</div>
</div>
<div id="konbini-panel" hidden>
${field('name', 'autocomplete="name"')}
${field('email', 'type="email" autocomplete="email"')}
<p class="hint" id="konbini-hint"></p>
</div>
<div id="paypay-panel" hidden><p class="hint" id="paypay-hint"></p></div>
<p class="mark" id="mark">sandbox</p>
</form>
<script src="/elements/payment-frame.js"></script>`;
  return htmlPage({ title: 'Payment (sandbox)', body });
}

function tab(type: string): string {
  return `<button type="button" role="tab" id="${type}-tab" aria-controls="${type}-panel" hidden></button>`;
}

function field(id: string, attributes: string): string {
  return `<div class="field">
<label for="${id}" id="${id}-label"></label>
<input id="${id}" aria-describedby="${id}-problem" aria-required="true" ${attributes}>
<p class="problem" id="${id}-problem" aria-live="polite"></p>
</div>`;
}

export const frameStyles = `
:root { --text: #1a1f36; --soft: #545969; --line: #a3acb9; --surface: #fff; --accent: #0055de; --danger: #b3093c; }
:root[data-theme='night'] { --text: #f4f5f7; --soft: #c0c8d2; --line: #7d8a99; --surface: #1f2430; --accent: #85b4ff; --danger: #ff9aa8; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { color: var(--text); font: 1rem/1.5 system-ui, sans-serif; margin: 0; overflow: hidden; padding: 4px; }
.field { margin-bottom: 0.75rem; min-width: 0; }
.pair { display: grid; gap: 0 0.75rem; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); }
.tabs { display: grid; gap: 0.5rem; grid-auto-columns: minmax(0, 1fr); grid-auto-flow: column; margin-bottom: 1rem; }
.tabs button { background: var(--surface); border-color: var(--line); color: var(--soft); overflow-wrap: anywhere; padding: 0.5rem 0.25rem; }
.tabs button[aria-selected='true'] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); color: var(--accent); font-weight: 600; }
.tabs button:focus-visible { outline-color: var(--accent); outline-offset: 0; }
.hint { color: var(--soft); font-size: 0.9375rem; margin: 0 0 0.75rem; }
label { display: block; font-size: 0.9375rem; margin-bottom: 0.25rem; }
input, select { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; color: var(--text); font: inherit; min-height: 2.75rem; padding: 0.5rem 0.75rem; width: 100%; }
input::placeholder { color: var(--soft); opacity: 1; }
input:focus, select:focus { border-color: var(--accent); outline: 2px solid var(--accent); outline-offset: 0; }
input[aria-invalid='true'], select[aria-invalid='true'] { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
.problem { color: var(--danger); font-size: 0.875rem; margin: 0.25rem 0 0; }
.problem:empty { display: none; }
.mark { color: var(--soft); font-size: 0.8125rem; margin: 0; }
.challenge { background: #fff; color: #1a1f36; min-height: 100vh; overflow: auto; padding: 1.25rem; }
.challenge h1 { font-size: 1.125rem; margin: 0 0 0.5rem; }
.challenge table { border-collapse: collapse; font-size: 0.875rem; width: 100%; }
.challenge th, .challenge td { border-bottom: 1px solid #a3acb9; overflow-wrap: anywhere; padding: 0.5rem 0.5rem 0.5rem 0; text-align: left; vertical-align: top; }
.challenge th { font-weight: 600; }
.challenge td { font-variant-numeric: tabular-nums; }
.challenge form { display: grid; gap: 0.75rem; margin-top: 1rem; }
.challenge caption { font-size: 1rem; padding: 0.5rem 0; text-align: left; }
.counter main { margin: 0 auto; max-width: 36rem; }
.counter h2 { font-size: 1rem; margin: 2rem 0 0.5rem; }
.counter .problem { font-size: 1rem; margin: 0; }
.counter th { overflow-wrap: break-word; }
.counter form table { font-size: 0.8125rem; }
.counter form td { white-space: nowrap; }
.counter th button { background: #fff; color: inherit; font-size: inherit; padding: 0.25rem; text-align: left; width: 100%; }
button { border: 1px solid #1a1f36; border-radius: 6px; cursor: pointer; font: inherit; min-height: 2.75rem; }
button[value='complete'], button[value='accept'], button.pay { background: #0055de; border-color: #0055de; color: #fff; }
button[value='fail'], button[value='refuse'] { background: #fff; color: #1a1f36; }
button:focus-visible { outline: 3px solid #1a1f36; outline-offset: 2px; }
`;
