import type { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Installation } from '../config/installation';

/** Tells at half and at all of the month's budget, and when the forecast exceeds it. It stops nothing. */
export function budget(stack: Stack, plan: Installation, topic: Topic): void {
  const notify = (
    notificationType: 'ACTUAL' | 'FORECASTED',
    threshold: number,
  ): CfnBudget.NotificationWithSubscribersProperty => ({
    notification: {
      notificationType,
      comparisonOperator: 'GREATER_THAN',
      threshold,
      thresholdType: 'PERCENTAGE',
    },
    subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
  });
  new CfnBudget(stack, 'Budget', {
    budget: {
      budgetName: plan.name,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: plan.monthlyBudgetUsd, unit: 'USD' },
      // Only what carries our tag; it has to be activated once as a cost allocation tag.
      costFilters: { TagKeyValue: [`user:stagedoor:installation$${plan.name}`] },
    },
    notificationsWithSubscribers: [notify('ACTUAL', 50), notify('ACTUAL', 100), notify('FORECASTED', 100)],
  });
}
