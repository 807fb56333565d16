import { SettingsScreen } from "@/components/settings/settings-screen";
import { singleSignOn } from "@/lib/identity/provider";
import { page } from "@/lib/web/reachable";
import { applyChanges, undoRevision } from "../../../actions";
import { signedIn } from "../../../signed-in";

export const metadata = { title: "Settings" };

interface Props {
  readonly params: Promise<{ organization: string }>;
}

/** The layout hands the settings over: they are part of what every screen stands on. */
export default page(async function SettingsPage({ params }: Props) {
  const { organization } = await params;
  await signedIn(`/o/${organization}/settings`);
  return (
    <SettingsScreen
      organizationId={organization}
      actions={{ applyChanges, undoRevision }}
      offersSingleSignOn={singleSignOn() !== null}
    />
  );
});
