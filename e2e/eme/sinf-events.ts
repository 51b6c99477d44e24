import { base64, type Bytes, copyOf, readUint32 } from './bytes';

const path = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'sinf'];
/** Bytes of a sample entry before its boxes, by format (ISO/IEC 14496-12). */
const sampleEntries = new Map([
  ['encv', 86],
  ['enca', 36],
]);

/** Makes `encrypted` events what Safari's are: type `sinf`, one for each init segment, whatever `pssh` it has. */
export function sendSinfEvents(): void {
  const waiting: string[] = [];
  const append = Object.getOwnPropertyDescriptor(SourceBuffer.prototype, 'appendBuffer')?.value;
  Object.defineProperty(SourceBuffer.prototype, 'appendBuffer', {
    configurable: true,
    value(this: SourceBuffer, media: BufferSource) {
      const sinf = findSinf(copyOf(media));
      if (sinf !== undefined) waiting.push(base64(sinf));
      return Reflect.apply(append, this, [media]);
    },
  });
  const replace = (event: Event): void => {
    if (!(event instanceof MediaEncryptedEvent) || event.initDataType !== 'cenc') return;
    event.stopImmediatePropagation();
    const sinf = waiting.shift();
    if (sinf === undefined) return;
    const initData = new TextEncoder().encode(JSON.stringify({ sinf: [sinf] })).buffer;
    event.target?.dispatchEvent(new MediaEncryptedEvent('encrypted', { initDataType: 'sinf', initData }));
  };
  window.addEventListener('encrypted', replace, true);
}

/** The payload of the first `sinf` box of an init segment. */
function findSinf(bytes: Bytes, depth = 0): Bytes | undefined {
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = readUint32(bytes, at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (size < 8) return undefined;
    const entryHead = sampleEntries.get(type);
    const body = bytes.slice(at + (entryHead ?? (type === 'stsd' ? 16 : 8)), at + size);
    if (type === 'sinf') return body;
    const found =
      type === path[depth]
        ? findSinf(body, depth + 1)
        : entryHead === undefined
          ? undefined
          : findSinf(body, depth);
    if (found !== undefined) return found;
    at += size;
  }
  return undefined;
}
