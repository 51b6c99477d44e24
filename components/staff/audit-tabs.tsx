import { useTranslations } from 'next-intl';
import { Link } from '@/components/ui/link';
import { type AuditAddress, auditAddress } from './audit-address';

interface AuditTabsProps {
  readonly tab: 'acts' | 'looks';
  readonly typed: AuditAddress;
}

/** Two addresses, so two links: the filter goes along, as far as the other kind has it. */
export function AuditTabs({ tab, typed }: AuditTabsProps) {
  const t = useTranslations('admin.audit');
  const shared = { ...typed, power: '', event: '' };
  const links = [
    { name: 'acts', href: auditAddress('/admin/audit', shared) },
    { name: 'looks', href: auditAddress('/admin/audit', shared, { tab: 'looks' }) },
  ] as const;
  return (
    <nav aria-label={t('tabs')}>
      <ul className="flex gap-2 border-b border-border">
        {links.map(({ name, href }) => (
          <li key={name}>
            <Link
              href={href}
              aria-current={name === tab ? 'page' : undefined}
              className="flex min-h-11 items-center border-b-4 border-transparent px-3 text-text hover:text-accent aria-[current]:border-accent aria-[current]:font-bold"
            >
              {t(`tab.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
