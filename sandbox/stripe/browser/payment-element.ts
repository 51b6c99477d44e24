import type { Account } from './api-client';
import { createEmitter, type Emitter, type Listener } from './emitter';
import { languageOf } from './error-text';
import { openFrameLink, type FrameLink } from './frame-link';
import { integrationError } from './integration-error';
import { findOffer } from './method-offer';
import { isRecord, readNumber, readRecord, readText, type Json } from './record';

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
  /** Shows what the group's options are now; resolves once that is to be seen. */
  refresh(): Promise<void>;
}

interface Owner {
  host: ElementHost;
  emitter: Emitter;
  /** What `elements.create('payment', options)` was given, with later updates. */
  options: Json;
  mounted?: Mounted | undefined;
}

interface Mounted {
  frame: HTMLIFrameElement;
  link: FrameLink;
  isLoaded: boolean;
}

/** A Payment Element: an input frame on the twin's origin; the page never sees what is entered. */
export function createPaymentElement(
  host: ElementHost,
  options: Json,
  onDestroy: () => void,
): PaymentElement {
  const owner: Owner = { host, emitter: createEmitter(), options };
  const { on, once, off } = owner.emitter;
  const tell = (command: string) => () => owner.mounted?.link.tell(command);
  const face = {
    on: chain(on),
    once: chain(once),
    off: chain(off),
    mount: (target: unknown) => {
      unmount(owner);
      owner.mounted = mountFrame(owner, findTarget(target));
    },
    unmount: () => unmount(owner),
    destroy: () => {
      unmount(owner);
      onDestroy();
    },
    update: (changes: unknown) => {
      owner.options = { ...owner.options, ...(isRecord(changes) ? changes : {}) };
      void refresh(owner);
      return face;
    },
    collapse: () => face,
    focus: tell('focus'),
    blur: tell('blur'),
    clear: tell('clear'),
  };
  function chain(act: (type: string, listener: Listener) => void) {
    return (type: string, listener: Listener): Json => {
      act(type, listener);
      return face;
    };
  }
  return { face, link: () => owner.mounted?.link, refresh: () => refresh(owner) };
}

function unmount(owner: Owner): void {
  owner.mounted?.link.close();
  owner.mounted?.frame.remove();
  owner.mounted = undefined;
}

async function refresh(owner: Owner): Promise<void> {
  if (owner.mounted?.isLoaded === true) await render(owner, owner.mounted);
}

function mountFrame(owner: Owner, target: Element): Mounted {
  const { host, emitter } = owner;
  const element = `element-${Math.random().toString(36).slice(2)}`;
  const frame = buildFrame(host.account.origin, element);
  const onEvent = (type: string, event: Json): void => {
    if (type === 'height') frame.style.height = `${readNumber(event, 'height') ?? 0}px`;
    else if (type === 'loaded') {
      mounted.isLoaded = true;
      void render(owner, mounted);
    } else emitter.emit(type, { elementType: 'payment', ...readRecord(event, 'payload') });
  };
  const link = openFrameLink({ frame, origin: host.account.origin, element, onEvent });
  const mounted: Mounted = { frame, link, isLoaded: false };
  frame.title = frameTitle(host);
  target.replaceChildren(frame);
  emitter.emit('loaderstart', { elementType: 'payment' });
  return mounted;
}

/** Tells the frame what to show, or the page with `loaderror` that there is nothing to show. */
async function render({ host, emitter, options }: Owner, { frame, link }: Mounted): Promise<void> {
  const offer = await findOffer(host.account, host.options);
  if (!frame.isConnected) return;
  frame.title = frameTitle(host);
  if (offer.error !== undefined) emitter.emit('loaderror', { elementType: 'payment', error: offer.error });
  await link.ask('configure', {
    methods: offer.methods ?? [],
    order: options.paymentMethodOrder,
    billing: readRecord(readRecord(options, 'defaultValues'), 'billingDetails'),
    language: languageOf(readText(host.options, 'locale')),
    theme: readText(readRecord(host.options, 'appearance'), 'theme') ?? 'stripe',
  });
}

function buildFrame(origin: string, element: string): HTMLIFrameElement {
  const query = new URLSearchParams({ element, parent: window.location.origin });
  const frame = document.createElement('iframe');
  frame.name = `__privateStripeFrame${element}`;
  frame.allow = 'payment *';
  Object.assign(frame.style, { border: '0', display: 'block', width: '100%', colorScheme: 'light' });
  frame.style.height = '240px';
  frame.src = `${origin}/elements/payment?${query.toString()}`;
  return frame;
}

function frameTitle({ options }: ElementHost): string {
  const isJapanese = languageOf(readText(options, 'locale')) === 'ja';
  return isJapanese ? '安全な支払い入力フレーム' : 'Secure payment input frame';
}

function findTarget(target: unknown): Element {
  const found = typeof target === 'string' ? document.querySelector(target) : target;
  if (found instanceof Element) return found;
  throw integrationError('The element to mount into does not exist in the page.');
}
