import { fetchPaymentIntent, type Account } from './api-client';
import { createEmitter, type Emitter } from './emitter';
import { languageOf } from './error-text';
import { openFrameLink, type FrameLink } from './frame-link';
import { integrationError } from './integration-error';
import { readNumber, readRecord, readText, type Json } from './record';

/** What an element needs to know of its group; the options are the current ones. */
export interface ElementHost {
  account: Account;
  options: Json;
}

export interface PaymentElement {
  /** The object handed to the page. */
  face: Json;
  /** Present while mounted. */
  link(): FrameLink | undefined;
}

interface Mounted {
  frame: HTMLIFrameElement;
  link: FrameLink;
}

/** A Payment Element: an input frame on the twin's origin; the page never sees the card. */
export function createPaymentElement(host: ElementHost, onDestroy: () => void): PaymentElement {
  const emitter = createEmitter();
  let mounted: Mounted | undefined;
  const unmount = (): void => {
    mounted?.link.close();
    mounted?.frame.remove();
    mounted = undefined;
  };
  const face = {
    on: chain((type, listener) => emitter.on(type, listener)),
    once: chain((type, listener) => emitter.once(type, listener)),
    off: chain((type, listener) => emitter.off(type, listener)),
    mount: (target: unknown) => {
      unmount();
      mounted = mountFrame(host, emitter, findTarget(target));
    },
    unmount,
    destroy: () => {
      unmount();
      onDestroy();
    },
    update: () => undefined,
    collapse: () => undefined,
    focus: () => mounted?.link.tell('focus'),
    blur: () => mounted?.link.tell('blur'),
    clear: () => mounted?.link.tell('clear'),
  };
  function chain(act: (type: string, listener: (event: unknown) => void) => void) {
    return (type: string, listener: (event: unknown) => void) => {
      act(type, listener);
      return face;
    };
  }
  return { face, link: () => mounted?.link };
}

function mountFrame(host: ElementHost, emitter: Emitter, target: Element): Mounted {
  const element = `element-${Math.random().toString(36).slice(2)}`;
  const frame = buildFrame(host, element);
  const onEvent = (type: string, event: Json): void => {
    if (type === 'height') frame.style.height = `${readNumber(event, 'height') ?? 0}px`;
    else emitter.emit(type, { elementType: 'payment', ...readRecord(event, 'payload') });
  };
  const link = openFrameLink({ frame, origin: host.account.origin, element, onEvent });
  target.replaceChildren(frame);
  emitter.emit('loaderstart', { elementType: 'payment' });
  void reportUnreadableIntent(host, emitter);
  return { frame, link };
}

function buildFrame({ account, options }: ElementHost, element: string): HTMLIFrameElement {
  const locale = readText(options, 'locale');
  const query = new URLSearchParams({
    element,
    parent: window.location.origin,
    language: languageOf(locale),
    theme: readText(readRecord(options, 'appearance'), 'theme') ?? 'stripe',
  });
  const frame = document.createElement('iframe');
  frame.name = `__privateStripeFrame${element}`;
  frame.title = languageOf(locale) === 'ja' ? '安全な支払い入力フレーム' : 'Secure payment input frame';
  frame.allow = 'payment *';
  Object.assign(frame.style, { border: '0', display: 'block', width: '100%', colorScheme: 'light' });
  frame.style.height = '240px';
  frame.src = `${account.origin}/elements/payment?${query.toString()}`;
  return frame;
}

async function reportUnreadableIntent(host: ElementHost, emitter: Emitter): Promise<void> {
  const clientSecret = readText(host.options, 'clientSecret');
  if (clientSecret === undefined) return;
  const { error } = await fetchPaymentIntent(host.account, clientSecret);
  if (error !== undefined) emitter.emit('loaderror', { elementType: 'payment', error });
}

function findTarget(target: unknown): Element {
  const found = typeof target === 'string' ? document.querySelector(target) : target;
  if (found instanceof Element) return found;
  throw integrationError('The element to mount into does not exist in the page.');
}
