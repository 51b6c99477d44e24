/** The display name and the address of `MAIL_FROM`, such as `Stagedoor <tickets@example.jp>`. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  /** The part after the @: the right side of our Message-IDs and calendar UIDs. */
  readonly domain: string;
}

/** Throws an error that does not show the text when it holds no address. */
export function readSender(mailFrom: string): Sender {
  const [, name = '', inBrackets, bare] =
    /^(?:"?([^"<>\r\n]*?)"?\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))$/.exec(mailFrom.trim()) ?? [];
  const address = inBrackets ?? bare;
  if (address === undefined) throw new Error('MAIL_FROM is no mail address');
  const domain = address.slice(address.indexOf('@') + 1);
  return { name: name === '' ? domain : name, address, domain };
}
