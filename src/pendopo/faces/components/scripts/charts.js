// Lines through time that can be explored. The numbers come from the table beside the picture;
// without this script, or when it fails, the picture of the server stays.
import uPlot from "uplot";

// Steps of things that are counted: no halves.
const STEPS = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((power) => [1, 2, 5].map((one) => one * 10 ** power));
const NUMBERS = new Intl.NumberFormat(document.documentElement.lang || "id", { maximumFractionDigits: 2 });

function draw(figure) {
  const picture = figure.querySelector(":scope > svg");
  const cells = [...figure.querySelectorAll("td[data-value]")].reverse();
  if (!picture || cells.length < 2) return;
  const names = cells.map((one) => one.previousElementSibling.textContent);
  const said = cells.map((one) => one.textContent);
  const values = cells.map((one) => (one.dataset.value === "" ? null : Number(one.dataset.value)));
  const holder = document.createElement("div");
  holder.className = "explored";
  holder.tabIndex = 0;
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", picture.getAttribute("aria-label"));
  figure.insertBefore(holder, picture);
  const told = document.createElement("p");
  told.className = "told num";
  told.setAttribute("aria-live", "polite");
  figure.insertBefore(told, picture);
  const chart = new uPlot(options(holder, names, said, told, figure.dataset.unit, values.every((one) => Number.isInteger(one || 0))), [names.map((_, at) => at), values], holder);
  picture.remove();
  new ResizeObserver(() => chart.setSize({ width: holder.clientWidth, height: tall(holder) })).observe(holder);
  holder.addEventListener("keydown", (event) => walk(event, chart, values.length));
}

function options(holder, names, said, told, unit, whole) {
  const style = getComputedStyle(holder);
  const colour = (name) => style.getPropertyValue(name).trim();
  const font = `500 13px ${style.fontFamily}`;
  const axis = { stroke: colour("--ink-2"), font, grid: { stroke: colour("--line"), width: 1 }, ticks: { show: false } };
  return {
    width: holder.clientWidth,
    height: tall(holder),
    legend: { show: false },
    padding: [10, 34, 0, 0],
    cursor: { drag: { x: true, y: false }, points: { size: 9 } },
    scales: { x: { time: false }, y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, size: 34, space: 70, incrs: [1, 2, 3, 6, 12, 24], values: (_, places) => places.map((at) => names[at] || "") },
      { ...axis, size: 62, ...(whole ? { incrs: STEPS } : {}), values: (_, places) => places.map((one) => NUMBERS.format(one)) },
    ],
    series: [{}, { stroke: colour("--nila-2"), fill: colour("--nila-bg"), width: 2, points: { size: 6, fill: colour("--card") } }],
    hooks: {
      setCursor: [(chart) => {
        const at = chart.cursor.idx;
        told.textContent = at == null ? "" : `${names[at]}: ${said[at]} ${unit}`;
      }],
    },
  };
}

const tall = (holder) => Math.max(180, Math.min(300, Math.round(holder.clientWidth * 0.4)));

// Arrows go from step to step, Home and End to the ends, Escape shows all again.
function walk(event, chart, count) {
  const now = chart.cursor.idx;
  const at = { ArrowRight: now == null ? 0 : now + 1, ArrowLeft: now == null ? count - 1 : now - 1, Home: 0, End: count - 1 }[event.key];
  if (event.key === "Escape") chart.setScale("x", { min: 0, max: count - 1 });
  if (at === undefined) return;
  event.preventDefault();
  const place = Math.max(0, Math.min(count - 1, at));
  const value = chart.data[1][place];
  chart.setCursor({ left: chart.valToPos(place, "x"), top: value == null ? 0 : chart.valToPos(value, "y") });
}

for (const figure of document.querySelectorAll("[data-series]")) draw(figure);
