import { base64, type Bytes, copyOf, random, utf8 } from './bytes';
import type { Cdm, Grant } from './cdm';
import type { EmeTrace, FacadeOptions } from './trace';

interface SessionParts {
  readonly real: MediaKeySession;
  readonly cdm: Cdm;
  readonly trace: EmeTrace;
  readonly options: FacadeOptions;
}

const base64url = (bytes: Uint8Array) =>
  base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** A `MediaKeySession` that talks as a vendor's module does and gives the keys to a real ClearKey session. */
export class FacadeSession extends EventTarget {
  readonly #parts: SessionParts;
  readonly closed: Promise<string>;
  expiration = Number.NaN;
  onmessage: ((event: Event) => void) | null = null;
  onkeystatuseschange: ((event: Event) => void) | null = null;
  #resolveClosed: (reason: string) => void = () => undefined;
  #expired: Map<BufferSource, MediaKeyStatus> | undefined;
  #timers: number[] = [];

  constructor(parts: SessionParts) {
    super();
    this.#parts = parts;
    this.closed = new Promise((resolve) => (this.#resolveClosed = resolve));
    this.addEventListener('message', (event) => this.onmessage?.(event));
    this.addEventListener('keystatuseschange', (event) => this.onkeystatuseschange?.(event));
    parts.real.addEventListener('keystatuseschange', () => {
      if (this.#expired === undefined) this.#tellStatuses();
    });
  }

  get sessionId(): string {
    return this.#parts.real.sessionId;
  }

  get keyStatuses(): MediaKeyStatusMap | Map<BufferSource, MediaKeyStatus> {
    return this.#expired ?? this.#parts.real.keyStatuses;
  }

  async generateRequest(initDataType: string, initData: BufferSource): Promise<void> {
    const { real, cdm } = this.#parts;
    const message = await cdm.begin(initDataType, copyOf(initData));
    // ClearKey takes any keys later, whatever was asked for.
    await real.generateRequest('keyids', utf8(JSON.stringify({ kids: [base64url(random(16))] })));
    setTimeout(() => this.#send(message, 'license-request'));
  }

  async update(response: BufferSource): Promise<void> {
    const bytes = copyOf(response);
    const entry: EmeTrace['updates'][number] = { length: bytes.length, outcome: 'pending' };
    this.#parts.trace.updates.push(entry);
    try {
      await this.#judge(bytes);
      entry.outcome = 'taken';
    } catch (error) {
      entry.outcome = 'refused';
      throw error;
    }
  }

  async #judge(bytes: Bytes): Promise<void> {
    if (this.#expired !== undefined) throw new DOMException('The license has expired.', 'InvalidStateError');
    const outcome = await this.#parts.cdm.update(bytes);
    if ('grant' in outcome) await this.#take(outcome.grant);
    else this.#send(outcome.message, outcome.messageType);
  }

  async close(): Promise<void> {
    this.#stopTimers();
    await this.#parts.real.close();
    this.#resolveClosed('closed-by-application');
  }

  async load(): Promise<boolean> {
    return false;
  }

  async remove(): Promise<void> {
    await this.#parts.real.remove();
  }

  async #take({ keys, expiresAfter, renewAfter }: Grant): Promise<void> {
    const set = keys.map(({ kid, key }) => ({ kty: 'oct', kid: base64url(kid), k: base64url(key) }));
    await this.#parts.real.update(utf8(JSON.stringify({ keys: set, type: 'temporary' })));
    this.#stopTimers();
    const { options } = this.#parts;
    const renewal = options.renewAfterSeconds ?? renewAfter;
    const life = Math.min(expiresAfter, options.expireAfterSeconds ?? Infinity);
    if (renewal !== undefined) this.#after(renewal, () => this.#renew());
    if (life === Infinity) return;
    this.expiration = Date.now() + life * 1000;
    this.#after(life, () => this.#expire());
  }

  async #renew(): Promise<void> {
    this.#send(await this.#parts.cdm.renew(), 'license-renewal');
  }

  /** Without its session ClearKey has no keys: what is not decoded by now never is. */
  async #expire(): Promise<void> {
    const { real } = this.#parts;
    this.#stopTimers();
    const expired = new Map<BufferSource, MediaKeyStatus>();
    real.keyStatuses.forEach((_status, kid) => expired.set(kid, 'expired'));
    this.#expired = expired;
    await real.close();
    this.#tellStatuses();
  }

  #send(message: Uint8Array<ArrayBuffer>, messageType: MediaKeyMessageType): void {
    this.#parts.trace.messages.push({ messageType, base64: base64(message) });
    this.dispatchEvent(new MediaKeyMessageEvent('message', { messageType, message: message.slice().buffer }));
  }

  #tellStatuses(): void {
    this.keyStatuses.forEach((status) => this.#parts.trace.statuses.push(status));
    this.dispatchEvent(new Event('keystatuseschange'));
  }

  #after(seconds: number, act: () => Promise<void>): void {
    this.#timers.push(window.setTimeout(() => void act(), seconds * 1000));
  }

  #stopTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }
}
