export type Listener = (event: unknown) => void;

export interface Emitter {
  on(type: string, listener: Listener): void;
  once(type: string, listener: Listener): void;
  off(type: string, listener?: Listener): void;
  emit(type: string, event?: unknown): void;
}

/** Event registration as elements have it; `off` without a listener removes all of that type. */
export function createEmitter(): Emitter {
  const listeners = new Map<string, Set<Listener>>();
  const on = (type: string, listener: Listener): void => {
    listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
  };
  const off = (type: string, listener?: Listener): void => {
    if (listener === undefined) listeners.delete(type);
    else listeners.get(type)?.delete(listener);
  };
  return {
    on,
    off,
    once: (type, listener) => {
      const onlyOnce: Listener = (event) => {
        off(type, onlyOnce);
        listener(event);
      };
      on(type, onlyOnce);
    },
    emit: (type, event) => {
      for (const listener of [...(listeners.get(type) ?? [])]) listener(event);
    },
  };
}
