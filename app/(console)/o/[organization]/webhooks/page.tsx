import { WebhooksScreen } from "@/components/webhooks/webhooks-screen";
import { page } from "@/lib/web/reachable";
import { manageWebhook } from "../../../actions";
import { signedIn } from "../../../signed-in";

export const metadata = { title: "Webhooks" };

interface Props {
  readonly params: Promise<{ organization: string }>;
}

export default page(async function WebhooksPage({ params }: Props) {
  const { organization } = await params;
  await signedIn(`/o/${organization}/webhooks`);
  return <WebhooksScreen organizationId={organization} manage={manageWebhook} />;
});
