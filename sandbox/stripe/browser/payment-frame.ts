import { postConfirm, type ApiResult } from './api-client';
import type { Contact } from './contact-fields';
import type { PanelEvent } from './field-panel';
import { byId } from './frame-dom';
import { frameMark } from './frame-link';
import { frameText } from './frame-text';
import { createPanels, fillContact } from './method-panels';
import { createMethodTabs } from './method-tabs';
import { readMethods, sortMethods, type MethodType } from './payment-methods';
import { isRecord, readNumber, readRecord, readText, type Json } from './record';

const settings = new URLSearchParams(window.location.search);
const parentOrigin = settings.get('parent') ?? '';
const element = settings.get('element') ?? '';
const panels = createPanels(reportPanel);
const tabs = createMethodTabs(select);
let offered: MethodType[] = [];
let selected: MethodType | undefined;
let text = frameText.en;
let defaults: Partial<Contact> = {};
let lastChange = '';
let markConfigured: () => void = () => undefined;
/** Commands that need a method wait for it: the page may be faster than the frame. */
const configured = new Promise<void>((resolve) => (markConfigured = resolve));

function start(): void {
  window.addEventListener('message', receive);
  new ResizeObserver(() => {
    if (offered.length > 0) send({ event: 'height', height: document.body.scrollHeight });
  }).observe(document.body);
  send({ event: 'loaded' });
}

function receive(message: MessageEvent<unknown>): void {
  const { data } = message;
  if (message.origin !== parentOrigin || message.source !== window.parent) return;
  if (!isRecord(data) || data[frameMark] !== element) return;
  const call = readNumber(data, 'call');
  const command = readText(data, 'command');
  if (command === 'configure') {
    configure(data);
    send({ call });
  } else void configured.then(() => obey(command, data)).then((reply) => send({ ...reply, call }));
}

async function obey(command: string | undefined, data: Json): Promise<Json> {
  switch (command) {
    case 'submit':
      return submit();
    case 'confirm':
      return confirm(data);
    case 'clear':
      if (selected !== undefined) panels[selected].clear();
      reportChange();
      return {};
    case 'focus':
      if (selected === 'paypay') tabs.focus();
      else if (selected !== undefined) panels[selected].focus();
      return {};
    case 'blur':
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return {};
    default:
      return {};
  }
}

function configure(command: Json): void {
  const isFirst = selected === undefined;
  const language = readText(command, 'language') === 'ja' ? 'ja' : 'en';
  text = frameText[language];
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = readText(command, 'theme') === 'night' ? 'night' : 'stripe';
  byId('mark').textContent = text.mark;
  byId('konbini-hint').textContent = text.hints.konbini;
  byId('paypay-hint').textContent = text.hints.paypay;
  tabs.translate(text);
  for (const panel of Object.values(panels)) panel.translate(text);
  const billing = readRecord(command, 'billing');
  const next = { name: readText(billing, 'name') ?? '', email: readText(billing, 'email') ?? '' };
  fillContact(next, defaults);
  defaults = next;
  offered = sortMethods(readMethods(command.methods), command.order);
  if (selected === undefined || !offered.includes(selected)) selected = offered[0];
  byId('payment').hidden = selected === undefined;
  tabs.show(offered, selected);
  markConfigured();
  if (selected === undefined) return;
  if (isFirst) send({ event: 'ready' });
  reportChange();
}

function select(type: MethodType): void {
  selected = type;
  tabs.show(offered, selected);
  reportChange();
}

function reportPanel(event: PanelEvent): void {
  if (event === 'change') reportChange();
  else send({ event });
}

function reportChange(): void {
  if (selected === undefined) return;
  const panel = panels[selected];
  const state = { complete: panel.isComplete(), empty: panel.isEmpty(), value: { type: selected } };
  if (JSON.stringify(state) === lastChange) return;
  lastChange = JSON.stringify(state);
  send({ event: 'change', payload: { ...state, collapsed: false } });
}

function submit(): Json {
  if (selected === undefined) return {};
  const code = panels[selected].submit();
  if (code === undefined) return { selectedPaymentMethod: selected };
  return { error: { type: 'validation_error', code, message: text.problems[code] } };
}

async function confirm(command: Json): Promise<ApiResult> {
  const incomplete = submit().error;
  if (isRecord(incomplete)) return { error: incomplete };
  if (selected === undefined)
    return { error: { type: 'validation_error', code: 'incomplete_payment_details' } };
  const params = new URLSearchParams({ 'payment_method_data[type]': selected, use_stripe_sdk: 'true' });
  const returnUrl = readText(command, 'returnUrl');
  if (returnUrl !== undefined) params.set('return_url', returnUrl);
  for (const name of ['email', 'name', 'phone']) {
    const value = readText(readRecord(command, 'billing'), name);
    if (value !== undefined) params.set(`payment_method_data[billing_details][${name}]`, value);
  }
  for (const [name, value] of Object.entries(panels[selected].readParams())) params.set(name, value);
  const account = {
    origin: window.location.origin,
    publishableKey: readText(command, 'publishableKey') ?? '',
  };
  lock(true);
  const result = await postConfirm(account, readText(command, 'clientSecret') ?? '', params);
  lock(false);
  return result;
}

function lock(isLocked: boolean): void {
  tabs.lock(isLocked);
  for (const panel of Object.values(panels)) panel.lock(isLocked);
}

function send(message: Json): void {
  window.parent.postMessage({ ...message, [frameMark]: element }, parentOrigin);
}

start();
