import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Installation } from '../config/installation';

const retentions = {
  7: RetentionDays.ONE_WEEK,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  365: RetentionDays.ONE_YEAR,
} as const satisfies Record<Installation['retention']['logDays'], RetentionDays>;

export function logDays(days: Installation['retention']['logDays']): RetentionDays {
  return retentions[days];
}
