
// In the oldest words of the language: says so where the page below cannot run.
(function () {
  var able = typeof Worker === "function" && typeof DecompressionStream === "function" && typeof BigInt === "function";
  try {
    // The smallest module there is: a policy that forbids it, as before Chromium 97, throws.
    new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
  } catch (error) {
    able = false;
  }
  if (!able) {
    document.getElementById("old").removeAttribute("hidden");
    document.getElementById("main").setAttribute("hidden", "");
  }
})();
