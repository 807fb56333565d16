"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { listenToToasts } from "./toast";

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

/** Where toasts appear, once there is one. */
export function Toasts() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => listenToToasts(() => setWanted(true)), []);
  return wanted ? <Toaster /> : null;
}
