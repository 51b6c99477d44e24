import { postConfirm, type ApiResult } from './api-client';
import {
  digitsOf,
  findProblems,
  formatCvc,
  formatExpiry,
  formatNumber,
  readExpiry,
  type CardEntry,
  type FieldName,
} from './card-fields';
import { frameMark } from './frame-link';
import { frameText } from './frame-text';
import { isRecord, readNumber, readRecord, readText, type Json } from './record';

const settings = new URLSearchParams(window.location.search);
const parentOrigin = settings.get('parent') ?? '';
const element = settings.get('element') ?? '';
const text = frameText[settings.get('language') === 'ja' ? 'ja' : 'en'];
const fieldNames = ['number', 'expiry', 'cvc'] as const satisfies FieldName[];
const fields = { number: input('number'), expiry: input('expiry'), cvc: input('cvc') };
const touched = new Set<FieldName>();

function start(): void {
  document.documentElement.lang = settings.get('language') === 'ja' ? 'ja' : 'en';
  restyle(settings.get('theme') ?? 'stripe');
  byId('mark').textContent = text.mark;
  for (const name of fieldNames) startField(name);
  window.addEventListener('message', receive);
  new ResizeObserver(() => send({ event: 'height', height: document.body.scrollHeight })).observe(
    document.body,
  );
  send({ event: 'ready' });
}

function startField(name: FieldName): void {
  const field = fields[name];
  byId(`${name}-label`).textContent = text.labels[name];
  field.addEventListener('input', () => {
    format(name);
    if (touched.has(name)) showProblems();
    reportChange();
  });
  field.addEventListener('focus', () => send({ event: 'focus' }));
  field.addEventListener('blur', () => {
    if (field.value !== '') touched.add(name);
    showProblems();
    send({ event: 'blur' });
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') send({ event: 'escape' });
  });
}

/** Reformats only with the caret at the end, so that an edit in the middle stays where it is. */
function format(name: FieldName): void {
  const field = fields[name];
  if (field.selectionStart !== field.value.length) return;
  const { number } = entry();
  if (name === 'number') field.value = formatNumber(field.value);
  else if (name === 'cvc') field.value = formatCvc(field.value, number);
  else field.value = formatExpiry(field.value);
}

function entry(): CardEntry {
  return { number: fields.number.value, expiry: fields.expiry.value, cvc: fields.cvc.value };
}

function showProblems(): void {
  const problems = findProblems(entry(), new Date());
  for (const name of fieldNames) {
    const problem = touched.has(name) ? problems[name] : undefined;
    fields[name].setAttribute('aria-invalid', String(problem !== undefined));
    byId(`${name}-problem`).textContent = problem === undefined ? '' : text.problems[problem];
  }
}

function reportChange(): void {
  const complete = Object.values(findProblems(entry(), new Date())).every((problem) => problem === undefined);
  const empty = Object.values(entry()).every((value) => value === '');
  send({ event: 'change', payload: { complete, empty, collapsed: false, value: { type: 'card' } } });
}

function submit(): Json {
  for (const name of fieldNames) touched.add(name);
  showProblems();
  const problems = findProblems(entry(), new Date());
  const first = fieldNames.find((name) => problems[name] !== undefined);
  const code = first === undefined ? undefined : problems[first];
  if (first === undefined || code === undefined) return {};
  fields[first].focus();
  return { error: { type: 'validation_error', code, message: text.problems[code] } };
}

async function confirm(command: Json): Promise<ApiResult> {
  const incomplete = submit().error;
  if (isRecord(incomplete)) return { error: incomplete };
  const { month, year } = readExpiry(fields.expiry.value);
  const params = new URLSearchParams({
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': digitsOf(fields.number.value),
    'payment_method_data[card][exp_month]': String(month),
    'payment_method_data[card][exp_year]': String(year),
    'payment_method_data[card][cvc]': digitsOf(fields.cvc.value),
    use_stripe_sdk: 'true',
  });
  const returnUrl = readText(command, 'returnUrl');
  if (returnUrl !== undefined) params.set('return_url', returnUrl);
  for (const name of ['email', 'name', 'phone']) {
    const value = readText(readRecord(command, 'billing'), name);
    if (value !== undefined) params.set(`payment_method_data[billing_details][${name}]`, value);
  }
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
  for (const name of fieldNames) fields[name].readOnly = isLocked;
}

function clear(): void {
  touched.clear();
  for (const name of fieldNames) fields[name].value = '';
  showProblems();
  reportChange();
}

function receive(message: MessageEvent<unknown>): void {
  const { data } = message;
  if (message.origin !== parentOrigin || message.source !== window.parent) return;
  if (!isRecord(data) || data[frameMark] !== element) return;
  const call = readNumber(data, 'call');
  switch (readText(data, 'command')) {
    case 'submit':
      return send({ call, ...submit() });
    case 'confirm':
      return void confirm(data).then((result) => send({ call, ...result }));
    case 'restyle':
      return restyle(readText(data, 'theme') ?? 'stripe');
    case 'clear':
      return clear();
    case 'focus':
      return fields.number.focus();
    case 'blur':
      return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
    default:
      return undefined;
  }
}

function restyle(theme: string): void {
  document.documentElement.dataset.theme = theme === 'night' ? 'night' : 'stripe';
}

function send(message: Json): void {
  window.parent.postMessage({ ...message, [frameMark]: element }, parentOrigin);
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The payment frame lacks #${id}.`);
  return found;
}

function input(id: string): HTMLInputElement {
  const found = byId(id);
  if (found instanceof HTMLInputElement) return found;
  throw new Error(`#${id} is no input.`);
}

start();
