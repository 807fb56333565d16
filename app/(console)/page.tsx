import { redirect } from "next/navigation";
import { homeOf } from "@/lib/operations/organizations";
import { signedIn } from "./signed-in";

export default async function Home() {
  const principal = await signedIn("/");
  const home = await homeOf(principal);
  redirect(home === null ? "/welcome" : `/o/${home}`);
}
