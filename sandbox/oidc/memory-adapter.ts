import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  payload: AdapterPayload;
  expiresAtMs: number;
}

/** Storage for one provider, gone with the process. Expired entries are never returned. */
export function createMemoryAdapterFactory(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  return (model) => createAdapter(model, entries);
}

function createAdapter(model: string, entries: Map<string, Entry>): Adapter {
  const prefix = `${model}:`;
  const find = (id: string): AdapterPayload | undefined => {
    const entry = entries.get(prefix + id);
    return entry === undefined || entry.expiresAtMs <= Date.now() ? undefined : entry.payload;
  };
  const findWhere = (matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
    for (const key of entries.keys()) {
      const payload = key.startsWith(prefix) ? find(key.slice(prefix.length)) : undefined;
      if (payload !== undefined && matches(payload)) return payload;
    }
    return undefined;
  };
  return {
    find: async (id) => find(id),
    findByUid: async (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: async (userCode) => findWhere((payload) => payload.userCode === userCode),
    async upsert(id, payload, expiresInSeconds) {
      const expiresAtMs = expiresInSeconds === undefined ? Infinity : Date.now() + expiresInSeconds * 1000;
      dropExpired(entries);
      entries.set(prefix + id, { payload, expiresAtMs });
    },
    async consume(id) {
      const payload = find(id);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(prefix + id);
    },
    async revokeByGrantId(grantId) {
      for (const [key, entry] of entries) {
        if (key.startsWith(prefix) && entry.payload.grantId === grantId) entries.delete(key);
      }
    },
  };
}

function dropExpired(entries: Map<string, Entry>): void {
  const nowMs = Date.now();
  for (const [key, entry] of entries) if (entry.expiresAtMs <= nowMs) entries.delete(key);
}
