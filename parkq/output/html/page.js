"use strict";
(() => {
  const box = document.getElementById("filter");
  const items = [...document.querySelectorAll("[data-filter]")];
  const texts = items.map(() => "");
  const text = (n) => texts[n] || (texts[n] = items[n].textContent.toLowerCase());
  box.form.hidden = false;
  box.form.addEventListener("submit", (event) => event.preventDefault());
  box.addEventListener("input", () => {
    const wanted = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    items.forEach((item, n) => {
      item.hidden = !wanted.every((word) => text(n).includes(word));
    });
  });
})();
