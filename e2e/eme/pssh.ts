import { type Bytes, fromHex, hex, readUint32 } from './bytes';

/** The data of a system's `pssh` box of version 0 among the boxes of `cenc` init data. */
export function psshData(initData: Bytes, systemId: string): Bytes | undefined {
  const wanted = hex(fromHex(systemId.replaceAll('-', '')));
  for (let at = 0; at + 32 <= initData.length;) {
    const size = readUint32(initData, at);
    if (size < 32 || at + size > initData.length) return undefined;
    const isWanted = initData[at + 8] === 0 && hex(initData.subarray(at + 12, at + 28)) === wanted;
    if (isWanted) return initData.slice(at + 32, at + size);
    at += size;
  }
  return undefined;
}
