const RECEIPT = 'stagedoor-license-receipt';
const RECEIPTS = 'stagedoor-license-receipts';
/** The server reads no more than this many, and takes headers of 16 KB in all. */
const MOST = 16;
const MOST_CHARACTERS = 6000;

interface Receipts {
  /** Takes the receipt out of a license reply's headers (names in lower case), if there is one. */
  keep(headers: Readonly<Record<string, string>>): void;
  /** For the next license request: a renewal is answered only with the receipt of the license it renews. */
  headers(): Readonly<Record<string, string>>;
}

/** The receipts of one playback session, newest last. */
export function keepReceipts(): Receipts {
  const kept: string[] = [];
  return {
    keep(headers) {
      const receipt = headers[RECEIPT];
      if (receipt === undefined) return;
      kept.push(receipt);
      while (kept.length > MOST || kept.join(',').length > MOST_CHARACTERS) kept.shift();
    },
    headers: () => (kept.length === 0 ? {} : { [RECEIPTS]: kept.join(',') }),
  };
}
