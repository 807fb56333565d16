import { redirect } from "next/navigation";
import { landingOf } from "@/lib/operations/landing";
import { traced } from "@/lib/tracing.mjs";
import { page } from "@/lib/web/reachable";
import { signedIn } from "./signed-in";

export default page(async function Home() {
  const principal = await signedIn("/");
  const landing = await traced("landingOf", () => landingOf(principal));
  if (landing === null) redirect("/welcome");
  const { organizationId, projectId } = landing;
  redirect(projectId === null ? `/o/${organizationId}` : `/o/${organizationId}/projects/${projectId}`);
});
