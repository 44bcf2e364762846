"use strict";
function open(button, on) {
  button.setAttribute("aria-expanded", String(on));
  const answer = button.classList.contains("fold") ? document.getElementById("answers") : button.nextElementSibling;
  answer.hidden = !on;
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target.closest(".blank, .fold, .answer, .controls button") : null;
  if (!target) return;
  if (target.dataset.all) {
    for (const button of document.querySelectorAll(".blank")) open(button, target.dataset.all === "show");
  } else {
    const onAnswer = target.classList.contains("answer");
    if (onAnswer && String(getSelection())) return; // somebody copies it
    const button = onAnswer ? target.previousElementSibling : target;
    open(button, button.getAttribute("aria-expanded") !== "true");
    button.focus({ preventScroll: true });
  }
});
