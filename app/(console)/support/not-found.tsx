import { NothingHere } from "@/components/shell/nothing-here";

/** Inside the shell: the rail leads on. */
export default function NotFound() {
  return <NothingHere home="/" to="To the start" />;
}
