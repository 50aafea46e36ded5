// The curve of today: bars for what was accepted, a line for what was closed; letters as large as everything else.
(() => {
  const place = document.getElementById("curve");
  const chart = globalThis.echarts?.init(place, null, { renderer: "canvas" });
  const paper = matchMedia("print");

  function draw() {
    const told = document.querySelector("[data-curve]");
    if (!chart || !told) return;
    const { hours, accepted, closed, names } = JSON.parse(told.dataset.curve);
    const style = getComputedStyle(document.documentElement);
    const rem = parseFloat(style.fontSize);
    const colour = (name) => (paper.matches ? "#000" : style.getPropertyValue(name).trim());
    const letters = { color: colour("--dim"), fontSize: rem * 0.9, fontFamily: getComputedStyle(document.body).fontFamily };
    const beside = { ...letters, margin: rem * 0.6 };
    chart.setOption({
      animation: false,
      grid: { left: rem * 2.6, right: rem, top: rem * 1.8, bottom: rem * 1.7 },
      legend: { right: rem, top: 0, itemHeight: rem * 0.8, itemWidth: rem * 1.4, itemGap: rem, textStyle: letters },
      xAxis: { type: "category", data: hours.map((hour) => `${String(hour).padStart(2, "0")}:00`), axisLabel: beside, axisLine: { lineStyle: { color: colour("--line") } }, axisTick: { show: false } },
      yAxis: { type: "value", minInterval: 1, max: (range) => (range.max < 4 ? 4 : null), splitNumber: 3, axisLabel: beside, splitLine: { lineStyle: { color: colour("--line") } } },
      series: [
        { name: names[0], type: "bar", data: accepted, barMaxWidth: rem * 2, itemStyle: { color: paper.matches ? "#999" : colour("--paused") } },
        { name: names[1], type: "line", data: closed, symbolSize: rem * 0.5, lineStyle: { width: rem * 0.18 }, itemStyle: { color: colour("--green") } },
      ],
    });
  }

  const again = () => { chart?.resize(); draw(); };
  new ResizeObserver(again).observe(place); // the window changes, or a banner takes some of the room
  addEventListener("beforeprint", again);
  addEventListener("afterprint", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(draw));
  document.addEventListener("wall:part", (event) => { if (event.detail === "curve") draw(); });
  draw();
})();
