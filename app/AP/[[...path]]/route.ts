import { handle } from "@/lib/dialects/exchange/family";
import { openDoor } from "@/lib/doors.mjs";

export const dynamic = "force-dynamic";

openDoor("/AP", handle);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
