import type { Metadata } from "next";
import { AcceptInvitationForm } from "@/components/sign-in/accept-invitation-form";
import { openInvitation, takeInvitation } from "../(console)/actions";

export const metadata: Metadata = { title: "Accept the invitation" };

export default function AcceptInvitation() {
  return <AcceptInvitationForm openInvitation={openInvitation} takeInvitation={takeInvitation} />;
}
