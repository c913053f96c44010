"""Makes the section "Toys" of RESULTS.md from what the script toys measured."""

import json
import os
import sys

NAMES = {
    "twoBins": "two bins, shapesys background: 3 parameters",
    "fiveBins": "five bins, normsys and staterror: 7 parameters",
}


def rate(number):
    return f"{round(number, -3):,.0f}".replace(",", " ")


def section(results):
    lines = [
        "## Toys",
        "",
        f"One of {os.cpu_count()} cores (`taskset -c 0`), load {os.getloadavg()[0]:.1f} at the end; CLs by 200 000 toys, random numbers,",
        "compilation and the fits to the data included. Where the fitted POI is not below the tested one q is 0 without the conditional",
        "fit; the second column counts such toys by half. By processor time, and by wall time, in which other work on the core",
        "shows. Made by `bench/toys`.",
        "",
        "| model | toys a second | toys of two fits a second | toys a second by wall time |",
        "|---|---|---|---|",
    ]
    for result in results:
        work = {key: value["score"] for key, value in result["secondaryMetrics"].items()}
        name = NAMES[result["benchmark"].rsplit(".", 1)[1]]
        fits = work["toys"] + work["conditionalFits"]
        lines.append(
            f"| {name} | {rate(work['toys'] / work['processorSeconds'])} | {rate(fits / 2 / work['processorSeconds'])}"
            f" | {rate(work['toys'] / work['wallSeconds'])} |"
        )
    return lines


def main(measured, path):
    with open(measured) as file:
        results = sorted(json.load(file), key=lambda r: list(NAMES).index(r["benchmark"].rsplit(".", 1)[1]))
    table = "\n".join(section(results))
    print(table)
    with open(path) as file:
        parts = file.read().split("\n## ")
    kept = [part.rstrip() for part in parts if not part.startswith("Toys\n")]
    with open(path, "w") as file:
        file.write("\n\n## ".join(kept) + "\n\n" + table + "\n")


main(sys.argv[1], sys.argv[2])
