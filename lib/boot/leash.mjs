// Loaded into the server in front of Next: a start that was killed outright leaves no server behind on its port.
process.on("disconnect", () => process.exit(1));
