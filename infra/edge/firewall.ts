import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Installation } from '../config/installation';
import { logDays } from '../operations/log-days';

type Rule = CfnWebACL.RuleProperty;
type Statement = CfnWebACL.StatementProperty;

const windowSeconds = 300;

/** Rate rules and AWS's lists of bad callers. Its ARN; blocked requests are logged, without what they carried. */
export function firewall(stack: Stack, plan: Installation): string {
  const { limits, name } = plan;
  const acl = new CfnWebACL(stack, 'Firewall', {
    name: `${name}-portal`,
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visibility('firewall'),
    rules: [
      // Mails are sent and codes are tried there: tighter than pages, and first.
      tooMany('sign-in', { priority: 0, limit: limits.signIn, within: pathBegins('/api/sign-in-code') }),
      tooMany('any', { priority: 1, limit: limits.anyRequest }),
      awsList('AWSManagedRulesAmazonIpReputationList', 2),
      // Not the common rule set: its body rules refuse licenses, which are opaque bytes.
      awsList('AWSManagedRulesKnownBadInputsRuleSet', 3),
    ],
  });
  logBlocked(stack, plan, acl);
  return acl.attrArn;
}

interface Limit {
  readonly priority: number;
  readonly limit: number;
  readonly within?: Statement;
}

function tooMany(name: string, { priority, limit, within }: Limit): Rule {
  return {
    name: `rate-${name}`,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    visibilityConfig: visibility(`rate-${name}`),
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        evaluationWindowSec: windowSeconds,
        limit,
        ...(within === undefined ? {} : { scopeDownStatement: within }),
      },
    },
  };
}

function pathBegins(prefix: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'STARTS_WITH',
      searchString: prefix,
      textTransformations: [{ priority: 0, type: 'URL_DECODE' }],
    },
  };
}

function awsList(name: string, priority: number): Rule {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    visibilityConfig: visibility(name),
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
  };
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}

function logBlocked(stack: Stack, plan: Installation, acl: CfnWebACL): void {
  const logs = new LogGroup(stack, 'FirewallLogs', {
    // WAF writes only to groups whose name begins so.
    logGroupName: `aws-waf-logs-${plan.name}`,
    retention: logDays(plan.retention.logDays),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new CfnLoggingConfiguration(stack, 'FirewallLogging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [
      `arn:aws:logs:${stack.region}:${stack.account}:log-group:aws-waf-logs-${plan.name}`,
    ],
    redactedFields: [
      { singleHeader: { Name: 'authorization' } },
      { singleHeader: { Name: 'cookie' } },
      { queryString: {} },
    ],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [
        {
          Behavior: 'KEEP',
          Requirement: 'MEETS_ANY',
          Conditions: [{ ActionCondition: { Action: 'BLOCK' } }],
        },
      ],
    },
  }).node.addDependency(logs);
}
