
// Development only: the page loads itself again when the site was built again.
let built;
setInterval(async () => {
  const answer = await fetch("/hash.txt", { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok) return;
  const now = `${answer.headers.get("last-modified")} ${await answer.text()}`;
  built ??= now;
  if (now !== built) location.reload();
}, 700);
