import { amountText } from './amount-text';
import type { ConvenienceStore } from './charge';
import { secondsNow } from './clock';
import { convenienceStores, storeNames } from './convenience-store';
import { escapeHtml } from '../page-shell';
import { htmlPage, type Page } from './html-page';
import { japanTimeText } from './japan-time-text';
import { payAtTill, type TillProblem } from './konbini-till';
import type { Voucher } from './store';
import type { Twin } from './twin';

const fieldNames = {
  store: '店舗 / Store',
  payment_code: 'お支払い番号 / Payment code',
  confirmation_number: '確認番号 / Confirmation number',
} as const;

type FieldName = keyof typeof fieldNames;

interface Refusal {
  status: 400 | 404 | 409;
  field: FieldName;
  text: string;
}

const refusals: Record<TillProblem, Refusal> = {
  store_missing: { status: 400, field: 'store', text: '店舗を選んでください / Choose a store' },
  code_malformed: {
    status: 400,
    field: 'payment_code',
    text: 'お支払い番号は数字で入力してください / Enter the payment code in digits',
  },
  number_malformed: {
    status: 400,
    field: 'confirmation_number',
    text: '確認番号は数字で入力してください / Enter the confirmation number in digits',
  },
  code_unknown: {
    status: 404,
    field: 'payment_code',
    text: 'この店舗では使えないお支払い番号です / This store knows no such payment code',
  },
  number_wrong: {
    status: 404,
    field: 'confirmation_number',
    text: '確認番号が違います / The confirmation number is wrong',
  },
  expired: {
    status: 409,
    field: 'payment_code',
    text: 'お支払い期限が過ぎています / The payment deadline has passed',
  },
  paid: {
    status: 409,
    field: 'payment_code',
    text: 'このお支払いは済んでいます / This has been paid already',
  },
  canceled: {
    status: 409,
    field: 'payment_code',
    text: 'このお支払いは取り消されました / This payment was canceled',
  },
};

interface CounterForm {
  values: Partial<Record<FieldName, string>>;
  refusal?: Refusal;
}

/** The till with its open vouchers; `fill` is the value of one of the page's fill buttons, anything else fills nothing. */
export function showKonbiniCounter(twin: Twin, fill: string): Page {
  return counterPage(twin, { values: filledValues(twin, fill) });
}

/** Takes the money of the voucher the form names and shows the receipt; 400, 404 or 409 and the form again otherwise. */
export function payAtKonbiniCounter(twin: Twin, form: URLSearchParams): Page {
  const outcome = payAtTill(twin, form);
  if (outcome.paid) return receiptPage(outcome, secondsNow(twin.store.clock));
  const refusal = refusals[outcome.problem];
  return { ...counterPage(twin, { values: Object.fromEntries(form), refusal }), status: refusal.status };
}

function filledValues({ store }: Twin, fill: string): CounterForm['values'] {
  const [id = '', chain] = fill.split('.');
  const voucher = store.vouchers.get(id);
  const wanted = convenienceStores.find((name) => name === chain);
  const codes = wanted === undefined || voucher?.state !== 'open' ? null : voucher.details.stores[wanted];
  return wanted === undefined || codes === null ? {} : { store: wanted, ...codes };
}

function counterPage({ store }: Twin, form: CounterForm): Page {
  const problem = form.refusal?.text ?? '';
  const isFilled = form.refusal === undefined && form.values.payment_code !== undefined;
  const vouchers = [...store.openVouchers.values()].reverse();
  return page(`<form method="post" action="/konbini">
<p class="problem" id="problem" role="alert">${problem}</p>
<div><label for="store">${fieldNames.store}</label>
<select id="store" name="store" required${faultOf('store', form)}>
<option value="">選んでください / Choose</option>
${convenienceStores.map((chain) => option(chain, form.values.store)).join('\n')}
</select></div>
${digitField('payment_code', form)}
${digitField('confirmation_number', form)}
<button class="pay"${isFilled ? ' autofocus' : ''}>支払う / Pay</button>
</form>
<h2>お支払い待ち / Waiting for payment</h2>
${vouchers.length === 0 ? '<p>ありません / None</p>' : voucherList(vouchers)}`);
}

function option(chain: ConvenienceStore, chosen: string | undefined): string {
  return `<option value="${chain}"${chain === chosen ? ' selected' : ''}>${storeNames[chain]}</option>`;
}

function digitField(name: 'payment_code' | 'confirmation_number', form: CounterForm): string {
  const value = escapeHtml(form.values[name] ?? '');
  return `<div><label for="${name}">${fieldNames[name]}</label>
<input id="${name}" name="${name}" value="${value}" inputmode="numeric" autocomplete="off"${
    name === 'payment_code' ? ' required' : ''
  }${faultOf(name, form)}></div>`;
}

function faultOf(name: FieldName, { refusal }: CounterForm): string {
  return refusal?.field === name ? ' aria-invalid="true" aria-describedby="problem" autofocus' : '';
}

function voucherList(vouchers: Voucher[]): string {
  return `<p>店舗を押すと、上の欄に番号が入ります / Press a store to fill in the form above</p>
<form method="get" action="/konbini">
${vouchers.map(voucherTable).join('\n')}
</form>`;
}

function voucherTable(voucher: Voucher): string {
  const rows = convenienceStores.map((chain) => {
    const codes = voucher.details.stores[chain];
    return `<tr><th scope="row"><button name="fill" value="${voucher.id}.${chain}">${storeNames[chain]}</button></th><td>${escapeHtml(codes?.payment_code ?? '')}</td><td>${escapeHtml(codes?.confirmation_number ?? '')}</td></tr>`;
  });
  return `<table>
<caption>${escapeHtml(amountText(voucher))}<br>支払期限 / Pay by: ${escapeHtml(japanTimeText(voucher.details.expires_at))}</caption>
<thead><tr><th scope="col">${fieldNames.store}</th><th scope="col">${fieldNames.payment_code}</th><th scope="col">${fieldNames.confirmation_number}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

/** `paidAt` in Unix seconds. */
function receiptPage(
  { voucher, store }: { voucher: Voucher; store: ConvenienceStore },
  paidAt: number,
): Page {
  const codes = voucher.details.stores[store];
  const rows = [
    [fieldNames.store, storeNames[store]],
    ['金額 / Amount', amountText(voucher)],
    [fieldNames.payment_code, codes?.payment_code ?? ''],
    [fieldNames.confirmation_number, codes?.confirmation_number ?? ''],
    ['お支払い日時 / Paid at', japanTimeText(paidAt)],
  ];
  return page(`<h2>領収書 / Receipt</h2>
<p id="state" data-state="${voucher.state}">お支払いを受け付けました / Payment received</p>
<table><tbody>
${rows.map(([name = '', value = '']) => `<tr><th scope="row">${name}</th><td>${escapeHtml(value)}</td></tr>`).join('\n')}
</tbody></table>
<p><a href="/konbini">レジに戻る / Back to the counter</a></p>`);
}

function page(body: string): Page {
  return htmlPage({
    title: 'コンビニのレジ / Konbini counter (sandbox)',
    bodyClass: 'challenge counter',
    body: `<main>
<p class="mark">サンドボックス / sandbox</p>
<h1>コンビニのレジ / Konbini counter</h1>
${body}
</main>`,
  });
}
