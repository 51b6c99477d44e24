import { amountText } from './amount-text';
import { convenienceStores, storeNames } from './convenience-store';
import { escapeHtml } from '../page-shell';
import { htmlPage, type Page } from './html-page';
import { japanTimeText } from './japan-time-text';
import type { Voucher } from './store';
import type { Twin } from './twin';

const stateTexts = {
  open: 'お支払い待ち / Waiting for payment',
  paid: 'お支払い済み / Paid',
  expired: '期限切れ / Expired',
  canceled: '取り消し済み / Canceled',
} as const satisfies Record<Voucher['state'], string>;

/** What the buyer shows at the till; undefined for an unknown id. Nobody can pay on this page. */
export function showVoucherPage(twin: Twin, id: string): Page | undefined {
  const voucher = twin.store.vouchers.get(id);
  if (voucher === undefined) return undefined;
  return htmlPage({
    title: 'コンビニ払い / Konbini (sandbox)',
    bodyClass: 'challenge',
    body: `<p class="mark">サンドボックス / sandbox</p>
<h1>コンビニ払い / Pay at a convenience store</h1>
<p>${escapeHtml(amountText(voucher))}</p>
<p id="state" data-state="${voucher.state}">${stateTexts[voucher.state]}</p>
<p>支払期限 / Pay by: ${escapeHtml(japanTimeText(voucher.details.expires_at))}</p>
<table>
<thead><tr><th scope="col">店舗 / Store</th><th scope="col">確認番号 / Confirmation number</th><th scope="col">お支払い番号 / Payment code</th></tr></thead>
<tbody>
${storeRows(voucher)}
</tbody>
</table>`,
  });
}

function storeRows({ details }: Voucher): string {
  return convenienceStores
    .map((chain) => {
      const codes = details.stores[chain];
      return `<tr><th scope="row">${storeNames[chain]}</th><td>${escapeHtml(codes?.confirmation_number ?? '')}</td><td>${escapeHtml(codes?.payment_code ?? '')}</td></tr>`;
    })
    .join('\n');
}
