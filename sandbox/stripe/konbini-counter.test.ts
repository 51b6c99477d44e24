import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { control, eventTypes, openVoucher, startRig, type Rig } from './test-rig';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

function codesOf(intent: Stripe.PaymentIntent) {
  const codes = intent.next_action?.konbini_display_details?.stores.lawson;
  return {
    store: 'lawson',
    payment_code: codes?.payment_code ?? '',
    confirmation_number: codes?.confirmation_number ?? '',
  };
}

async function visit(query = ''): Promise<string> {
  return (await fetch(`${rig.url}/konbini${query}`)).text();
}

async function payAtCounter(form: Record<string, string>) {
  const response = await fetch(`${rig.url}/konbini`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: await response.text() };
}

async function statusOf({ id }: Stripe.PaymentIntent): Promise<string> {
  return (await rig.stripe.paymentIntents.retrieve(id)).status;
}

describe('the konbini counter', () => {
  it('takes the money of the voucher whose codes were typed, and of no other', async () => {
    const other = await openVoucher(rig);
    const intent = await openVoucher(rig);
    const receipt = await payAtCounter(codesOf(intent));
    expect(receipt.status).toBe(200);
    expect(receipt.body).toContain('data-state="paid"');
    expect(receipt.body).toContain('￥3,500');
    expect(receipt.body).toContain('sandbox');
    expect(await statusOf(other)).toBe('requires_action');
    expect(await rig.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })).toMatchObject({
      status: 'succeeded',
      amount_received: 3500,
      latest_charge: { payment_method_details: { konbini: { store: { chain: 'lawson' } } } },
    });
  });

  it('is no API request: its events name no cause', async () => {
    await payAtCounter(codesOf(await openVoucher(rig)));
    expect(await eventTypes(rig, 2)).toEqual(['charge.succeeded', 'payment_intent.succeeded']);
    const { data } = await rig.stripe.events.list({ limit: 2 });
    expect(data.map(({ request }) => request)).toEqual([
      { id: null, idempotency_key: null },
      { id: null, idempotency_key: null },
    ]);
  });

  it.each([
    ['spaces', (digits: string) => ` ${digits.slice(0, 3)} ${digits.slice(3)}\u3000`],
    ['hyphens', (digits: string) => `${digits.slice(0, 2)}-${digits.slice(2, 4)}−${digits.slice(4)}`],
    ['a long vowel mark', (digits: string) => `${digits.slice(0, 3)}ー${digits.slice(3)}`],
    [
      'full-width digits',
      (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ],
  ])('reads digits typed with %s', async (_, type) => {
    const { store, payment_code: code, confirmation_number: number } = codesOf(await openVoucher(rig));
    const typed = { store, payment_code: type(code), confirmation_number: type(number) };
    expect((await payAtCounter(typed)).body).toContain('data-state="paid"');
  });

  it.each([
    ['no store', { store: '' }, 400, '店舗を選んでください'],
    ['a store without vouchers', { store: 'seven' }, 400, '店舗を選んでください'],
    ['letters for a payment code', { payment_code: 'abc' }, 400, 'お支払い番号は数字で'],
    ['letters for a confirmation number', { confirmation_number: 'abc' }, 400, '確認番号は数字で'],
    ['an unknown payment code', { payment_code: '1234567' }, 404, '使えないお支払い番号'],
    ['another confirmation number', { confirmation_number: '12345678901' }, 404, '確認番号が違います'],
    ['no confirmation number', { confirmation_number: '' }, 404, '確認番号が違います'],
  ])('takes no money for %s', async (_, typed, status, text) => {
    const intent = await openVoucher(rig);
    const reply = await payAtCounter({ ...codesOf(intent), ...typed });
    expect(reply.status).toBe(status);
    expect(reply.body).toContain(text);
    expect(await statusOf(intent)).toBe('requires_action');
  });

  it('gives back what was typed, as text', async () => {
    const { body } = await payAtCounter({ store: 'lawson', payment_code: '"><b>1' });
    expect(body).toContain('value="&quot;&gt;&lt;b&gt;1"');
    expect(body).toMatch(/<option value="lawson" selected>/);
  });

  it('takes no money twice', async () => {
    const codes = codesOf(await openVoucher(rig));
    await payAtCounter(codes);
    const again = await payAtCounter(codes);
    expect(again.status).toBe(409);
    expect(again.body).toContain('済んでいます');
    expect(await eventTypes(rig, 2)).toEqual(['charge.succeeded', 'payment_intent.succeeded']);
  });

  it('takes no money after the deadline', async () => {
    const intent = await openVoucher(rig);
    await control(rig, 'clock', { advanceSeconds: 5 * 86_400 });
    const late = await payAtCounter(codesOf(intent));
    expect(late.status).toBe(409);
    expect(late.body).toContain('期限が過ぎています');
    expect(await statusOf(intent)).toBe('requires_payment_method');
  });

  it('takes no money for a canceled payment', async () => {
    const intent = await openVoucher(rig);
    await rig.stripe.paymentIntents.cancel(intent.id);
    const reply = await payAtCounter(codesOf(intent));
    expect(reply.status).toBe(409);
    expect(reply.body).toContain('取り消されました');
    expect(await statusOf(intent)).toBe('canceled');
  });
});

describe('the list of open vouchers', () => {
  it('shows those that can be paid, and no others', async () => {
    const paid = await openVoucher(rig);
    await payAtCounter(codesOf(paid));
    const canceled = await openVoucher(rig);
    await rig.stripe.paymentIntents.cancel(canceled.id);
    expect(await visit()).toContain('ありません / None');
    const intent = await openVoucher(rig);
    const page = await visit();
    expect(page).toContain(`<td>${codesOf(intent).confirmation_number}</td>`);
    expect(page).toContain('￥3,500');
    expect(page).not.toContain(codesOf(paid).confirmation_number);
    expect(page).not.toContain(codesOf(canceled).confirmation_number);
  });

  it('fills the form with the codes of the store that was pressed', async () => {
    const codes = codesOf(await openVoucher(rig));
    const fill = /value="(voucher_\w+\.lawson)"/.exec(await visit())?.[1] ?? '';
    const page = await visit(`?fill=${fill}`);
    expect(page).toMatch(/<option value="lawson" selected>/);
    expect(page).toContain(`name="payment_code" value="${codes.payment_code}"`);
    expect(page).toContain(`name="confirmation_number" value="${codes.confirmation_number}"`);
    await payAtCounter(codes);
    expect(await visit(`?fill=${fill}`)).toContain('name="payment_code" value=""');
  });
});
