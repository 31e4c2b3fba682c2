
// Development only: the page loads itself again when the server sends another one.
let last;
setInterval(async () => {
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer) return;
  const html = (await answer.text()).replace(/nonce="[^"]*"/g, "");
  last ??= html;
  if (html !== last) location.reload();
}, 700);
