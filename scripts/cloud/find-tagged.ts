import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { clientOf } from './aws-clients';

interface Wanted {
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Such as `sns` or `ec2:security-group`; absent: all. */
  readonly type?: string;
}

/** ARNs of everything in a region that has these tags, as AWS's tagging service knows it. */
export async function findTagged({ region, tags, type }: Wanted): Promise<readonly string[]> {
  const client = new ResourceGroupsTaggingAPIClient(clientOf(region));
  const found: string[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await client.send(
      new GetResourcesCommand({
        TagFilters: Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] })),
        ...(type === undefined ? {} : { ResourceTypeFilters: [type] }),
        ...(PaginationToken === undefined ? {} : { PaginationToken }),
      }),
    );
    found.push(...(page.ResourceTagMappingList ?? []).flatMap(({ ResourceARN }) => ResourceARN ?? []));
    PaginationToken = page.PaginationToken || undefined;
  } while (PaginationToken !== undefined);
  return found;
}
