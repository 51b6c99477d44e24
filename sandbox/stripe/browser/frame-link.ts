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
 * only that origin can read what is sent.
 */
export function openFrameLink({ frame, origin, element, onEvent }: Ends): FrameLink {
  const waiting = new Map<number, (reply: Json) => void>();
  let calls = 0;
  const receive = (message: MessageEvent<unknown>): void => {
    const { data, source } = message;
    if (message.origin !== origin || source !== frame.contentWindow) return;
    if (!isRecord(data) || data[frameMark] !== element) return;
    const call = readNumber(data, 'call');
    if (call === undefined) return onEvent(readText(data, 'event') ?? '', data);
    waiting.get(call)?.(data);
    waiting.delete(call);
  };
  const tell = (command: string, payload: Json = {}): void => {
    frame.contentWindow?.postMessage({ ...payload, [frameMark]: element, command }, origin);
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
