import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Welcome } from "@/components/sign-in/welcome";
import { ViewBanner } from "@/components/support/view-banner";
import { viewerLabelOf } from "@/lib/core/principal";
import { homeOf } from "@/lib/operations/organizations";
import { readViewing } from "@/lib/operations/view-as";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { foundOrganization, stopView } from "../actions";
import { signedIn } from "../signed-in";

export const metadata: Metadata = { title: "Welcome" };

export default page(async function WelcomePage() {
  const principal = await signedIn("/welcome");
  const home = await traced("homeOf", () => homeOf(principal));
  if (home !== null) redirect(`/o/${home}`);
  const viewing = await traced("readViewing", () => readViewing(principal));
  return (
    <>
      {viewing ? <ViewBanner viewing={viewing} stopView={stopView} /> : null}
      <Welcome email={viewerLabelOf(principal)} foundOrganization={foundOrganization} />
    </>
  );
});
