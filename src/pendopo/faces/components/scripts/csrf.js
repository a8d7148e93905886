// Django's token: from the form field or meta of the page, else its cookie.
export function csrf() {
  const field = document.querySelector("[name=csrfmiddlewaretoken]");
  if (field) return field.value;
  const meta = document.querySelector("meta[name=csrf-token]");
  if (meta) return meta.content;
  return decodeURIComponent((document.cookie.match(/(?:^|; )csrftoken=([^;]*)/) || [])[1] || "");
}
