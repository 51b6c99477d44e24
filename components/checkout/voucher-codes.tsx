import { useTranslations } from 'next-intl';
import type { Voucher } from '@/lib/domain/payment-method';
import { CopyButton } from './copy-button';
import { digitGroups, spokenDigits } from './digit-groups';

/** What to give at the till of each chain. */
export function VoucherCodes({ stores }: Pick<Voucher, 'stores'>) {
  const t = useTranslations('order.voucher');
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {stores.map(({ chain, paymentCode, confirmationNumber }) => (
        <li
          key={chain}
          className="flex flex-col gap-2 rounded-card border border-border bg-surface-raised p-4"
        >
          <h3 className="text-lg">
            <ChainName chain={chain} />
          </h3>
          <dl className="flex flex-col gap-2">
            <Code chain={chain} name={t('paymentCode')} code={paymentCode} />
            {confirmationNumber !== undefined && (
              <Code chain={chain} name={t('confirmationNumber')} code={confirmationNumber} />
            )}
          </dl>
        </li>
      ))}
    </ul>
  );
}

interface CodeProps {
  readonly chain: string;
  readonly name: string;
  readonly code: string;
}

/** Seen in groups, heard digit by digit. */
function Code({ chain, name, code }: CodeProps) {
  const t = useTranslations('order.voucher');
  const chainName = useChainName(chain);
  return (
    <div>
      <dt className="text-sm text-text-muted">{name}</dt>
      <dd className="flex flex-wrap items-center justify-between gap-x-3">
        <span aria-hidden="true" className="font-mono text-xl font-bold tabular-nums">
          {digitGroups(code)}
        </span>
        <span className="sr-only">{spokenDigits(code)}</span>
        <CopyButton
          text={code}
          label={t('copy')}
          name={t('copyNamed', { chain: chainName, what: name })}
          done={t('copied')}
          failed={t('copyFailed')}
        />
      </dd>
    </div>
  );
}

function ChainName({ chain }: { readonly chain: string }) {
  return useChainName(chain);
}

/** A chain that Stripe adds one day is told by its own name. */
function useChainName(chain: string): string {
  const t = useTranslations('mail.chain');
  switch (chain) {
    case 'familymart':
    case 'lawson':
    case 'ministop':
    case 'seicomart':
      return t(chain);
    default:
      return chain;
  }
}
