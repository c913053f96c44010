package dev.limen.app.report;

import dev.limen.inference.GroupImpact;
import dev.limen.inference.Impact;
import dev.limen.inference.Impacts;
import java.util.List;
import java.util.Optional;

/** A ranking of nuisance parameters: pulls beside impacts and uncertainty components, and below the groups. */
public final class ImpactPicture {

    private static final double MARGIN = 14;
    private static final double TOP = 76;
    private static final double ROW = 22;
    private static final double PULLS = 220;
    private static final double BARS = 380;
    private static final double GAP = 26;
    private static final double AXIS = 40;
    private static final double REACH = 2.5;

    private final String poi;
    private final Impacts impacts;
    private final List<Impact> shown;
    private final double left;
    private final double bars;
    private final double right;

    private ImpactPicture(String poi, Impacts impacts, List<Impact> shown) {
        this.poi = poi;
        this.impacts = impacts;
        this.shown = shown;
        double names = shown.stream()
                .mapToDouble(impact -> Picture.width(impact.name()))
                .max()
                .orElse(0);
        double groups = impacts.groups().stream()
                .mapToDouble(group -> Picture.width(group.name()))
                .max()
                .orElse(0);
        this.left = MARGIN + Math.max(Math.max(names, groups), 120) + 30;
        this.bars = left + PULLS + GAP;
        this.right = bars + BARS;
    }

    /**
     * The picture.
     *
     * @param poi its name
     * @param impacts all
     * @param shown those to draw, from the top
     * @return SVG
     */
    public static String svg(String poi, Impacts impacts, List<Impact> shown) {
        return new ImpactPicture(poi, impacts, shown).draw();
    }

    private String draw() {
        double ranking = TOP + ROW * shown.size();
        int rows = impacts.groups().size() + 2;
        double groupsTop = ranking + AXIS + 44;
        double bottom = groupsTop + ROW * rows + AXIS + 6;
        Picture picture = new Picture(right + 2 * MARGIN, bottom, "Impacts on " + poi);
        Markup svg = picture.svg();
        String title = poi + " = " + Numbers.rounded(impacts.best(), impacts.sigma()) + " ± "
                + Numbers.rounded(impacts.sigma(), impacts.sigma());
        svg.element("text", title, "class", "title", "x", MARGIN, "y", 22.0);
        ranking(svg, ranking);
        groups(svg, groupsTop, groupsTop + ROW * rows);
        return picture.end();
    }

    private double widest() {
        double widest = shown.stream()
                .mapToDouble(impact -> Math.max(
                        Math.max(size(impact.postfit()), size(impact.prefit())),
                        Math.abs(impact.globalObservable().orElse(0))))
                .max()
                .orElse(0);
        return widest > 0 ? 1.08 * widest : 1;
    }

    private static double size(Optional<Impact.Shift> shift) {
        return shift.map(Impact.Shift::size).orElse(0.0);
    }

    private void ranking(Markup svg, double bottom) {
        svg.element("text", "pull (θ − θ₀) / σ₀", "class", "label middle", "x", left + PULLS / 2, "y", TOP - 12);
        legend(svg);
        Scale pull = Scale.linear(-REACH, REACH, left, left + PULLS);
        Scale shift = Scale.linear(-widest(), widest(), bars, right);
        axis(svg, pull, TOP, bottom, 30);
        axis(svg, shift, TOP, bottom, 56);
        for (int inner = -1; inner <= 1; inner++) {
            line(svg, inner == 0 ? "axis" : "mark", pull.at(inner), TOP, bottom);
        }
        svg.element("text", "Δ " + poi, "class", "label end", "x", right, "y", bottom + 36);
        for (int i = 0; i < shown.size(); i++) {
            Impact impact = shown.get(i);
            double y = TOP + ROW * i;
            svg.element(
                    "text",
                    (i + 1) + "  " + Picture.fitted(impact.name()),
                    "class",
                    "name end",
                    "x",
                    left - 10,
                    "y",
                    y + 15);
            pull(svg, pull, impact, y + ROW / 2);
            impact.postfit()
                    .ifPresent(found -> bars(svg, shift, found, "", y + 4, ROW - 8, impact.name() + ", post-fit"));
            impact.prefit()
                    .ifPresent(found -> bars(svg, shift, found, " open", y + 2, ROW - 4, impact.name() + ", pre-fit"));
            impact.globalObservable().ifPresent(found -> diamond(svg, shift.at(found), y + ROW / 2));
        }
        line(svg, "axis", shift.at(0), TOP, bottom);
    }

    private void legend(Markup svg) {
        double x = bars;
        double y = TOP - 22;
        x = swatch(svg, "rise", "+1 σ", x, y);
        x = swatch(svg, "fall", "−1 σ, post-fit", x, y);
        x = swatch(svg, "rise open", "", x, y) - 4;
        x = swatch(svg, "fall open", "pre-fit", x, y);
        diamond(svg, x + 6, y + 6);
        svg.element("text", "component", "class", "name", "x", x + 18, "y", y + 11);
    }

    private static double swatch(Markup svg, String style, String text, double x, double y) {
        svg.empty("rect", "class", style, "x", x, "y", y, "width", 14, "height", 12);
        if (!text.isEmpty()) {
            svg.element("text", text, "class", "name", "x", x + 19, "y", y + 11);
        }
        return x + 22 + (text.isEmpty() ? 0 : Picture.width(text) + 6);
    }

    private static void pull(Markup svg, Scale scale, Impact impact, double y) {
        if (impact.pull().isEmpty()) {
            String text = Numbers.rounded(impact.value(), impact.sigma()) + " ± "
                    + Numbers.rounded(impact.sigma(), impact.sigma());
            svg.element("text", text, "class", "note middle", "x", scale.at(0), "y", y + 4);
            return;
        }
        double at = impact.pull().getAsDouble();
        double half = impact.constraint().orElse(0);
        svg.empty("line", "class", "pull", "x1", scale.at(at - half), "x2", scale.at(at + half), "y1", y, "y2", y);
        if (Math.abs(at) <= REACH) {
            svg.open("circle", "class", "pull", "cx", scale.at(at), "cy", y, "r", 3.4);
            svg.element("title", impact.name() + ": " + Numbers.brief(at) + " ± " + Numbers.brief(half));
            svg.close("circle");
        } else {
            svg.element(
                    "text", Numbers.brief(at), "class", at > 0 ? "note end" : "note", "x", scale.at(at), "y", y - 2);
        }
    }

    /** Both bars over the whole height, or one above the other where they lie on the same side. */
    private static void bars(
            Markup svg, Scale scale, Impact.Shift shift, String style, double y, double height, String name) {
        boolean sameSide = shift.up() * shift.down() > 0;
        double each = sameSide ? height / 2 : height;
        bar(svg, scale, "rise" + style, shift.up(), y, each, name + ", +1 σ");
        bar(svg, scale, "fall" + style, shift.down(), sameSide ? y + each : y, each, name + ", −1 σ");
    }

    private static void bar(Markup svg, Scale scale, String style, double value, double y, double height, String name) {
        double from = Math.min(scale.at(0), scale.at(value));
        svg.open(
                "rect",
                "class",
                style,
                "x",
                from,
                "y",
                y,
                "width",
                Math.abs(scale.at(value) - scale.at(0)),
                "height",
                height);
        svg.element("title", name + ": " + Numbers.brief(value));
        svg.close("rect");
    }

    private static void diamond(Markup svg, double x, double y) {
        svg.empty(
                "rect",
                "class",
                "diamond",
                "x",
                -3.4,
                "y",
                -3.4,
                "width",
                6.8,
                "height",
                6.8,
                "transform",
                "translate(" + (int) Math.round(x) + " " + (int) Math.round(y) + ") rotate(45)");
    }

    private void groups(Markup svg, double top, double bottom) {
        double sigma = Math.max(impacts.sigma(), impacts.total());
        Scale scale = Scale.linear(0, 1.08 * sigma, left, right);
        svg.element("text", "Uncertainty of " + poi + " by group", "class", "title", "x", MARGIN, "y", top - 14);
        double x = swatch(svg, "held", "√(V − V′), V′ with the group held", left + 130, top - 25);
        swatch(svg, "part", "components in quadrature", x, top - 25);
        axis(svg, scale, top, bottom, 56);
        line(svg, "mark", scale.at(impacts.sigma()), top, bottom);
        double y = top;
        for (GroupImpact group : impacts.groups()) {
            row(svg, scale, Picture.fitted(group.name()), group.held(), group.globalObservable(), y);
            y += ROW;
        }
        row(svg, scale, "statistical", impacts.constrainedHeld(), impacts.statistical(), y);
        row(svg, scale, "total", impacts.sigma(), impacts.total(), y + ROW);
    }

    private void row(Markup svg, Scale scale, String name, double held, double part, double y) {
        svg.element("text", name, "class", "name end", "x", left - 10, "y", y + 15);
        bar(svg, scale, "held", held, y + 3, 7, name);
        bar(svg, scale, "part", part, y + 12, 7, name + ", component");
    }

    private static void axis(Markup svg, Scale scale, double top, double bottom, double spacing) {
        for (Scale.Tick tick : scale.ticks(spacing)) {
            double at = scale.at(tick.value());
            svg.empty("line", "class", "grid", "x1", at, "x2", at, "y1", top, "y2", bottom);
            svg.element("text", tick.label(), "class", "tick middle", "x", at, "y", bottom + 16);
        }
    }

    private static void line(Markup svg, String style, double x, double top, double bottom) {
        svg.empty("line", "class", style, "x1", x, "x2", x, "y1", top, "y2", bottom);
    }
}
