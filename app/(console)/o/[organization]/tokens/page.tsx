import { HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { packed } from "@/components/data/packed";
import { tokensQuery } from "@/components/tokens/tokens-query";
import { TokensScreen } from "@/components/tokens/tokens-screen";
import { listOwnTokens, listTokensOf } from "@/lib/operations/tokens";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { applyChanges, makeToken, undoRevision } from "../../../actions";
import { signedIn } from "../../../signed-in";

export const metadata = { title: "API tokens" };

interface Props {
  readonly params: Promise<{ organization: string }>;
  readonly searchParams: Promise<{ whose?: string | string[] }>;
}

export default page(async function TokensPage({ params, searchParams }: Props) {
  const [{ organization }, { whose }] = await Promise.all([params, searchParams]);
  const principal = await signedIn(`/o/${organization}/tokens`);
  const tokens = await (whose === "all"
    ? traced("listTokensOf", () => listTokensOf(principal, organization))
    : traced("listOwnTokens", () => listOwnTokens(principal)));
  const client = new QueryClient();
  if (tokens.ok)
    client.setQueryData(tokensQuery(organization, whose === "all" ? "all" : "own").queryKey, tokens.value);
  return (
    <HydrationBoundary state={packed(client)}>
      <TokensScreen organizationId={organization} actions={{ applyChanges, undoRevision, makeToken }} />
    </HydrationBoundary>
  );
});
