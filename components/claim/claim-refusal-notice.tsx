import { useTranslations } from 'next-intl';
import { ProblemNotice } from '@/components/checkout/problem-notice';
import type { ClaimRefusal } from '@/lib/domain/claim-link';

/** Why a link gives nothing, and what to do. */
export function ClaimRefusalNotice({ refused }: { readonly refused: { readonly reason: ClaimRefusal } }) {
  const t = useTranslations('claim.refusal');
  return (
    <ProblemNotice cause={refused} title={t(`${refused.reason}.title`)}>
      <p>{t(`${refused.reason}.text`)}</p>
    </ProblemNotice>
  );
}
