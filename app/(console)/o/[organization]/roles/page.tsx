import { RolesScreen } from "@/components/roles/roles-screen";
import { page } from "@/lib/web/reachable";
import { applyChanges, previewChanges, undoRevision } from "../../../actions";
import { signedIn } from "../../../signed-in";

export const metadata = { title: "Roles" };

interface Props {
  readonly params: Promise<{ organization: string }>;
}

/** The layout hands the roles over: they are part of what every screen stands on. */
export default page(async function RolesPage({ params }: Props) {
  const { organization } = await params;
  await signedIn(`/o/${organization}/roles`);
  return (
    <RolesScreen organizationId={organization} actions={{ applyChanges, previewChanges, undoRevision }} />
  );
});
