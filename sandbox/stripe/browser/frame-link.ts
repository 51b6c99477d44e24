import { isRecord, readNumber, readText, type Json } from './record';

/** Marks the messages of one element among all that reach a window. */
export const frameMark = 'sandboxStripeElement';

export interface FrameLink {
  /** Asks the frame and waits for its reply. */
  ask(command: string, payload?: Json): Promise<Json>;
  /** Tells the frame without waiting. */
  tell(command: string, payload?: Json): void;
  close(): void;
}

interface Ends {
  frame: HTMLIFrameElement;
  origin: string;
  element: string;
  onEvent(type: string, event: Json): void;
}

/**
 * The parent's end of the line to an element's frame. Only messages from that very frame and origin count, and
 * only that origin can read what is sent. What is sent before the frame listens is kept until it does.
 */
export function openFrameLink({ frame, origin, element, onEvent }: Ends): FrameLink {
  const waiting = new Map<number, (reply: Json) => void>();
  let early: Json[] | undefined = [];
  let calls = 0;
  const post = (message: Json): void => frame.contentWindow?.postMessage(message, origin);
  const receive = (message: MessageEvent<unknown>): void => {
    const { data, source } = message;
    if (message.origin !== origin || source !== frame.contentWindow) return;
    if (!isRecord(data) || data[frameMark] !== element) return;
    const call = readNumber(data, 'call');
    if (call === undefined) {
      const type = readText(data, 'event') ?? '';
      if (type === 'loaded') {
        for (const kept of early ?? []) post(kept);
        early = undefined;
      }
      return onEvent(type, data);
    }
    waiting.get(call)?.(data);
    waiting.delete(call);
  };
  const tell = (command: string, payload: Json = {}): void => {
    const message = { ...payload, [frameMark]: element, command };
    if (early === undefined) post(message);
    else early.push(message);
  };
  window.addEventListener('message', receive);
  return {
    tell,
    ask: (command, payload = {}) =>
      new Promise((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        tell(command, { ...payload, call: calls });
      }),
    close: () => window.removeEventListener('message', receive),
  };
}
