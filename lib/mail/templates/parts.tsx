import { Button } from '@react-email/button';
import { Heading as MailHeading } from '@react-email/heading';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import { styles } from '@/lib/mail/templates/palette';

interface Holder {
  readonly children: ReactNode;
}

export function Heading({ children }: Holder) {
  return (
    <MailHeading as="h2" className="text" style={styles.heading}>
      {children}
    </MailHeading>
  );
}

export function Paragraph({ children }: Holder) {
  return (
    <Text className="text" style={styles.text}>
      {children}
    </Text>
  );
}

export function SmallPrint({ children }: Holder) {
  return (
    <Text className="muted" style={styles.small}>
      {children}
    </Text>
  );
}

/** A value under its name. */
export function Fact({ label, children }: Holder & { readonly label: string }) {
  return (
    <Text className="text" style={styles.text}>
      <span className="muted" style={styles.label}>
        {label}
      </span>
      <br />
      <strong>{children}</strong>
    </Text>
  );
}

export function Action({ href, children }: Holder & { readonly href: string }) {
  return (
    <Button className="button" href={href} style={styles.button}>
      {children}
    </Button>
  );
}

export function Link({ href, children }: Holder & { readonly href: string }) {
  return (
    <a className="link" href={href} style={styles.link}>
      {children}
    </a>
  );
}

/** Names with amounts on the right, as on a receipt; the last row is their sum. */
export function Amounts({ rows }: { readonly rows: readonly (readonly [name: string, amount: string])[] }) {
  return (
    <table width="100%" cellPadding={0} cellSpacing={0} border={0} data-text-format="dataTable">
      <tbody>
        {rows.map(([name, amount], index) => (
          <tr key={index}>
            <td className="text line" style={styles.row}>
              {index === rows.length - 1 ? <strong>{name}</strong> : name}
            </td>
            <td className="text line" style={styles.amount}>
              {index === rows.length - 1 ? <strong>{amount}</strong> : amount}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
